using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RiskLens.App.Studies;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Reports;

/// <summary>The sample study pushed to where layouts break: no money, nothing measured, hostile names, huge and no losses.</summary>
internal static class ExtremeStudies
{
    public const string HostileName =
        "</style><script>alert('x')</script>\"'&amp; Société Générale d’Épargne et de Crédit 🏦 للبنوك du Golfe de Guinée, de l’Adamaoua, Logone-et-Chari, Haut-Nyong, Mbam-et-Kim, Vina, Bamboutos, Faro";

    private static readonly string[] Named =
    [
        "WhatsApp Business",
        "USSD",
        "SMS",
        "Telegram",
        "E-mail",
        "Signal",
        "Facebook Messenger",
        "Instagram Direct",
        "Dikalo",
        "Ondjoss",
        "Web chat",
        "Voice calls",
    ];

    private static readonly string[] Purposes = ["transfer", "balance", "history"];

    public static IEnumerable<(string Name, Study Study)> All =>
        [
            ("no-money", NoMoney()),
            ("nothing-measured", NothingMeasured()),
            ("hostile-name", HostileCompany()),
            ("huge", Scaled(1e15)),
            ("zero", Scaled(0)),
            ("no-channel", Channels(0)),
            ("one-channel", Channels(1)),
            ("twelve-channels", Channels(12)),
            ("thirty-channels", Channels(30)),
            ("worse-off", WorseOff()),
            ("many-assumptions", ManyAssumptions()),
            ("long-names", LongNames()),
            ("draft", Draft()),
            ("enormous", Enormous()),
            ("all-changed", AllChanged()),
            .. SampleChanges.All,
        ];

    public static Study NoMoney()
    {
        var study = SampleStudy.Make();
        var mix = study.Mix!;
        return study with
        {
            Scenario = SampleStudy.Scenario(null),
            Replays = SampleStudy.Replays(null),
            Year = study.Year! with { Money = null },
            Mix = mix with
            {
                Basis = "conversations",
                LossAvoided = 1_608,
                LossAvoidedInterval = new Estimate(1_608, 974, 2_318),
                ExtraCost = null,
                Mixes =
                [
                    .. mix.Mixes.Select(m =>
                        m with
                        {
                            OutageLossMean = m.OutageLossMean / 412,
                            OutageLossCvar95 = m.OutageLossCvar95 / 412,
                            StandingLoss = m.StandingLoss / 412,
                            FirstYearCost = null,
                            Total = (m.OutageLossMean + m.StandingLoss) / 412,
                            OutageLoss = SampleStudy.Distribution(m.OutageLossMean / 412, 1),
                        }
                    ),
                ],
            },
            Assumptions =
            [
                .. study.Assumptions.Where(a => a.Unit == "share"),
                .. Purposes.Select(p => new AssumptionUsed(
                    $"{p}.margin",
                    null,
                    null,
                    null,
                    "XAF",
                    "missing",
                    "",
                    "",
                    ""
                )),
            ],
            Caveats =
            [
                Caveat.Of("no_margin").About("purposes", "transfer,balance,history"),
                .. study.Caveats,
            ],
        };
    }

    public static Study NothingMeasured()
    {
        var study = SampleStudy.Make();
        return study with
        {
            Company = study.Company with { Name = "", Fictional = false },
            PastOutages = [],
            Forecast = null,
            Scenario = null,
            Replays = [],
            Year = null,
            Mix = null,
            Assumptions = [],
            Activity = [new DailyActivity("whatsapp", "2022-12-31", [41])],
            OutageRisk = new OutageRisk([], [], [], [], [], [], null, new OwnHistoryUse([], [], 0, 0, 0)),
            Placebo = new PlaceboSummary("not_testable", 0, null, null, null, null, null, null),
            Coverage = study.Coverage with
            {
                FirstHour = "2022-12-31T10:00Z",
                LastHour = "2022-12-31T10:00Z",
                Messages = 1,
                Contacts = 1,
                RejectedLines = 0,
                Channels = [],
                ReachSets = [],
            },
            Caveats =
            [
                Caveat.Of("too_little_history", ("days", 1), ("needed", 56)),
                Caveat.Of("placebo_not_testable", ("windows", 0), ("needed", 8)),
                Caveat.Of("single_channel"),
                Caveat.Of("not_yet_known_code", ("widgets", 3)).About("channel", "whatsapp"),
            ],
        };
    }

