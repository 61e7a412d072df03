using System.Globalization;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Tests.Outages;

/// <summary>
/// The detection judged on years without an outage that are like ten public series, and on outages planted in them.
/// </summary>
public sealed class PublicSeriesTests(ITestOutputHelper output)
{
    private static readonly bool All = Environment.GetEnvironmentVariable("RISKLENS_TESTS") == "all";
    private static readonly int Years = All ? 20 : 1;
    private static readonly int PlantedYears = All ? 8 : 1;
    private static readonly int YearsOfRealDays = All ? 4 : 1;

    public static TheoryData<string> Series => [.. PublicSeries.Names];

    [Theory]
    [MemberData(nameof(Series))]
    public void A_year_without_an_outage_gives_a_series_less_than_one_proposal(string name)
    {
        var simulated = SimulatedYears.Refit(PublicSeries.Load(name));
        var rng = new Rng(20_264).Fork(name);
        double zeros = 0;
        double real = 0;
        double hours = 0;
        var longest = new List<double>();
        var found = 0;
        for (var year = 0; year < Years; year++)
        {
            var (series, _, silent) = simulated.Year(rng.Fork("year", year));
            zeros += series.Counts.Where((c, h) => series.Observed[h] && c == 0).Count();
            real += silent;
            hours += series.Observed.Count(o => o);
            longest.Add(LongestSilence(series));
            found += SeriesDetection.Learn(series)!.Find().Count;
        }
        Print(
            $"{name}: {found} proposals in {Years} years; silent hours {zeros / hours:P2}, "
                + $"real {real / hours:P2}; longest silence {longest.Min()} to {longest.Max()} h"
        );
        // One series in a year alone may give one: its chance is a twentieth.
        Assert.True(found <= Math.Max(1, Years / 2), $"{found} proposals in {Years} years");
        Assert.InRange(zeros / hours, real / hours * 0.6 - 0.01, real / hours * 1.4 + 0.01);
    }

    [Theory]
    [MemberData(nameof(Series))]
    public void Of_all_real_days_left_after_the_first_search_hardly_any_is_proposed(string name)
    {
        // Put together anew, days come up many times; a day that is proposed then counts once.
        var real = PublicSeries.Load(name);
        foreach (var p in SeriesDetection.Learn(real.Series)!.Find())
            Array.Fill(real.Known, true, p.WiderFromHour, p.WiderToHour - p.WiderFromHour);
        var simulated = SimulatedYears.Refit(real);
        var rng = new Rng(20_265).Fork(name);
        var found = new HashSet<int>();
        for (var year = 0; year < YearsOfRealDays; year++)
        {
            var (series, source) = simulated.YearOfRealDays(rng.Fork("year", year));
            found.UnionWith(SeriesDetection.Learn(series)!.Find().Select(p => source[p.FromHour] / 24));
        }
        Print(
            $"{name}: {found.Count} odd days of {real.Series.Hours / 24} in {YearsOfRealDays} years of real days"
        );
        Assert.True(found.Count <= 2, $"{found.Count} days proposed");
    }

    [Theory]
    [MemberData(nameof(Series))]
    public void Planted_outages_whose_silence_nature_hardly_ever_shows_are_found(string name)
    {
        var simulated = SimulatedYears.Refit(PublicSeries.Load(name));
        var rng = new Rng(20_266).Fork(name);
        var (planted, found) = (0, 0);
        var missed = new List<string>();
        for (var year = 0; year < PlantedYears; year++)
        {
            var draws = rng.Fork("planted", year);
            var (series, usual, _) = simulated.Year(draws);
            var outages = Enumerable
                .Range(0, 4)
                .Select(quarter => Plant(simulated, series, usual, quarter, draws))
                .OfType<(double Start, double End)>()
                .ToArray();
            var proposals = SeriesDetection.Learn(series)!.Find();
            foreach (var (start, end) in outages)
            {
                planted++;
                // Half of its hours must lie in a proposal: of those that a log was watching.
                int[] seen =
                [
                    .. Enumerable
                        .Range(0, series.Hours)
                        .Where(h => h + 1 > start && h < end && series.Observed[h]),
                ];
                if (2 * seen.Count(h => proposals.Any(p => p.Start < h + 1 && p.End > h)) >= seen.Length)
                    found++;
                else
                    missed.Add(
                        string.Create(CultureInfo.InvariantCulture, $"{start:F2} for {end - start:F2} h")
                    );
            }
        }
        Print($"{name}: {found} of {planted} planted outages found; missed {string.Join(", ", missed)}");
        Assert.True(found >= 0.95 * planted - (All ? 0 : 0.2), $"{found} of {planted} found");
    }

