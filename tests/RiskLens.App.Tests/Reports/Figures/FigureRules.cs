using System.Globalization;
using System.Text.RegularExpressions;

namespace RiskLens.App.Tests.Reports.Figures;

/// <summary>
/// Where each page's figures come from: the parts of the study's document that it prints as they stand, and the figures
/// that it derives, each by a named rule.
/// </summary>
internal static class FigureRules
{
    // Long series are drawn, not printed.
    private const string Series =
        @"^activity\.|\.hourly\.|\.meanByStartingHour\.|^mix\..*\.exceedance\.|^forecast\.hours\.|^scenario\.byStartingHour\.|^scenario\.cumulativeLostAtWorst\.|^scenario\.worst\.(lower80|upper80)\.";

    /// <summary>By page, what it tells of; of the mixes, those that it names by their channels and standby.</summary>
    private static readonly string[] Parts =
    [
        "",
        @"^(scenario|year|coverage|settings|confidence|placebo)\.|^mix\.(?!mixes)|BEST|STANDBY",
        @"^(scenario|tolerances|plausibility|replays|settings)\.",
        @"^(pastOutages|recoveryCurve|findings)\.",
        @"^(year|outageRisk\.regimes)\.|BEST",
        @"^(outageRisk|year)\.",
        @"^(scenario|replays|settings)\.",
        @"^mix\.(?!mixes)|^mix\.mixes\.\d+\.[A-Za-z0-9]+$|^(coverage|rates)\.",
        @"^mix\.(?!mixes)|BEST|STANDBY|^(settings|scenario)\.",
        @"^sensitivity\.|STANDBY",
        @"^changes\.",
        @"^(coverage|placebo|forecast|settings|confidence)\.",
        @"^(assumptions|settings|rates)\.|^seed$",
    ];

    /// <summary>Numbers that a page prints as they stand.</summary>
    public static IEnumerable<double> Stored(StudyNumbers study, int page)
    {
        var best = Regex.Escape(MixAt(study, "recommendedId")) + @"\.";
        var pattern = Parts[page]
            .Replace("BEST", "^" + best, StringComparison.Ordinal)
            .Replace("STANDBY", @"^mix\.mixes\.\d+\.standbyShare$", StringComparison.Ordinal);
        var (parts, series) = (Compiled($@"{pattern}|^caveats\."), Compiled(Series));
        foreach (var (path, value) in study.Numbers)
        {
            if (parts.IsMatch(path) && (page == 4 || !series.IsMatch(path)))
            {
                yield return value;
                // What costs less is told as so much less.
                if (value < 0 && path.Contains("ost", StringComparison.Ordinal))
                    yield return -value;
            }
        }
    }

    /// <summary>Figures that a page derives, with the rule's name.</summary>
    public static IEnumerable<(string Rule, double Value)> Derived(StudyNumbers study, int page) =>
        page switch
        {
            1 => Decision(study),
            2 => Impact(study),
            3 => Past(study),
            4 => Year(study),
            5 => Nodes(study),
            6 => Hours(study),
            7 => Mix(study),
            8 => Plan(study),
            9 => Swings(study),
            10 => Changes(study),
            11 => [("channels", Count(study, @"^coverage\.channels\.\d+\.channel$"))],
            12 => Appendix(study),
            _ => [],
        };

    private static Regex Compiled(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(5));

    private static IEnumerable<(string, double)> All(string rule, IEnumerable<double> values) =>
        values.Select(v => (rule, v));

    private static double At(StudyNumbers s, string path) => s.Number(path) ?? double.NaN;

    private static IEnumerable<(string, double)> AtStart(StudyNumbers s, string which) =>
        s.Number("scenario." + which) is { } start
            ? All(
                "loss at " + which,
                s.Like(string.Create(CultureInfo.InvariantCulture, $@"^scenario\.byStartingHour\.{start}\."))
            )
            : [];

    private static int Count(StudyNumbers s, string pattern) =>
        s.Texts.Keys.Count(k => Regex.IsMatch(k, pattern, RegexOptions.None, TimeSpan.FromSeconds(5)));

    private static int Count(StudyNumbers s, string pattern, params string[] values) =>
        s.Texts.Count(t =>
            Regex.IsMatch(t.Key, pattern, RegexOptions.None, TimeSpan.FromSeconds(5))
            && values.Contains(t.Value, StringComparer.Ordinal)
        );

    private static IEnumerable<(string, double)> Decision(StudyNumbers s) =>
        [
            .. AtStart(s, "worstStart"),
            .. AtStart(s, "bestStart"),
            ("assumptions not reviewed", Unreviewed(s)),
            ("months to pay back, begun ones whole", Math.Ceiling(At(s, "mix.overTime.paybackMonths"))),
            (
                "assumptions without data",
                s.Texts.Count(t =>
                    t.Key.StartsWith("assumptions.", StringComparison.Ordinal)
                    && t.Key.EndsWith(".origin", StringComparison.Ordinal)
                    && t.Value is "prior" or "missing"
                )
            ),
        ];

