using System.Text.Json;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Studies;

namespace RiskLens.Engine.Tests.Studies;

public sealed class StudyChangesTests
{
    private static readonly string[] Order =
    [
        "version",
        "chance",
        "question",
        "calendar",
        "activity",
        "outages",
        "assumptions",
        "company",
    ];

    private static readonly StudyInputs Then = Named(StudyRunTests.Inputs(120, [Margin(100, 300)]), "a");

    private static readonly Lazy<Study> Before = new(() => Run(Then));

    [Fact]
    public void A_study_against_itself_changes_nothing()
    {
        var changes = Compare(Before.Value, Then, Before.Value, Then);
        Assert.Equal(StudyChanges.Compared, changes.Status);
        Assert.Equal(["year", "day"], changes.Waterfalls.Select(w => w.Figure));
        Assert.All(
            changes.Waterfalls,
            w =>
            {
                Assert.Equal(Order, w.Steps.Select(s => s.Code));
                Assert.All(w.Steps, s => Assert.Equal(new WaterfallStep(s.Code, 0, null), s));
                Assert.Equal(w.Before, w.After);
            }
        );
        Assert.All(changes.Inputs, i => Assert.False(i.Changed));
    }

    [Fact]
    public void One_assumption_changed_under_the_same_seed_moves_its_own_step_alone()
    {
        var now = Then with { Assumptions = [Margin(200, 600)] };
        now = now with { Fingerprints = [now.Fingerprints[0], new InputFingerprint("assumptions", "b")] };
        var after = Run(now);
        var changes = Compare(Before.Value, Then, after, now);
        var year = changes.Waterfalls[0];
        Assert.All(
            year.Steps.Where(s => s.Code != "assumptions"),
            s => Assert.Equal((0m, null), (s.Amount, s.StandardError))
        );
        // Twice the margin is twice the loss: a law's range times two is the law times two.
        Assert.Equal(2 * Before.Value.Year!.Money!.Mean, after.Year!.Money!.Mean, 1e-6);
        Assert.Equal(Math.Round((decimal)Before.Value.Year.Money.Mean), year.Before);
        Assert.Equal(Math.Round((decimal)after.Year.Money.Mean) - year.Before, Amount(year, "assumptions"));
        var detail = Assert.Single(changes.Inputs.Single(i => i.Code == "assumptions").Details);
        Assert.Equal(
            ("assumption", "balance.margin", "100..300", "200..600"),
            (detail.Code, detail.Subject, detail.TextBefore, detail.TextAfter)
        );
        // The medians of the ranges: their geometric middles.
        Assert.Equal(Math.Sqrt(100 * 300), detail.Before!.Value, 1e-9);
        Assert.Equal(Math.Sqrt(200 * 600), detail.After!.Value, 1e-9);
    }

    [Fact]
    public void After_each_step_the_loss_is_that_of_a_study_of_those_inputs()
    {
        var longer = StudyRunTests.Inputs(150, []).Ledger;
        var between = Then with { Ledger = longer };
        var now = Named(between with { Assumptions = [Margin(50, 300)] }, "b") with { Seed = 8 };
        var (middle, after) = (Run(between with { Seed = 8 }), Run(now));
        var chance = Run(Then with { Seed = 8 });
        var changes = Compare(Before.Value, Then, after, now);
        var (year, day) = (changes.Waterfalls[0], changes.Waterfalls[1]);
        void Lies(string code, Study there)
        {
            Assert.Equal(Math.Round((decimal)there.Year!.Money!.Mean), LevelAfter(year, code));
            Assert.Equal(Math.Round((decimal)DayOf(there)), LevelAfter(day, code));
        }
        Lies("version", Before.Value);
        Lies("chance", chance);
        Lies("activity", middle);
        Lies("assumptions", after);
        Lies("company", after);
        Assert.Equal(
            Math.Sqrt(
                Math.Pow(Before.Value.Year!.Money!.MeanStandardError, 2)
                    + Math.Pow(chance.Year!.Money!.MeanStandardError, 2)
            ),
            year.Steps.Single(s => s.Code == "chance").StandardError!.Value,
            1e-9
        );
        Assert.Equal(
            JsonSerializer.Serialize(changes),
            JsonSerializer.Serialize(Compare(Before.Value, Then, after, now, threads: 1))
        );
    }

