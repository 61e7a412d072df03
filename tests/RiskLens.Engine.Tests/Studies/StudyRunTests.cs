using System.Text.Json;
using NodaTime;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Tests.Counterfactuals;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Studies;

public sealed class StudyRunTests
{
    private static readonly Assumption Margin = new(
        "balance.margin",
        100,
        300,
        "XAF",
        "test",
        "test",
        "2026-01-01"
    );

    [Fact]
    public void One_thread_and_two_give_the_same_document()
    {
        var inputs = Inputs(200, [Margin]);
        Assert.Equal(Json(Run(inputs, 1)), Json(Run(inputs, 2)));
    }

    [Fact]
    public void Another_seed_gives_another_study_of_the_same_data()
    {
        var first = Run(Inputs(120, []));
        var second = Run(Inputs(120, []) with { Seed = 8 });
        Assert.NotEqual(first.Id, second.Id);
        Assert.NotEqual(first.Year!.Conversations.Mean, second.Year!.Conversations.Mean);
        Assert.Equal(Json(first.Coverage), Json(second.Coverage));
    }

    [Fact]
    public void A_review_is_told_in_another_document_with_the_same_numbers()
    {
        var inputs = Inputs(120, [Margin]) with { Seed = null };
        var plain = Run(inputs);
        var reviewed = Run(
            inputs with
            {
                Reviews =
                [
                    new("balance.margin", "Ada", "2026-02-01"),
                    new("recovery_hours", "Bea", "2026-03-01"),
                ],
            }
        );
        Assert.NotEqual(plain.Id, reviewed.Id);
        Assert.Equal(plain.Seed, reviewed.Seed);
        Assert.Equal(Json(plain.Year!), Json(reviewed.Year!));
        Assert.Equal(
            [("balance.margin", "Ada", "2026-02-01"), ("recovery_hours", "Bea", "2026-03-01")],
            reviewed
                .Assumptions.Where(a => a.ReviewedBy.Length > 0)
                .Select(a => (a.Key, a.ReviewedBy, a.ReviewedOn))
        );
        Assert.Equal(
            2,
            plain.Assumptions.Count(a => a.NeedsReview) - reviewed.Assumptions.Count(a => a.NeedsReview)
        );
    }

    [Fact]
    public void Without_a_margin_no_money_is_printed_and_the_study_says_what_to_type_in()
    {
        var study = Run(Inputs(120, []));
        Assert.All(study.Scenario!.ByStartingHour, f => Assert.Null(f.Money));
        Assert.Null(study.Year!.Money);
        Assert.Equal("balance", study.Caveats.Single(c => c.Code == "no_margin").Names["purposes"]);
        Assert.Contains(study.Assumptions, a => a is { Key: "balance.margin", Origin: "missing" });
    }

    [Fact]
    public void Where_the_catalogue_knows_no_outage_in_the_log_switching_and_recovery_are_wide_priors()
    {
        var study = Run(Inputs(120, []));
        Assert.Equal("prior", study.Assumptions.Single(a => a.Key == "switch_rate").Origin);
        Assert.Equal("prior", study.Assumptions.Single(a => a.Key == "recovered_share").Origin);
        Assert.Contains(study.Caveats, c => c.Code == "prior_recovered");
        Assert.Contains(study.Caveats, c => c.Code == "outage_not_in_history");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(50)]
    public void Too_little_data_is_a_caveat_and_not_a_number(int days)
    {
        var study = Run(Inputs(days, [Margin]));
        Assert.Null(study.Forecast);
        Assert.Null(study.Scenario);
        Assert.Null(study.Year);
        Assert.Null(study.Mix);
        Assert.Null(study.Sensitivity);
        Assert.Empty(study.Replays);
        Assert.Contains(study.Caveats, c => c.Code == "too_little_history");
        Assert.NotEmpty(Json(study));
    }

    [Fact]
    public void The_years_mean_is_told_in_closed_form_beside_the_simulation_in_its_unit()
    {
        void Holds(Study study, string unit, double simulated)
        {
            Assert.Equal(unit, study.Sensitivity!.Unit);
            Assert.Equal(simulated, study.Sensitivity.SimulatedMean);
            // The closed form knows no start hours, overlap or overload.
            Assert.InRange(study.Sensitivity.MeanLoss / simulated, 0.75, 1.25);
            Assert.NotEmpty(study.Sensitivity.Tornado);
            Assert.Contains(study.Sensitivity.Variance, v => v.Input == "recovered_share");
        }
        var inMoney = Run(Inputs(200, [Margin]));
        Holds(inMoney, "money", inMoney.Year!.Money!.Mean);
        var inConversations = Run(Inputs(200, []));
        Holds(inConversations, "conversations", inConversations.Year!.Conversations.Mean);
    }

