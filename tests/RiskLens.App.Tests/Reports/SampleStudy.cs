using System.Globalization;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Reports;

/// <summary>
/// A study of a fictional bank with every part filled, made from smooth functions: realistic in shape and size, so
/// that the report can be looked at, and the same on every run.
/// </summary>
internal static class SampleStudy
{
    private const double Margin = 412;
    private static readonly double[] Periods = [2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];
    private static readonly string[] Bank = ["whatsapp", "ussd", "sms", "telegram", "email"];

    public static Study Make() =>
        new(
            "2022Q4-7f3a19c2",
            "0.1.0",
            8_231_904_117UL,
            new CompanyFacts("Banque Littoral du Wouri", "XAF", "Africa/Douala", "CM", Fictional: true),
            new StudySettings("2023-01-01T00:00Z", 100_000, 13, "whatsapp", 24),
            [
                new InputFingerprint(
                    "ledger",
                    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                ),
                new InputFingerprint(
                    "catalogue",
                    "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"
                ),
                new InputFingerprint(
                    "assumptions",
                    "fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13"
                ),
            ],
            Names(
                ("whatsapp", "WhatsApp", "WhatsApp"),
                ("ussd", "USSD", "USSD"),
                ("sms", "SMS", "SMS"),
                ("telegram", "Telegram", "Telegram"),
                ("email", "E-mail", "E-mail")
            ),
            Names(
                ("transfer", "Mobile-money transfer", "Transfert d’argent mobile"),
                ("balance", "Balance", "Solde"),
                ("history", "Account history", "Historique du compte"),
                ("campaign", "Campaign", "Campagne")
            ),
            Coverage(),
            [.. Bank.Select((id, i) => new DailyActivity(id, "2021-01-01", Days(i)))],
            Outages(),
            new OutageRisk(
                Nodes(),
                Regimes(),
                [
                    new ChannelPair(
                        "sms",
                        "whatsapp",
                        0.05,
                        0.04,
                        0.03,
                        new StaysUp(0.4, 0.3, 0.2),
                        new StaysUp(0.9, 0.5, 0.4)
                    ),
                ],
                [new ChannelRisk("sms", 0.9, 0.4, 0.59), new ChannelRisk("whatsapp", 2.1, 0.6, 0.88)],
                [new FamilyRisk("service", 7, 0, 40, 48, 0.8, 1)],
                [
                    new ArrivalTest("trend", "catalogue", 60, 0.7, 0.48, "steady", 2.6),
                    new ArrivalTest("dispersion", "catalogue", 60, 1.1, 0.21, "poisson", null),
                ],
                new OverloadRisk(0.375, 0.1, 1, 0.25, 1),
                new OwnHistoryUse([], [], 0, 0, 0)
            ),
            Forecast(),
            new PlaceboSummary("judged", 46, 0.083, 0.071, -0.006, 0.804, 0.957, 0.112),
            Scenario(),
            Replays(),
            new YearLoss(100_000, Distribution(4_180, 1), Distribution(4_180 * Margin, 1), 4_020),
            Mix(),
            [
                .. Assumptions()
                    .Select(a => a with { ReviewedBy = "Risk committee", ReviewedOn = "2022-12-20" }),
            ],
            Caveats()
        );

    public static SortedDictionary<string, LocalText> Names(
        params (string Id, string En, string Fr)[] names
    ) => new(names.ToDictionary(n => n.Id, n => new LocalText(n.En, n.Fr)), StringComparer.Ordinal);

    /// <summary>Activity of an hour of the local week: quiet nights, a lunch and an evening peak, a slow Sunday.</summary>
    public static double HourOfWeek(int hour)
    {
        var clock = hour % 24;
        var day = hour / 24;
        var shape =
            (0.9 * Math.Exp(-Math.Pow((clock - 12.0) / 3.4, 2)))
            + Math.Exp(-Math.Pow((clock - 18.5) / 2.6, 2))
            + 0.04;
        return 118
            * shape
            * (
                day switch
                {
                    4 => 1.22,
                    5 => 0.86,
                    6 => 0.55,
                    _ => 1.0,
                }
            );
    }

    public static LossDistribution Distribution(double mean, double tail)
    {
        var points = Periods.Select(years =>
        {
            var aggregate = mean * 1.9 * tail * Math.Pow(Math.Log(years), 1.55);
            return new ExceedancePoint(years, aggregate, aggregate * 0.86);
        });
        return new LossDistribution(
            mean,
            mean * 0.008,
            mean * 0.22,
            mean * 10.4 * tail,
            mean * 19.7 * tail,
            0.312,
            [.. points]
        );
    }

    public static LossFigure Loss(double conversations, double? margin = Margin) =>
        new(
            new Estimate(conversations, conversations * 0.63, conversations * 1.52),
            margin is { } m
                ? new Estimate(conversations * m, conversations * m * 0.52, conversations * m * 1.71)
                : null
        );