    public static Study HostileCompany()
    {
        var study = SampleStudy.Make();
        const string Bite = "<img src=x onerror=alert(1)>\"'";
        return study with
        {
            Id = "../../etc/<b>passwd",
            Company = study.Company with { Name = HostileName },
            ChannelNames = SampleStudy.Names(("whatsapp", Bite, Bite)),
            PurposeNames = SampleStudy.Names(("transfer", Bite, Bite)),
            PastOutages =
            [
                .. study.PastOutages.Select(o =>
                    o with
                    {
                        Cause = Bite,
                        Source = "javascript:alert(1)" + Bite,
                    }
                ),
            ],
            Assumptions =
            [
                .. study.Assumptions.Select(a =>
                    a with
                    {
                        Source = Bite,
                        Owner = Bite,
                        Origin = "typed\" onload=\"x",
                    }
                ),
            ],
            Inputs = [new InputFingerprint(Bite, Bite)],
            Caveats = [Caveat.Of(Bite).About("channel", Bite), .. study.Caveats],
        };
    }

    /// <summary>Every loss in money brought to a size: nothing, or ten to the fifteenth.</summary>
    public static Study Scaled(double size)
    {
        var study = SampleStudy.Make();
        Estimate E(Estimate e) =>
            new(e.Mean / 250_000 * size, e.Lower80 / 250_000 * size, e.Upper80 / 250_000 * size);
        LossFigure F(LossFigure f) =>
            f with
            {
                Conversations = size == 0 ? new Estimate(0, 0, 0) : f.Conversations,
                Money = E(f.Money!),
            };
        LossDistribution D(LossDistribution d) =>
            size == 0
                ? SampleStudy.Distribution(0, 1) with
                {
                    ChanceOfNoLoss = 1,
                }
                : SampleStudy.Distribution(size, 1);
        return study with
        {
            Scenario = study.Scenario! with
            {
                ByStartingHour = [.. study.Scenario.ByStartingHour.Select(F)],
                AnyStart = F(study.Scenario.AnyStart),
                PartsAtWorst = size == 0 ? new LossParts(0, 0, 0, 0, 0) : study.Scenario.PartsAtWorst,
            },
            Replays = [.. study.Replays.Select(r => r with { Lost = F(r.Lost) })],
            Year = new YearLoss(
                100_000,
                D(study.Year!.Conversations),
                D(study.Year.Money!),
                study.Year.ConversationsWithoutOverload
            ),
            Mix = study.Mix! with
            {
                LossAvoided = size * 0.3,
                LossAvoidedInterval = new Estimate(size * 0.3, -size * 0.1, size * 0.6),
                Mixes =
                [
                    .. study.Mix.Mixes.Select(m =>
                        m with
                        {
                            OutageLossMean = size,
                            OutageLossCvar95 = size * 20,
                            StandingLoss = size / 3,
                            Total = (size * 4 / 3) + (m.FirstYearCost ?? 0),
                            OutageLoss = D(m.OutageLoss),
                        }
                    ),
                ],
            },
        };
    }

