using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Numerics;

namespace RiskLens.Benchmarks.Forecasts;

/// <summary>
/// Totals of 24 hours that begin 1, 4, 8 and 13 weeks ahead, on the shared series longer than 6 months: the product's
/// tournament at up to 40 origins a series after the first 26 weeks (or the first half), each seeing only its past.
/// Yardstick: mean of the same hours of the last four weeks x (mean of the last 168 h / mean of the last 672 h).
/// </summary>
internal static class LeadBenchmark
{
    private const int Week = 168;
    private const int MostOrigins = 40;
    private const int Resamples = 1000;

    private static readonly int[] Leads = [1, 4, 8, 13];

    private static readonly string[] Files =
    [
        "act-bike-dc",
        "act-pedestrian-bourke",
        "act-taxi-nyc",
        "contact-bank-calls-2003",
        "msg-collegemsg-2004",
        "msg-irc-perl6",
        "msg-zulip-lean",
    ];

    /// <summary>One window: what came, what was forecast, and whether the intervals held it.</summary>
    private sealed record Window(double Truth, double Forecast, double Rule, bool In80, bool In95)
    {
        public double Error => Math.Abs(Forecast - Truth);

        public double RuleError => Math.Abs(Rule - Truth);
    }

    /// <summary>Prints the table; data is the folder that holds series/.</summary>
    public static void Run(string data)
    {
        var byLead = Leads.ToDictionary(l => l, _ => new List<(string Series, List<Window> Windows)>());
        foreach (var file in Files)
        {
            var text = File.ReadAllText(Path.Combine(data, "series", file + ".csv"));
            var windows = WindowsOf(SeriesTable.Read(text, DateTimeZone.Utc, order: null).Series[0]);
            foreach (var lead in Leads)
                byLead[lead].Add((file, windows[lead]));
        }
        Figures.Note("| weeks ahead | series | windows | WAPE | rule's | ratio | bias | in 80 % | in 95 % |");
        Figures.Note("|---|---|---|---|---|---|---|---|---|");
        foreach (var lead in Leads)
        {
            foreach (var (series, windows) in byLead[lead].Where(s => s.Windows.Count > 0))
                Row(lead, series, windows);
            Pooled(lead, [.. byLead[lead].Select(s => s.Windows).Where(w => w.Count > 0)]);
        }
    }

    private static Dictionary<int, List<Window>> WindowsOf(NamedSeries named)
    {
        var series = named.Series;
        const int reach = Tournament.HorizonHours + 24;
        var clock = named.Clock(DateTimeZone.Utc, reach);
        var first = Math.Min(26 * Week, series.Hours / 2);
        var last = series.Hours - reach;
        var count = Math.Min(MostOrigins, ((last - first) / 12) + 1);
        var byOrigin = new Dictionary<int, Window>?[count];
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            k =>
            {
                var origin = first + (int)((long)(last - first) * k / Math.Max(1, count - 1));
                byOrigin[k] = AtOrigin(series, clock, origin, reach);
            }
        );
        return Leads.ToDictionary(
            lead => lead,
            lead =>
                byOrigin
                    .OfType<Dictionary<int, Window>>()
                    .Where(o => o.ContainsKey(lead))
                    .Select(o => o[lead])
                    .ToList()
        );
    }

    private static Dictionary<int, Window>? AtOrigin(
        HourlySeries series,
        LocalClock clock,
        int origin,
        int reach
    )
    {
        var history = series.Until(series.Start + origin);
        if (Tournament.Run(history, clock, reach) is not { } tournament)
            return null;
        var rule = new SeasonalMean().Forecast(history, clock, reach)!;
        var windows = new Dictionary<int, Window>();
        foreach (var lead in Leads)
        {
            var from = lead * Week;
            var at = origin + from;
            if (!series.Usable.AsSpan(at, 24).ToArray().All(u => u) || IsClosed(series, at))
                continue;
            var truth = Sum(series.Values, at);
            var (lower80, upper80) = tournament.Errors.Total(tournament.Mean, from, 24, 0.80);
            var (lower95, upper95) = tournament.Errors.Total(tournament.Mean, from, 24, 0.95);
            windows[lead] = new Window(
                truth,
                Sum(tournament.Mean, from),
                Sum(rule, from),
                truth >= lower80 && truth <= upper80,
                truth >= lower95 && truth <= upper95
            );
        }
        return windows;
    }

    // 24 hours of the week that hold nothing in any week: closed, nothing to forecast.
    private static bool IsClosed(HourlySeries series, int at)
    {
        for (var week = at % Week; week + 24 <= series.Hours; week += Week)
        {
            if (Sum(series.Values, week) > 0)
                return false;
        }
        return true;
    }

    private static double Sum(double[] values, int from) => values.AsSpan(from, 24).ToArray().Sum();

    private static void Row(int lead, string series, List<Window> windows)
    {
        var truth = windows.Sum(w => w.Truth);
        var (error, rule) = (windows.Sum(w => w.Error), windows.Sum(w => w.RuleError));
        Figures.Note(
            Figures.Invariant(
                $"| {lead} | {series} | {windows.Count} | {error / truth:0.000} | {rule / truth:0.000} | {error / rule:0.00} | {(windows.Sum(w => w.Forecast) / truth) - 1:+0.0 %;-0.0 %} | {Share(windows, w => w.In80):0 %} | {Share(windows, w => w.In95):0 %} |"
            )
        );
    }

    private static void Pooled(int lead, IReadOnlyList<List<Window>> bySeries)
    {
        var all = bySeries.SelectMany(w => w).ToList();
        var ratio = Math.Exp(bySeries.Average(w => Math.Log(w.Sum(x => x.Error) / w.Sum(x => x.RuleError))));
        // Totals in units of each series' own mean, so that no series drowns the others.
        var bias = bySeries.Sum(w => w.Count * (w.Sum(x => x.Forecast) / w.Sum(x => x.Truth))) / all.Count;
        var rng = new Rng(1);
        var (low80, high80) = Bootstrap(bySeries, w => w.In80, rng.Fork("80", lead));
        var (low95, high95) = Bootstrap(bySeries, w => w.In95, rng.Fork("95", lead));
        Figures.Note(
            Figures.Invariant(
                $"| **{lead}** | **pooled** | {all.Count} | | | **{ratio:0.000}** | {bias - 1:+0.0 %;-0.0 %} | **{Share(all, w => w.In80):0.0 %}** ({low80:0} to {high80:0}) | **{Share(all, w => w.In95):0.0 %}** ({low95:0} to {high95:0}) |"
            )
        );
    }

    private static double Share(IReadOnlyCollection<Window> windows, Func<Window, bool> holds) =>
        windows.Count(holds) / (double)windows.Count;

    // 95 % interval in per cent: blocks of four origins that follow each other are drawn anew within each series.
    private static (double Lower, double Upper) Bootstrap(
        IReadOnlyList<List<Window>> bySeries,
        Func<Window, bool> holds,
        Rng rng
    )
    {
        const int block = 4;
        var shares = new double[Resamples];
        for (var r = 0; r < Resamples; r++)
        {
            var (held, drawn) = (0, 0);
            foreach (var windows in bySeries)
            {
                for (var left = windows.Count; left > 0; left -= block)
                {
                    var start = rng.NextInt(windows.Count);
                    for (var i = 0; i < Math.Min(block, left); i++, drawn++)
                        held += holds(windows[(start + i) % windows.Count]) ? 1 : 0;
                }
            }
            shares[r] = 100.0 * held / drawn;
        }
        Array.Sort(shares);
        return (Quantiles.Of(shares, 0.025), Quantiles.Of(shares, 0.975));
    }
}
