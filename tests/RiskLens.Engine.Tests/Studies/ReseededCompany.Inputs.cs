using NodaTime;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Studies;

/// <content>What a study sees of the company: outages of watched years, a log, and what is stated.</content>
internal sealed partial class ReseededCompany
{
    private const double DayToDay = 0.1;
    private static readonly DateTimeOffset LogStart = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What the study is given.</summary>
    public StudyInputs Inputs(int trials)
    {
        var days = 120 + _rng.Fork("days").NextInt(81);
        return new StudyInputs(
            new CompanyFacts("Test", "XAF", "UTC", "CM", Fictional: true),
            DateTimeZone.Utc,
            LedgerOf(days),
            0,
            Catalogue(),
            Stated,
            [new InputFingerprint("ledger", $"{days}")],
            "test",
            AsOf: null,
            ScenarioChannel: null,
            ScenarioHours: 24,
            trials,
            Seed: _rng.Fork("study").NextUInt64()
        );
    }

    /// <summary>Outages of the watched years, all before the log; those of an old node tell lengths alone.</summary>
    private Catalogue Catalogue()
    {
        var old = NodeOf("old", "service", "line-old");
        var rng = _rng.Fork("outages");
        var outages = Enumerable
            .Range(0, OldOutages)
            .Select(i => OutageOf(old, i, LogStart.AddYears(-30).AddDays(100 * i), rng))
            .ToList();
        foreach (var (node, rate, years) in _nodes)
        {
            var count = rng.NextPoisson(rate * years);
            for (var i = 0; i < count; i++)
                outages.Add(OutageOf(node, i, LogStart.AddDays(-365.25 * years * rng.NextOpenDouble()), rng));
        }
        return new Catalogue(
            [],
            new Dictionary<string, LocalText>(),
            [.. _nodes.Select(n => n.Node), old],
            outages,
            [
                .. _nodes.Select(n => new Exposure(
                    n.Node.Id,
                    "global",
                    LogStart.AddDays(-365.25 * n.Years),
                    LogStart,
                    Selected: false,
                    0,
                    "test"
                )),
            ]
        );
    }

    private CatalogueOutage OutageOf(Node node, int i, DateTimeOffset start, Rng rng)
    {
        var hours = _lengths.Draw(rng);
        return new(
            $"{node.Id}-{i}",
            node.Id,
            start,
            start.AddHours(hours),
            "minute",
            ["global"],
            node.Channels,
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
    }

    private Ledger LedgerOf(int days)
    {
        var levels = Enumerable
            .Range(0, days)
            .Select(d => Math.Exp((DayToDay * _rng.Fork("day", d).NextNormal()) - (DayToDay * DayToDay / 2)))
            .ToArray();
        var week = WeekOfMeanOne();
        var (zeros, observed) = (new int[days * 24], new bool[days * 24]);
        Array.Fill(observed, true);
        return new Ledger(
            Hour.Of(LogStart),
            days * 24,
            Lines,
            [
                .. Cells.Select(
                    (cell, c) =>
                    {
                        var rng = _rng.Fork("cell", c);
                        int[] counts =
                        [
                            .. Enumerable
                                .Range(0, days * 24)
                                .Select(h =>
                                    rng.NextPoisson(_perHour * cell.Share * week[h % 168] * levels[h / 24])
                                ),
                        ];
                        return new Activity(
                            Lines[cell.Line],
                            cell.Purpose,
                            counts,
                            zeros,
                            counts,
                            zeros,
                            counts,
                            zeros,
                            new decimal[days * 24]
                        );
                    }
                ),
            ],
            [observed, observed, observed],
            new ReachSets(
                new Dictionary<int, long>
                {
                    [1] = 500,
                    [2] = 100,
                    [3] = 200,
                    [4] = 100,
                    [5] = 80,
                    [6] = 10,
                    [7] = 10,
                },
                [.. Cells.Select(c => new ReachDemand(Lines[c.Line], c.Purpose, Direction.In, c.Sets))]
            )
        );
    }

    private static double[] WeekOfMeanOne()
    {
        var week = Enumerable
            .Range(0, 168)
            .Select(h => (1 + (0.9 * Math.Sin(((h % 24) - 6) * Math.PI / 12))) * (h / 24 is 3 or 4 ? 0.6 : 1))
            .ToArray();
        var mean = week.Average();
        return Array.ConvertAll(week, w => w / mean);
    }
}