    private static int Unreviewed(StudyNumbers s) =>
        s.Texts.Count(t =>
            Regex.IsMatch(t.Key, @"^assumptions\.\d+\.origin$", RegexOptions.None, TimeSpan.FromSeconds(5))
            && t.Value is "typed" or "prior"
            && s.Texts.GetValueOrDefault(
                t.Key.Replace(".origin", ".reviewedBy", StringComparison.Ordinal),
                ""
            ).Length == 0
        );

    private static IEnumerable<(string, double)> Impact(StudyNumbers s)
    {
        foreach (var figure in AtStart(s, "worstStart"))
            yield return figure;
        var components = s.PathsLike(@"^scenario\.byLength\.\d+\.purposes\.\d+\.components\.")
            .GroupBy(path => (Length: path.Split('.')[2], Component: path.Split('.')[^1]));
        foreach (var component in components)
            yield return ("component over all purposes", component.Sum(path => s.Numbers[path]));
    }

    private static IEnumerable<(string, double)> Past(StudyNumbers s)
    {
        for (var number = 1; number <= Count(s, @"^pastOutages\.\d+\.id$"); number++)
            yield return ("number of an outage, the last how many there are", number);
        yield return (
            "measured ones",
            s.Texts.Count(t =>
                t.Key.StartsWith("pastOutages.", StringComparison.Ordinal) && t.Value == "measured"
            )
        );
        foreach (
            var (path, start) in s.Texts.Where(t => t.Key.EndsWith(".startUtc", StringComparison.Ordinal))
        )
        {
            if (
                s.Texts.TryGetValue(
                    path.Replace(".startUtc", ".endUtc", StringComparison.Ordinal),
                    out var end
                )
            )
                yield return ("length: end - start", (Time(end) - Time(start)).TotalHours);
        }
        for (var i = 0; i < Count(s, @"^activity\.\d+\.channel$"); i++)
        {
            var most = s.Like(
                    string.Create(CultureInfo.InvariantCulture, $@"^activity\.{i}\.conversations\.")
                )
                .DefaultIfEmpty(0)
                .Max();
            yield return ("busiest day", most);
        }
    }

    private static IEnumerable<(string, double)> Year(StudyNumbers s) =>
        [("trials", At(s, "settings.trials"))];

    private static IEnumerable<(string, double)> Nodes(StudyNumbers s)
    {
        for (var i = 0; i < Count(s, @"^outageRisk\.regimes\.\d+\.regime$"); i++)
        {
            double Of(string name) =>
                At(s, string.Create(CultureInfo.InvariantCulture, $"outageRisk.regimes.{i}.{name}"));
            yield return ("longest length in days", Of("capHours") / 24);
            yield return ("spread: e^sd", Math.Exp(Of("logSd")));
            yield return ("outages: ended + open", Of("events") + Of("censored"));
            yield return ("a day or more, at most", Of("rawOverDay") + Of("possiblyOverDay"));
        }
        yield return ("nodes", Count(s, @"^outageRisk\.nodes\.\d+\.id$"));
        yield return ("pairs of channels", Count(s, @"^outageRisk\.together\.\d+\.first$"));
        yield return ("own, by both accounts", Count(s, @"^outageRisk\.own\.linked\.\d+\.id$"));
        yield return (
            "overload: 1 - without / with",
            1 - (At(s, "year.conversationsWithoutOverload") / At(s, "year.conversations.mean"))
        );
    }