    /// <summary>A number of channels, each with outages, nodes that strike several, and reach sets over them.</summary>
    public static Study Channels(int count)
    {
        var study = SampleStudy.Make();
        var made = Enumerable.Range(0, count).ToArray();
        string[] ids = [.. made.Select(i => "channel-" + i.ToString(CultureInfo.InvariantCulture))];
        return study with
        {
            Settings = study.Settings with { ScenarioChannel = count == 0 ? "" : ids[0] },
            ChannelNames = SampleStudy.Names([.. made.Select(i => (ids[i], NameOf(i), NameOf(i)))]),
            Activity = [.. made.Select(i => study.Activity[i % 5] with { Channel = ids[i] })],
            PastOutages =
            [
                .. Enumerable
                    .Range(0, count == 0 ? 0 : 30)
                    .Select(i =>
                        study.PastOutages[i % 3] with
                        {
                            Channel = ids[i % count],
                            StartUtc = At(i, "10"),
                            EndUtc = At(i, "13"),
                        }
                    ),
            ],
            OutageRisk = study.OutageRisk with
            {
                Nodes =
                [
                    .. Enumerable
                        .Range(0, 22)
                        .Select(i =>
                            study.OutageRisk.Nodes[i % 7] with
                            {
                                Channels = [.. ids.Where((_, c) => (c + i) % ((i % 5) + 1) == 0)],
                            }
                        ),
                ],
            },
            Coverage = study.Coverage with
            {
                Channels = [.. made.Select(i => study.Coverage.Channels[i % 5] with { Channel = ids[i] })],
                ReachSets =
                [
                    .. Enumerable
                        .Range(1, count == 0 ? 0 : 40)
                        .Select(i => new ReachShare(
                            [.. ids.Where((_, c) => (i >> (c % 6) & 1) == 1)],
                            40_000 / i
                        )),
                ],
            },
            Scenario = count == 0 ? null : study.Scenario! with { Channel = ids[0] },
            Mix =
                count < 2
                    ? null
                    : study.Mix! with
                    {
                        Mixes =
                        [
                            .. study.Mix.Mixes.Select(
                                (m, i) =>
                                    m with
                                    {
                                        Channels = i < 2 ? ids : [.. ids.Skip(i)],
                                        Standby = m.Standby is null ? null : ids[count / 4],
                                    }
                            ),
                        ],
                    },
        };
    }

    /// <summary>Each change for the worse: the best mix loses more, and every swing runs below zero.</summary>
    public static Study WorseOff()
    {
        var study = DemoStudy.Stored;
        var sensitivity = study.Sensitivity!;
        return study with
        {
            Mix = study.Mix! with
            {
                LossAvoided = -48_211,
                LossAvoidedInterval = new Estimate(-48_211, -1_204_330, -112),
                ExtraCost = -1_900_000,
            },
            Sensitivity = sensitivity with
            {
                Tornado =
                [
                    .. sensitivity.Tornado.Select(s =>
                        s with
                        {
                            LossAtLow = -s.LossAtLow,
                            LossAtHigh = -2 * s.LossAtHigh,
                        }
                    ),
                ],
            },
        };
    }

    /// <summary>Two hundred assumptions, each with a long source.</summary>
    public static Study ManyAssumptions()
    {
        var study = SampleStudy.Make();
        return study with
        {
            Assumptions =
            [
                .. Enumerable
                    .Range(0, 200)
                    .Select(i =>
                        study.Assumptions[i % study.Assumptions.Count] with
                        {
                            Key = string.Create(CultureInfo.InvariantCulture, $"purpose-{i:000}.margin"),
                            Source =
                                "management accounts of the second half-year, sheet “margins by purpose and channel”, as approved by the audit committee",
                            Owner = "head of customer operations",
                        }
                    ),
            ],
        };
    }

    /// <summary>Names of channels, purposes, nodes and causes that are long, some without a place to break.</summary>
    public static Study LongNames()
    {
        var study = SampleStudy.Make();
        LocalText Long(LocalText name, int i)
        {
            var text =
                i % 2 == 0
                    ? name.En + " of the regional development and microfinance directorate (pilot phase two)"
                    : name.En
                        + "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
            return new LocalText(text, text);
        }
        IReadOnlyDictionary<string, LocalText> All(IReadOnlyDictionary<string, LocalText> names) =>
            names.Select((pair, i) => (pair.Key, Long(pair.Value, i))).ToDictionary(p => p.Key, p => p.Item2);
        return study with
        {
            Company = study.Company with { Name = new string('W', 200) },
            ChannelNames = All(study.ChannelNames),
            PurposeNames = All(study.PurposeNames),
            OutageRisk = study.OutageRisk with
            {
                Nodes = [.. study.OutageRisk.Nodes.Select((n, i) => n with { Name = Long(n.Name, i) })],
            },
            PastOutages = [.. study.PastOutages.Select(o => o with { Cause = HostileName + HostileName })],
        };
    }