    public static ScenarioLoss Scenario(double? margin = Margin)
    {
        var byStart = Enumerable
            .Range(0, 168)
            .Select(start => 0.33 * Enumerable.Range(start, 24).Sum(h => HourOfWeek(h % 168)))
            .ToArray();
        var worst = Array.IndexOf(byStart, byStart.Max());
        var hourly = Enumerable.Range(worst, 24).Select(h => 0.33 * HourOfWeek(h % 168)).ToArray();
        var cumulative = hourly.Select((_, i) => hourly.Take(i + 1).Sum()).ToArray();
        return new ScenarioLoss(
            "whatsapp",
            24,
            [.. byStart.Select(loss => Loss(loss, margin))],
            worst,
            Array.IndexOf(byStart, byStart.Min()),
            Loss(byStart.Average(), margin),
            Parts(byStart[worst] / 0.33),
            cumulative,
            7
        );
    }

    public static LossParts Parts(double demand) =>
        new(demand, demand * 0.104, demand * 0.452, demand * 0.114, demand * 0.33);

    private static DataCoverage Coverage() =>
        new(
            "2021-01-01T00:00Z",
            "2022-12-31T23:00Z",
            1_214_806,
            51_377,
            213,
            [
                new ChannelCoverage("whatsapp", 702_114, 301_442, 24_118, 41_205, 17_520, 0),
                new ChannelCoverage("ussd", 214_330, 211_004, 0, 19_840, 17_520, 0),
                new ChannelCoverage("sms", 189_402, 0, 152_377, 44_018, 17_448, 72),
                new ChannelCoverage("telegram", 71_240, 30_112, 2_014, 6_120, 13_128, 4_392),
                new ChannelCoverage("email", 37_720, 17_004, 9_130, 8_702, 17_520, 0),
            ],
            [
                new ReachShare(["whatsapp"], 17_204),
                new ReachShare(["whatsapp", "sms"], 14_880),
                new ReachShare(["ussd", "sms"], 7_310),
                new ReachShare(["whatsapp", "ussd", "sms"], 4_822),
                new ReachShare(["whatsapp", "telegram"], 2_411),
                new ReachShare(["email"], 1_904),
                new ReachShare(["whatsapp", "sms", "email"], 1_288),
                new ReachShare(["whatsapp", "telegram", "sms"], 977),
                new ReachShare(["telegram"], 581),
            ]
        );

    private static int?[] Days(int channel) =>
        [
            .. Enumerable
                .Range(0, 730)
                .Select(day =>
                {
                    if (channel == 3 && day < 183 || channel == 2 && day is >= 400 and < 403)
                        return (int?)null;
                    double[] levels = [820, 590, 430, 95, 72];
                    var trend = 1 + (0.55 * day / 730);
                    var week = (day + 4) % 7 == 6 ? 0.55 : 1 + (0.1 * Math.Sin(day * 2 * Math.PI / 7));
                    var wobble = 1 + (0.09 * Math.Sin(day * 1.7)) + (0.06 * Math.Sin((day * 0.61) + channel));
                    var monthEnd = day % 30 > 26 ? 1.25 : 1;
                    var struck = (channel, day) switch
                    {
                        (0, 276) => 0.55,
                        (0, 662) => 0.85,
                        _ => 1.0,
                    };
                    return (int)(levels[channel] * trend * week * wobble * monthEnd * struck);
                }),
        ];

    private static IReadOnlyList<PastOutage> Outages() =>
        [
            Outage(
                "OUT-019",
                "2021-10-04T15:40Z",
                "2021-10-04T22:05Z",
                7,
                "Configuration change withdrew the owner’s routes",
                "https://engineering.fb.com/2021/10/04/networking-traffic/outage/",
                620,
                true,
                recoveredSays: true
            ),
            Outage(
                "OUT-033",
                "2022-10-25T06:50Z",
                "2022-10-25T08:57Z",
                2,
                "Fault of the messaging service, cause not published",
                "https://www.reuters.com/technology/whatsapp-down-thousands-users-2022-10-25/",
                96,
                true,
                recoveredSays: false
            ),
            new PastOutage(
                "OUT-021",
                "telegram",
                "2021-10-08T18:00Z",
                "2021-10-08T19:10Z",
                "hour",
                "Overload after users moved over",
                "https://downdetector.com/status/telegram/",
                "too_little_data",
                null,
                null,
                null,
                false,
                null,
                false,
                null
            ),
        ];