    [Fact]
    public void Enough_days_with_too_few_conversations_are_told_as_that()
    {
        var inputs = Inputs(70, []);
        var silent = inputs.Ledger.Activities[0] with { ConversationsIn = new int[inputs.Ledger.Hours] };
        var study = Run(inputs with { Ledger = inputs.Ledger with { Activities = [silent] } });
        Assert.Null(study.Forecast);
        Assert.Contains(study.Caveats, c => c.Code == "too_few_conversations");
        Assert.DoesNotContain(study.Caveats, c => c.Code == "too_little_history");
    }

    [Theory]
    [InlineData("", "country_not_set")]
    [InlineData("ZZ", "country_not_in_catalogue")]
    public void Without_a_country_of_the_catalogue_the_study_says_what_is_left_out(
        string country,
        string code
    )
    {
        var inputs = Inputs(120, []);
        var study = Run(inputs with { Company = inputs.Company with { Country = country } });
        Assert.Contains(study.Caveats, c => c.Code == code);
        Assert.DoesNotContain(Run(inputs).Caveats, c => c.Code == code);
    }

    [Fact]
    public void Mixes_compared_in_money_without_the_cost_of_enrolment_say_what_is_left_out()
    {
        Assumption[] stated =
        [
            Margin,
            new("whatsapp.yearly_cost", 10, 10, "XAF", "test", "test", "2026-01-01"),
            new("whatsapp.message_price", 1, 1, "XAF", "test", "test", "2026-01-01"),
        ];
        var study = Run(Inputs(120, stated));
        Assert.Equal("money", study.Mix!.Basis);
        Assert.Equal(
            "whatsapp",
            study.Caveats.Single(c => c.Code == "enrolment_costs_missing").Names["channels"]
        );
        Assert.DoesNotContain(Run(Inputs(120, [Margin])).Caveats, c => c.Code == "enrolment_costs_missing");
    }

    [Theory]
    [InlineData("budget", 0)]
    [InlineData("whatsapp.must_not_use", 1)]
    public void A_policy_that_no_mix_meets_is_told_and_todays_stands(string key, double value)
    {
        Assumption[] stated =
        [
            Margin,
            new("whatsapp.yearly_cost", 10, 10, "XAF", "test", "test", "2026-01-01"),
            new("whatsapp.message_price", 1, 1, "XAF", "test", "test", "2026-01-01"),
        ];
        var study = Run(Inputs(120, [.. stated, new(key, value, value, "", "test", "test", "2026-01-01")]));
        Assert.Contains(study.Caveats, c => c.Code == "policy_unmet");
        Assert.Equal(study.Mix!.TodayId, study.Mix.RecommendedId);
        Assert.DoesNotContain(Run(Inputs(120, stated)).Caveats, c => c.Code == "policy_unmet");
    }

    [Fact]
    public void With_one_channel_no_other_mix_is_compared() =>
        Assert.Equal(0, Run(Inputs(120, [])).Mix!.Compared);

    [Fact]
    public void Under_eight_placebo_windows_there_is_no_verdict()
    {
        var study = Run(Inputs(15, []));
        Assert.Equal("not_testable", study.Placebo.Verdict);
        Assert.Null(study.Placebo.MeanAbsoluteError);
        Assert.Contains(study.Caveats, c => c.Code == "placebo_not_testable");
    }

    [Fact]
    public void What_comes_after_the_as_of_date_has_no_say()
    {
        var asOf = Hour.Of(new DateTimeOffset(2021, 6, 1, 0, 0, 0, TimeSpan.Zero));
        var known = Inputs(250, []) with { AsOf = asOf };
        var changed = known with { Ledger = WithSilenceFrom(known.Ledger, asOf) };
        Assert.Equal(Json(Run(known).Scenario!), Json(Run(changed).Scenario!));
        Assert.Equal("2021-06-01T00:00Z", Run(known).Settings.AsOf);
    }

    [Fact]
    public void The_parts_of_the_worst_hour_add_up_and_the_worst_is_no_better_than_the_best()
    {
        var scenario = Run(Inputs(200, [Margin])).Scenario!;
        var p = scenario.PartsAtWorst;
        Assert.Equal(p.Demand, p.Rerouted + p.Recovered + p.ServedElsewhere + p.Lost, 1e-6);
        Assert.Equal(p.Lost, scenario.CumulativeLostAtWorst[^1], 1e-6);
        Assert.True(
            scenario.ByStartingHour[scenario.WorstStart].Money!.Mean
                > scenario.ByStartingHour[scenario.BestStart].Money!.Mean
        );
    }

