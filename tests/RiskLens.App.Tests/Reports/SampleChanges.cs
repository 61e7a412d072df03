using RiskLens.Engine.Studies;

namespace RiskLens.App.Tests.Reports;

/// <summary>Changes since an invented earlier study: ordinary, and where layouts break.</summary>
internal static class SampleChanges
{
    public static readonly string[] Codes =
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

    /// <summary>Ordinary steps up and down, with something changed in each group.</summary>
    public static Study Made() => With(1, Amounts);

    public static IEnumerable<(string Name, Study Study)> All =>
        [
            ("changes", Made()),
            ("changes-huge", With(1e11, Amounts)),
            ("changes-none", With(1, new decimal[8])),
            ("changes-from-nothing", FromNothing()),
            ("changes-first", Told(StudyChanges.OfFirst(Study))),
            ("changes-inputs-gone", Told(StudyChanges.Without(StudyChanges.InputsNotKept, Study, Study))),
            ("changes-no-year", Told(StudyChanges.Without(StudyChanges.NotValued, Study, Study))),
            ("changes-counted-later", CountedLater()),
        ];

    private static readonly decimal[] Amounts = [-120, 35, 400, -15, 2_700, 0, -900, 0];

    private static Study Study => SampleStudy.Make();

    private static Study Told(StudyChanges changes) => Study with { Changes = changes };

    private static Study With(double size, decimal[] amounts)
    {
        var scale = (decimal)size;
        Waterfall Of(string figure, decimal before) =>
            new(
                figure,
                0,
                before * scale,
                (before + amounts.Sum()) * scale,
                [
                    .. Codes.Select(
                        (code, i) =>
                            new WaterfallStep(
                                code,
                                amounts[i] * scale,
                                code == "chance" && amounts[i] != 0 ? 60 * size : null
                            )
                    ),
                ]
            );
        return Told(
            StudyChanges.Without(StudyChanges.Compared, Study, Study) with
            {
                EarlierAsOf = "2022-09-30T23:00Z",
                Unit = "money",
                Currency = "XAF",
                Before = Figures(10_000 * size, ["whatsapp"]),
                After = Figures((10_000 + (double)amounts.Sum()) * size, ["sms", "ussd", "whatsapp"]),
                Waterfalls = [Of("year", 10_000), Of("day", 4_000)],
                Inputs = [.. Codes.Select((code, i) => Inside(code, amounts[i] != 0))],
            }
        );
    }

    private static Study FromNothing()
    {
        var made = Made();
        var changes = made.Changes!;
        return Told(
            changes with
            {
                Waterfalls =
                [
                    .. changes.Waterfalls.Select(w =>
                        Waterfall.Through(
                            w.Figure,
                            2,
                            0,
                            [
                                .. Codes.Select(
                                    (c, i) => (c, (double?)(i < 4 ? -i * 100.25 : 1000), (double?)null)
                                ),
                            ]
                        )
                    ),
                ],
            }
        );
    }

    private static Study CountedLater()
    {
        var changes = Made().Changes!;
        return Told(
            changes with
            {
                Unit = "conversations",
                Waterfalls =
                [
                    Waterfall.Through(
                        "year",
                        1,
                        10.4,
                        [.. Codes.Select((c, i) => (c, i == 4 ? null : (double?)(10.4 + i), (double?)null))]
                    ),
                ],
            }
        );
    }

    private static StudyFigures Figures(double year, IReadOnlyList<string> mix) =>
        new(year / 3, year, year * 10, "whatsapp", mix);

    private static ChangedInputs Inside(string code, bool changed)
    {
        ChangeDetail Text(string what, string before, string after) =>
            new(what) { TextBefore = before, TextAfter = after };
        ChangeDetail Number(string what, double? before, double? after, string subject = "") =>
            new(what, subject) { Before = before, After = after };
        ChangeDetail[] details = code switch
        {
            "version" => [Text("engine", "0.1.0+0123456789abcdef", "0.2.0+fedcba9876543210")],
            "chance" => [Text("seed", "1234567890123456", "9876543210987654"), Number("trials", 1e4, 1e5)],
            "question" =>
            [
                Text("as_of", "2022-09-30T23:00Z", "2022-12-31T23:00Z"),
                Text("scenario_channel", "sms", "whatsapp"),
                Number("scenario_hours", 24, 48),
            ],
            "calendar" => [Number("campaigns", 0, 9), Number("campaign_value", 0, 1e15)],
            "activity" =>
            [
                Number("weeks_of_log", 91, 104),
                Number("conversations_a_week", 4123.5, 4567),
                Number("channel_a_week", 3000, 4000, "whatsapp"),
                Number("channel_a_week", null, 567, "<script>alert('x')</script>"),
            ],
            "outages" =>
            [
                Number("own_outages", 2, 5),
                Number("catalogue_outages", 200, 214),
                Number("watched_days", 8293, 9487),
                Number("sensitive_weeks", 0, 2),
            ],
            "assumptions" =>
            [
                .. Enumerable
                    .Range(0, 7)
                    .Select(i => new ChangeDetail("assumption", "transfer.in_flight_lost")
                    {
                        Before = i == 0 ? null : 0.1 * i,
                        After = 0.1 * (i + 1),
                        Unit = "share",
                    }),
                new ChangeDetail("assumption", "transfer.margin")
                {
                    Before = 600,
                    After = 600,
                    TextBefore = "400..900",
                    TextAfter = "500..720",
                    Unit = "XAF",
                },
            ],
            _ =>
            [
                Text("name", "A", new string('W', 200)),
                Text("country", "CM", "GA"),
                Text("zone", "Africa/Douala", "Africa/Libreville"),
                Text("currency", "XAF", "EUR"),
                Number("rate", 0.0015, 0.0016, "EUR"),
            ],
        };
        return new ChangedInputs(
            code,
            changed,
            changed ? details : [],
            changed && code == "assumptions" ? 31 : 0
        );
    }
}