    private static PastOutage Outage(
        string id,
        string start,
        string end,
        int hours,
        string cause,
        string source,
        double demand,
        bool measured,
        bool recoveredSays
    )
    {
        var first = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture);
        first = first.AddMinutes(-first.Minute).AddHours(-24);
        var offset = ((int)first.DayOfWeek + 6) % 7 * 24 + first.Hour + 1;
        var expected = Enumerable
            .Range(0, 24 + hours + 48)
            .Select(h => HourOfWeek((offset + h) % 168) * 0.9)
            .ToArray();
        var actual = expected
            .Select(
                (v, h) =>
                    (int?)
                        (int)(
                            v
                            * (
                                h switch
                                {
                                    _ when h < 24 || h >= 36 + hours => 1 + (0.11 * Math.Sin(h * 1.9)),
                                    _ when h < 24 + hours => 0.02,
                                    _ => (1.35 - (0.028 * (h - 24 - hours)))
                                        * (1 + (0.05 * Math.Sin(h * 2.1))),
                                }
                            )
                        )
            )
            .ToArray();
        WideEstimate Around(double mean, double half) =>
            new(mean, mean - half, mean + half, mean - (1.6 * half), mean + (1.6 * half));
        return new PastOutage(
            id,
            "whatsapp",
            start,
            end,
            "minute",
            cause,
            source,
            measured ? "measured" : "no_trace",
            Around(demand, demand * 0.11),
            Around(demand * 0.97, demand * 0.12),
            recoveredSays ? Around(0.41, 0.09) : Around(0.35, 0.52),
            recoveredSays,
            recoveredSays ? Around(0.112, 0.05) : Around(0.08, 0.31),
            recoveredSays,
            new EpisodeHours(
                first.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
                actual,
                expected,
                [.. expected.Select(v => v * 0.82)],
                [.. expected.Select(v => v * 1.18)]
            )
        );
    }

    /// <summary>Made-up rates of the size that the catalogue gives.</summary>
    private static IReadOnlyList<NodeRisk> Nodes() =>
        [
            Node(
                "whatsapp-service",
                "WhatsApp service",
                "Service WhatsApp",
                "service",
                ["whatsapp"],
                14,
                1.74,
                0.021
            ),
            Node("meta-backbone", "Meta backbone", "Dorsale de Meta", "owner", ["whatsapp"], 3, 0.37, 0.034),
            Node(
                "telegram-service",
                "Telegram service",
                "Service Telegram",
                "service",
                ["telegram"],
                9,
                1.12,
                0.018
            ),
            Node(
                "cm-operator",
                "Mobile operators’ core (Cameroon)",
                "Cœur de réseau des opérateurs mobiles (Cameroun)",
                "operator",
                ["ussd", "sms"],
                2,
                0.29,
                0.012
            ),
            Node(
                "cm-gateway",
                "National gateway and cables (Cameroon)",
                "Passerelle nationale et câbles (Cameroun)",
                "gateway",
                ["whatsapp", "telegram", "email"],
                4,
                0.48,
                0.046
            ),
            Node(
                "cm-order",
                "Government order (Cameroon)",
                "Ordre du gouvernement (Cameroun)",
                "government",
                ["whatsapp", "telegram", "email", "sms"],
                3,
                0.16,
                0.139
            ),
            Node(
                "sms-aggregator",
                "SMS aggregator",
                "Agrégateur de SMS",
                "aggregator",
                ["sms"],
                1,
                0.61,
                0.017
            ),
        ];

    private static NodeRisk Node(
        string id,
        string en,
        string fr,
        string kind,
        string[] channels,
        int events,
        double rate,
        double day
    ) =>
        new(
            id,
            new LocalText(en, fr),
            kind,
            kind == "government" ? "order" : "fault",
            channels,
            events,
            8.2,
            0,
            0,
            kind is "government" or "gateway",
            new WideEstimate(rate, rate * 0.62, rate * 1.45, rate * 0.44, rate * 1.9),
            day
        );

    private static IReadOnlyList<RegimeDuration> Regimes() =>
        [
            new RegimeDuration("fault", 58, 6, 2.9, 1.32, 26, 0.062, 2),
            new RegimeDuration("order", 31, 4, 124, 1.48, 2232, 0.871, 23),
        ];

    private static ForecastSummary Forecast() =>
        new(
            "whatsapp",
            [
                new ForecasterScore("seasonal-mean", 0.142, 24, false),
                new ForecasterScore("weekly-mean", 0.118, 24, false),
                new ForecasterScore("calendar-regression", 0.109, 24, false),
                new ForecasterScore("blend", 0.101, 24, true),
            ],
            new HourlyForecast(
                "2023-01-31T23:00Z",
                [.. Enumerable.Range(0, 168).Select(HourOfWeek)],
                [.. Enumerable.Range(0, 168).Select(h => 0.7 * HourOfWeek(h))],
                [.. Enumerable.Range(0, 168).Select(h => 1.3 * HourOfWeek(h))]
            ),
            new WideEstimate(1_284, 1_121, 1_452, 1_038, 1_561),
            0.101
        );

    public static IReadOnlyList<ReplayLoss> Replays(double? margin = Margin)
    {
        ReplayLoss Replay(string id, string en, string fr, double hours, double start, double demand) =>
            new(
                id,
                new LocalText(en, fr),
                ["whatsapp"],
                hours,
                start,
                Parts(demand),
                Loss(demand * 0.33, margin)
            );
        return
        [
            Replay(
                "replay-2022-10-25",
                "25 October 2022 (2 h)",
                "25 octobre 2022 (2 h)",
                2,
                31 + (50 / 60.0),
                104
            ),
            Replay(
                "replay-2021-10-04",
                "4 October 2021 (7 h)",
                "4 octobre 2021 (7 h)",
                7,
                16 + (40 / 60.0),
                712
            ),
            Replay("replay-2019-03-13", "13 March 2019 (22 h)", "13 mars 2019 (22 h)", 22, 65, 1_198),
            Replay(
                "replay-72h",
                "72 hours from the worst start",
                "72 heures depuis le pire début",
                72,
                35,
                3_890
            ),
        ];
    }

    private static MixComparison Mix()
    {
        MixValue Value(
            string id,
            string[] channels,
            string? standby,
            double share,
            double loss,
            double standing,
            double cost,
            double reached
        ) =>
            new(
                id,
                channels,
                standby,
                share,
                standby is null ? 0 : 8_602,
                reached,
                standing,
                loss,
                loss * 19.7,
                cost,
                loss + standing + cost,
                Distribution(loss, 1)
            );
        const double today = 4_180 * Margin;
        return new MixComparison(
            "money",
            "today",
            "today+telegram-standby",
            5,
            662_410,
            new Estimate(662_410, 401_300, 955_120),
            184_000,
            60_000,
            [
                Value("today", Bank, null, 0, today, 310_000, 2_940_000, 1),
                Value(
                    "today+telegram-standby",
                    Bank,
                    "telegram",
                    0.5,
                    today - 662_410,
                    310_000,
                    3_124_000,
                    1
                ),
                Value(
                    "no-email",
                    ["whatsapp", "ussd", "sms", "telegram"],
                    null,
                    0,
                    today * 1.02,
                    902_000,
                    2_610_000,
                    0.963
                ),
                Value(
                    "no-telegram",
                    ["whatsapp", "ussd", "sms", "email"],
                    null,
                    0,
                    today * 1.11,
                    521_000,
                    2_760_000,
                    0.989
                ),
                Value("whatsapp-only", ["whatsapp"], null, 0, today * 1.34, 3_611_000, 1_120_000, 0.802),
                Value(
                    "no-whatsapp",
                    ["ussd", "sms", "telegram", "email"],
                    null,
                    0,
                    today * 0.31,
                    5_204_000,
                    1_820_000,
                    0.651
                ),
            ]
        );
    }

    private static IReadOnlyList<AssumptionUsed> Assumptions() =>
        [
            new(
                "transfer.margin",
                350,
                391.3,
                437.5,
                "XAF",
                "typed",
                "Management accounts, third quarter of 2022",
                "Finance",
                "2022-11-30"
            ),
            new(
                "balance.margin",
                12,
                14.7,
                18,
                "XAF",
                "typed",
                "Cost of a call avoided",
                "Finance",
                "2022-11-30"
            ),
            new("transfer.served_elsewhere", 0.05, 0.114, 0.25, "share", "prior", "", "", ""),
            new("switch_rate", 0.06, 0.104, 0.17, "share", "measured", "own_outages", "", ""),
            new("recovered_share", 0.31, 0.44, 0.58, "share", "measured", "own_outages", "", ""),
            new(
                "telegram.enrolment_cost",
                18,
                21.2,
                25,
                "XAF",
                "typed",
                "Marketing plan",
                "Marketing",
                "2022-12-05"
            ),
            new("email.message_price", null, null, null, "XAF", "missing", "", "", ""),
        ];

    private static IReadOnlyList<Caveat> Caveats() =>
        [
            Caveat.Of("extrapolation", ("longestHours", 7), ("hours", 24)),
            Caveat.Of("recovered_from_few", ("outages", 2)),
            Caveat.Of("reach_from_logs_only"),
            Caveat.Of("mix_costs_missing").About("channels", "email"),
            Caveat.Of("ledger_gaps", ("hours", 4392)).About("channel", "telegram"),
            Caveat.Of("open_ended_outages", ("count", 10)),
            Caveat.Of("no_capacity_limit"),
            Caveat.Of("year_uses_next_quarter"),
            Caveat.Of("inflight_not_counted"),
            Caveat.Of("shared_day_noise"),
        ];
}
