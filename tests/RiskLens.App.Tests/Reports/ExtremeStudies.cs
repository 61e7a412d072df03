using System.Globalization;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Tests.Reports;

/// <summary>The sample study pushed to where layouts break: no money, nothing measured, hostile names, huge and no losses.</summary>
internal static class ExtremeStudies
{
    public const string HostileName =
        "</style><script>alert('x')</script>\"'&amp; Société Générale d’Épargne et de Crédit 🏦 للبنوك du Golfe de Guinée, de l’Adamaoua, Logone-et-Chari, Haut-Nyong, Mbam-et-Kim, Vina, Bamboutos, Faro";

    private static readonly string[] Purposes = ["transfer", "balance", "history"];

    public static IEnumerable<(string Name, Study Study)> All =>
        [
            ("no-money", NoMoney()),
            ("nothing-measured", NothingMeasured()),
            ("hostile-name", HostileCompany()),
            ("huge", Scaled(1e15)),
            ("zero", Scaled(0)),
            ("twelve-channels", TwelveChannels()),
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

    public static Study TwelveChannels()
    {
        var study = SampleStudy.Make();
        string[] ids =
        [
            .. Enumerable.Range(0, 12).Select(i => "channel-" + i.ToString(CultureInfo.InvariantCulture)),
        ];
        string[] names =
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
        return study with
        {
            ChannelNames = SampleStudy.Names([.. ids.Zip(names, (id, name) => (id, name, name))]),
            Activity = [.. ids.Select((id, i) => study.Activity[i % 5] with { Channel = id })],
            PastOutages =
            [
                .. Enumerable
                    .Range(0, 30)
                    .Select(i =>
                        study.PastOutages[i % 3] with
                        {
                            Channel = ids[i % 12],
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
                Channels = [.. ids.Select((id, i) => study.Coverage.Channels[i % 5] with { Channel = id })],
                ReachSets =
                [
                    .. Enumerable
                        .Range(1, 40)
                        .Select(i => new ReachShare(
                            [.. ids.Where((_, c) => (i >> (c % 6) & 1) == 1)],
                            40_000 / i
                        )),
                ],
            },
            Mix = study.Mix! with
            {
                Mixes =
                [
                    .. study.Mix.Mixes.Select(
                        (m, i) =>
                            m with
                            {
                                Channels = i < 2 ? ids : [.. ids.Skip(i)],
                                Standby = m.Standby is null ? null : ids[3],
                            }
                    ),
                ],
            },
        };
    }

    private static string At(int i, string hour) =>
        string.Create(CultureInfo.InvariantCulture, $"2021-{(i % 12) + 1:00}-{(i % 27) + 1:00}T{hour}:00Z");
}