    /// <summary>Nobody reviewed anything.</summary>
    public static Study Draft()
    {
        var study = DemoStudy.Stored;
        return study with
        {
            Assumptions = [.. study.Assumptions.Select(a => a with { Origin = "typed", ReviewedBy = "" })],
        };
    }

    /// <summary>The demo with every amount a hundred million times as large: up to ten to the fifteenth.</summary>
    public static Study Enormous()
    {
        const double Factor = 1e8;
        var document = JsonNode.Parse(DemoStudy.Json())!.AsObject();
        foreach (
            var part in (string[])
                ["scenario", "replays", "year", "mix", "sensitivity", "tolerances", "plausibility"]
        )
            document[part] = Scaled(document[part]);
        return StudyJson.Read(document.ToJsonString());

        // Counts are whole and hours few: what is broken and above a thousand is an amount.
        JsonNode? Scaled(JsonNode? node) =>
            node switch
            {
                JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Scaled(p.Value)))),
                JsonArray a => new JsonArray([.. a.Select(Scaled)]),
                JsonValue v
                    when v.GetValueKind() == JsonValueKind.Number
                        && v.GetValue<double>() is var n
                        && Math.Abs(n) > 1000
                        && !double.IsInteger(n) => JsonValue.Create(n * Factor),
                _ => node?.DeepClone(),
            };
    }

    /// <summary>Everything changed since the last study, by sums of 13 digits, and for the worse.</summary>
    public static Study AllChanged()
    {
        string[] groups =
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
        var study = DemoStudy.Stored;
        Waterfall Of(string figure) =>
            Waterfall.Through(
                figure,
                0,
                9_412_552_118_004,
                [
                    .. groups.Select(
                        (code, i) =>
                            (
                                code,
                                (double?)(i % 2 == 0 ? -1 : 1) * (1_412_552_118_004 * (i + 1)),
                                (double?)(code == "chance" ? 52_118_004_882 : null)
                            )
                    ),
                ]
            );
        return study with
        {
            Changes = new StudyChanges(
                StudyChanges.Compared,
                study.Id,
                study.Settings.AsOf,
                "0123456789ab",
                "2022-09-30T23:00Z"
            )
            {
                Unit = "money",
                Currency = "XAF",
                Before = new StudyFigures(9e12, -9e12, 8e13, "whatsapp", ["whatsapp", "sms"]),
                After = new StudyFigures(-9e12, 9e12, 8e13, "telegram", ["whatsapp", "sms", "email"]),
                Waterfalls = [Of("year"), Of("day")],
                Inputs =
                [
                    .. groups.Select(code => new ChangedInputs(
                        code,
                        true,
                        [
                            .. Enumerable
                                .Range(0, 8)
                                .Select(i => new ChangeDetail("assumption", "transfer.margin")
                                {
                                    Before = 1_412_552_118_004,
                                    After = -i,
                                    Unit = "XAF",
                                }),
                        ],
                        112
                    )),
                ],
            },
        };
    }

    private static string NameOf(int i) =>
        Named[i % Named.Length]
        + (i < Named.Length ? "" : " " + (i / Named.Length + 1).ToString(CultureInfo.InvariantCulture));

    private static string At(int i, string hour) =>
        string.Create(CultureInfo.InvariantCulture, $"2021-{(i % 12) + 1:00}-{(i % 27) + 1:00}T{hour}:00Z");
}