    private static IEnumerable<(string, double)> Hours(StudyNumbers s)
    {
        foreach (var figure in AtStart(s, "worstStart").Concat(AtStart(s, "bestStart")))
            yield return figure;
        double Mean(string which, string unit) =>
            At(
                s,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"scenario.byStartingHour.{At(s, "scenario." + which)}.{unit}.mean"
                )
            );
        yield return ("worst / best", Mean("worstStart", "money") / Mean("bestStart", "money"));
        yield return (
            "worst / best",
            Mean("worstStart", "conversations") / Mean("bestStart", "conversations")
        );
        var last = s.PathsLike(@"^scenario\.cumulativeLostAtWorst\.").Count() - 1;
        yield return (
            "all of the worst outage",
            At(s, string.Create(CultureInfo.InvariantCulture, $"scenario.cumulativeLostAtWorst.{last}"))
        );
        foreach (var path in s.PathsLike(@"arts(AtWorst)?\.demand$"))
        {
            foreach (var part in new[] { "lost", "servedElsewhere", "recovered", "rerouted" })
            {
                var of = path.Replace(".demand", "." + part, StringComparison.Ordinal);
                yield return ("part of demand", At(s, of) / At(s, path));
            }
        }
    }

    private static IEnumerable<(string, double)> Mix(StudyNumbers s)
    {
        var contacts = s.Like(@"^coverage\.reachSets\.\d+\.contacts$").ToList();
        foreach (var sum in contacts.Select(c => c / contacts.Sum()))
            yield return ("part of contacts", sum);
        yield return ("contacts of sets not shown", double.NaN);
        string[] of =
        [
            "reachedShare",
            "outageLossMean",
            "outageLossCvar95",
            "outageLossVar95",
            "standingLoss",
            "firstYearCost",
            "total",
        ];
        var (today, best) = (MixAt(s, "todayId"), MixAt(s, "recommendedId"));
        foreach (var name in of)
        {
            var (before, after) = (At(s, $"{today}.{name}"), At(s, $"{best}.{name}"));
            yield return ("change: after / before - 1", (after / before) - 1);
            yield return ("change: after - before", after - before);
            yield return ("change: before - after", before - after);
        }
        var channels = Math.Max(
            Count(s, $@"^{Regex.Escape(today)}\.channels\."),
            Count(s, $@"^{Regex.Escape(best)}\.channels\.")
        );
        for (var untold = 1; untold < channels; untold++)
            yield return ("channels of a mix without room", untold);
        yield return ("mixes", Count(s, @"^mix\.mixes\.\d+\.id$"));
        yield return ("mixes of the frontier", Count(s, @"^mix\.frontier\.\d+\.mixId$"));
    }

    private static string MixAt(StudyNumbers s, string which) =>
        s.Texts.TryGetValue("mix." + which, out var id)
            ? s.Texts.FirstOrDefault(t =>
                t.Value == id
                && t.Key.StartsWith("mix.mixes.", StringComparison.Ordinal)
                && t.Key.EndsWith(".id", StringComparison.Ordinal)
            ).Key?[..^".id".Length]
                ?? ""
            : "";

    private static IEnumerable<(string, double)> Plan(StudyNumbers s)
    {
        foreach (var path in s.PathsLike(@"^mix\.switching\.\d+\.today$"))
        {
            var after = At(s, path.Replace(".today", ".recommended", StringComparison.Ordinal));
            yield return ("saved: today - recommended", At(s, path) - after);
            yield return (
                "delay in minutes",
                60 * At(s, path.Replace(".today", ".delayHours", StringComparison.Ordinal))
            );
        }
        yield return (
            "floor / today",
            At(s, "mix.floor.mean") / At(s, $"{MixAt(s, "todayId")}.outageLossMean")
        );
        foreach (var path in s.PathsLike(@"^mix\..*(days|Days)$"))
            yield return ("days, begun ones whole", Math.Ceiling(At(s, path)));
    }

    private static IEnumerable<(string, double)> Swings(StudyNumbers s)
    {
        foreach (var path in s.PathsLike(@"^sensitivity\.tornado\.\d+\.lossAtLow$"))
        {
            var high = At(s, path.Replace("lossAtLow", "lossAtHigh", StringComparison.Ordinal));
            yield return ("swing: |at high - at low|", Math.Abs(high - At(s, path)));
        }
    }

    private static IEnumerable<(string, double)> Changes(StudyNumbers s)
    {
        foreach (var path in s.PathsLike(@"^changes\.before\."))
        {
            var after = At(s, path.Replace(".before.", ".after.", StringComparison.Ordinal));
            // Told of what is printed, so that the eye finds the sum right.
            yield return ("change: after - before", Math.Round(after) - Math.Round(At(s, path)));
        }
        foreach (var path in s.PathsLike(@"^changes\.inputs\.\d+\.more$"))
        {
            var details = Count(s, "^" + Regex.Escape(path[..^"more".Length]) + @"details\.\d+\.code$");
            for (var untold = 1; untold <= details; untold++)
                yield return ("changes without room: more + details not told", At(s, path) + untold);
        }
        foreach (var path in s.PathsLike(@"^changes\.waterfalls\.\d+\.before$"))
            yield return (
                "change: after - before",
                At(s, path.Replace(".before", ".after", StringComparison.Ordinal)) - At(s, path)
            );
    }

    private static IEnumerable<(string, double)> Appendix(StudyNumbers s)
    {
        foreach (
            var origin in s
                .Texts.Where(t =>
                    t.Key.StartsWith("assumptions.", StringComparison.Ordinal)
                    && t.Key.EndsWith(".origin", StringComparison.Ordinal)
                )
                .GroupBy(t => t.Value)
        )
            yield return ("assumptions " + origin.Key, origin.Count());
        var stated = Count(s, @"^assumptions\.\d+\.origin$", "typed", "prior");
        yield return ("assumptions that need a review", stated);
        yield return ("assumptions reviewed", stated - Unreviewed(s));
        yield return (
            "kinds of assumptions",
            s.Texts.Where(t =>
                    Regex.IsMatch(
                        t.Key,
                        @"^assumptions\.\d+\.key$",
                        RegexOptions.None,
                        TimeSpan.FromSeconds(5)
                    )
                )
                .Select(t => t.Value[(t.Value.LastIndexOf('.') + 1)..])
                .Distinct(StringComparer.Ordinal)
                .Count()
        );
        yield return ("assumptions", Count(s, @"^assumptions\.\d+\.key$"));
        yield return ("caveats", Count(s, @"^caveats\.\d+\.code$"));
    }

    private static DateTimeOffset Time(string utc) =>
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