    [Fact]
    public void Other_draws_alone_are_chance_alone()
    {
        var now = Then with { Seed = 99 };
        var year = Compare(Before.Value, Then, Run(now), now).Waterfalls[0];
        Assert.NotEqual(0, Amount(year, "chance"));
        Assert.Equal(year.After - year.Before, Amount(year, "chance"));
        Assert.All(year.Steps.Where(s => s.Code != "chance"), s => Assert.Equal(0, s.Amount));
    }

    [Fact]
    public void Another_version_s_figure_is_held_against_this_version_s_on_the_same_inputs()
    {
        var year = Before.Value.Year!;
        var printed = Before.Value with
        {
            EngineVersion = "older",
            Year = year with { Money = year.Money! with { Mean = year.Money.Mean + 1000 } },
        };
        var changes = Compare(printed, Then, Before.Value, Then);
        Assert.Equal(-1000, Amount(changes.Waterfalls[0], "version"));
        Assert.Equal("older", changes.Inputs[0].Details[0].TextBefore);
    }

    [Fact]
    public void In_another_currency_conversations_are_compared()
    {
        var now = Named(Then with { Company = Then.Company with { Currency = "EUR" } }, "b");
        var after = Run(now);
        var changes = Compare(Before.Value, Then, after, now);
        Assert.Equal("conversations", changes.Unit);
        Assert.Equal(Before.Value.Year!.Conversations.Mean, changes.Before!.YearMean);
        Assert.Equal((double)changes.Waterfalls[0].After, after.Year!.Conversations.Mean, 0.51);
    }

    [Fact]
    public void What_cannot_be_valued_by_itself_is_counted_in_the_next_step()
    {
        // The new purpose has no price until the new assumptions come.
        var activity = Then.Ledger.Activities[0];
        var now = Named(
            Then with
            {
                Ledger = Then.Ledger with { Activities = [activity, activity with { Purpose = "support" }] },
                Assumptions = [Margin(100, 300), Margin(100, 300) with { Key = "support.margin" }],
            },
            "b"
        );
        var year = Compare(Before.Value, Then, Run(now), now).Waterfalls[0];
        Assert.Null(Amount(year, "activity"));
        Assert.Equal(year.After - year.Before, Amount(year, "assumptions"));
    }

    [Fact]
    public void A_study_without_a_year_is_not_compared()
    {
        var now = StudyRunTests.Inputs(20, []);
        var changes = Compare(Before.Value, Then, Run(now), now);
        Assert.Equal(StudyChanges.NotValued, changes.Status);
        Assert.Empty(changes.Waterfalls);
    }

    private static Assumption Margin(double low, double high) =>
        new("balance.margin", low, high, "XAF", "test", "test", "2026-01-01");

    private static StudyInputs Named(StudyInputs inputs, string mark) =>
        inputs with
        {
            Fingerprints =
            [
                new InputFingerprint("ledger", mark),
                new InputFingerprint("assumptions", mark),
                new InputFingerprint("company", mark),
            ],
        };

    private static Study Run(StudyInputs inputs) =>
        Study.Run(inputs, 2, null, TestContext.Current.CancellationToken);

    private static StudyChanges Compare(
        Study before,
        StudyInputs then,
        Study after,
        StudyInputs now,
        int threads = 2
    ) => StudyChanges.Between(before, then, after, now, threads, null, TestContext.Current.CancellationToken);

    private static double DayOf(Study study) =>
        study.Scenario!.ByLength.Single(l => l.Hours == 24).AnyStart.Money!.Mean;

    private static decimal? Amount(Waterfall waterfall, string code) =>
        waterfall.Steps.Single(s => s.Code == code).Amount;

    private static decimal LevelAfter(Waterfall waterfall, string code) =>
        waterfall.Before + waterfall.Steps.Take(Array.IndexOf(Order, code) + 1).Sum(s => s.Amount ?? 0);
}