    [Theory]
    [MemberData(nameof(Series))]
    public void What_the_real_series_hold_is_listed(string name)
    {
        var real = PublicSeries.Load(name);
        var learnt = SeriesDetection.Learn(real.Series)!;
        var proposals = learnt.Find();
        Print($"{name}: {proposals.Count} proposals in {real.Series.Hours / 8766.0:F1} years");
        foreach (var p in proposals)
        {
            Print(
                $"  {real.Start.AddHours(p.Start):yyyy-MM-dd HH:mm} to {real.Start.AddHours(p.End):yyyy-MM-dd HH:mm} "
                    + $"{p.Kind} {p.Actual} of {p.Expected:F0}, chance in a year {p.ChanceInYear:E1}"
            );
        }
        var shortest = Enumerable
            .Range(0, 24)
            .Select(hour => Median(ShortestAt(learnt, real.Series, hour)))
            .Order()
            .ToArray();
        Print($"  shortest found by hour of day: {shortest[0]:F1} / {shortest[12]:F1} / {shortest[^1]:F1} h");
        Assert.All(proposals, p => Assert.True(p.Actual <= 0.6 * p.Expected && p.ChanceInYear <= 0.05));
    }

    [Fact]
    public void The_two_days_of_1995_in_which_a_server_was_off_are_found_to_the_hour()
    {
        // The Internet Traffic Archive: no requests from 1 August 14:52 to 3 August 04:36, because of hurricane Erin.
        var real = PublicSeries.Load("act-web-nasa-1995");
        var silence = Assert.Single(SeriesDetection.Learn(real.Series)!.Find(), p => p.Kind == "silence");
        Assert.InRange(
            (real.Start.AddHours(silence.Start) - new DateTime(1995, 8, 1, 14, 52, 0)).TotalHours,
            -1,
            1
        );
        Assert.InRange(
            (real.Start.AddHours(silence.End) - new DateTime(1995, 8, 3, 4, 36, 0)).TotalHours,
            -1,
            1
        );
        Assert.True(silence is { StartWithinHours: 1, EndWithinHours: 1, Actual: 0 });
    }

    // A full outage at any minute of a quarter; null where a hundred draws gave none that leaves such a silence.
    private static (double, double)? Plant(
        SimulatedYears simulated,
        HourlyCounts series,
        double[] usual,
        int quarter,
        Rng draws
    )
    {
        const int Quarter = SimulatedYears.Hours / 4;
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var start = quarter * Quarter + 48 + draws.NextDouble() * (Quarter - 30 * 24);
            var length = Math.Exp(Math.Log(3) + 1.3 * draws.NextNormal());
            var (from, to) = ((int)Math.Ceiling(start), (int)Math.Floor(start + length));
            // The ledger is silent in whole hours only; there are 8,766 hours at which one may begin.
            if (
                length > 20 * 24
                || to <= from
                || simulated.LogSilence(usual, from, to) + Math.Log(8766) >= Math.Log(1e-6)
            )
                continue;
            for (var h = (int)start; h < start + length; h++)
            {
                var outside = 1 - (Math.Min(h + 1, start + length) - Math.Max(h, start));
                var left = 0;
                for (var message = 0; message < series.Counts[h]; message++)
                    left += draws.NextDouble() < outside ? 1 : 0;
                series.Counts[h] = left;
            }
            return (start, start + length);
        }
        return null;
    }

    private static IEnumerable<double> ShortestAt(
        SeriesDetection learnt,
        HourlyCounts series,
        int hourOfDay
    ) =>
        Enumerable
            .Range(learnt.FirstHour, learnt.EndHour - learnt.FirstHour)
            .Where(h => series.HourOfWeek[h] % 24 == hourOfDay)
            .Where((_, i) => i % Math.Max(1, series.Hours / 24 / 100) == 0)
            .Select(h => learnt.ShortestFrom(h + 0.5));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static int LongestSilence(HourlyCounts series)
    {
        var (longest, run) = (0, 0);
        for (var h = 0; h < series.Hours; h++)
        {
            run = series.Observed[h] && series.Counts[h] == 0 ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    private void Print(string line) => output.WriteLine(line);
}