    [Fact]
    public void A_channel_without_messages_cannot_be_the_scenarios()
    {
        var fault = Assert.Throws<RiskLensException>(() =>
            Run(Inputs(60, []) with { ScenarioChannel = "telegram" })
        );
        Assert.Contains("whatsapp", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void An_as_of_date_before_the_logs_is_refused()
    {
        var early = Hour.Of(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Throws<RiskLensException>(() => Run(Inputs(60, []) with { AsOf = early }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_worst_hour_is_not_made_worse_by_having_been_picked(ulong seed)
    {
        // Every hour alike, 20 begun: there is no worst hour, only a luckiest one. Over 14 weeks the mean of an hour has a
        // relative sd of 0.22 / sqrt(14) = 6 %, and the largest of 168 lies about 2.5 of these above the mean.
        var rng = new Rng(seed);
        var inputs = Inputs(210, []);
        int[] counts = [.. Enumerable.Range(0, inputs.Ledger.Hours).Select(_ => rng.NextPoisson(20))];
        var study = Run(
            inputs with
            {
                ScenarioHours = 1,
                Ledger = inputs.Ledger with
                {
                    Activities =
                    [
                        inputs.Ledger.Activities[0] with
                        {
                            ConversationsIn = counts,
                            MessagesIn = counts,
                            Contacts = counts,
                        },
                    ],
                },
            }
        );
        var worst = study.Scenario!.Worst!;
        var any = study.Scenario.AnyStart.Conversations.Mean;
        Assert.InRange(worst.PickedMean / any, 1.06, 1.4);
        // Valued on 14 other weeks, twice: 4 standard errors of 4 %.
        Assert.InRange(worst.Mean / any, 0.84, 1.16);
        Assert.True(worst.Mean < worst.PickedMean);
    }

    private static Study Run(StudyInputs inputs, int threads = 2) =>
        Study.Run(inputs, threads, progress: null, TestContext.Current.CancellationToken);

    private static string Json(object value) => JsonSerializer.Serialize(value);

    internal static StudyInputs Inputs(int days, IReadOnlyList<Assumption> assumptions)
    {
        var (series, _, _) = TournamentTests.Company(3, days, 0.3);
        int[] counts = [.. series.Values.Select(v => (int)v)];
        var zeros = new int[series.Hours];
        var ledger = new Ledger(
            series.Start,
            series.Hours,
            ["whatsapp"],
            [
                new Activity(
                    "whatsapp",
                    "balance",
                    counts,
                    zeros,
                    counts,
                    zeros,
                    counts,
                    zeros,
                    new decimal[series.Hours]
                ),
            ],
            [series.Usable],
            new ReachSets(
                new Dictionary<int, long> { [1] = 100 },
                [
                    new ReachDemand(
                        "whatsapp",
                        "balance",
                        Direction.In,
                        new Dictionary<int, long> { [1] = 1000 }
                    ),
                ]
            )
        );
        return new StudyInputs(
            new CompanyFacts("Test", "XAF", "UTC", "CM", Fictional: true),
            DateTimeZone.Utc,
            ledger,
            0,
            Catalogue(),
            assumptions,
            [new InputFingerprint("ledger", $"{days}")],
            "test",
            AsOf: null,
            ScenarioChannel: null,
            ScenarioHours: 24,
            Trials: 2000,
            Seed: 7
        );
    }

    private static Ledger WithSilenceFrom(Ledger ledger, Hour from)
    {
        int[] Silenced(int[] values) => [.. values.Select((v, h) => ledger.Start + h >= from ? 0 : v)];
        return ledger with
        {
            Activities =
            [
                .. ledger.Activities.Select(a => a with { ConversationsIn = Silenced(a.ConversationsIn) }),
            ],
        };
    }

    /// <summary>Two nodes with a few outages each, none in the time of the test's logs.</summary>
    private static Catalogue Catalogue()
    {
        var year = new DateTimeOffset(2018, 1, 1, 0, 0, 0, TimeSpan.Zero);
        CatalogueOutage Outage(string node, int month, double hours, params string[] places) =>
            new(
                $"{node}-{month}",
                node,
                year.AddMonths(month),
                year.AddMonths(month).AddHours(hours),
                "minute",
                places,
                ["whatsapp"],
                "test",
                "test",
                "test",
                null,
                hours,
                hours,
                new Dictionary<string, ShareRange>(),
                ShareRange.All,
                ""
            );
        return new Catalogue(
            [new Channel("whatsapp", new LocalText("WhatsApp", "WhatsApp"), "Meta", true, true, true, "")],
            new Dictionary<string, LocalText> { ["balance"] = new("Balance", "Solde") },
            [
                new Node(
                    "whatsapp",
                    new LocalText("W", "W"),
                    "service",
                    Regime.Fault,
                    "global",
                    ["whatsapp"]
                ),
                new Node(
                    "government-CM",
                    new LocalText("G", "G"),
                    "government",
                    Regime.Order,
                    "CM",
                    ["whatsapp"]
                ),
            ],
            [
                .. new[] { 1.0, 2, 3, 7, 1.5 }.Select((h, i) => Outage("whatsapp", 3 * i, h, "global")),
                .. new[] { 30.0, 100, 200, 90 }.Select((h, i) => Outage("government", 4 * i, h, "CM")),
            ],
            [
                new Exposure("whatsapp", "global", year, year.AddYears(2), false, 0, "test"),
                new Exposure("government-CM", "CM", year, year.AddYears(2), false, 0, "test"),
            ]
        );
    }
}
