using RiskLens.Engine.Studies;

namespace RiskLens.App.Reports;

/// <summary>The study's grade in words.</summary>
public static class ConfidenceWords
{
    /// <summary>What decides between B and C.</summary>
    private static readonly string[] OfC = ["coverage_not_judged", "no_outage"];

    /// <summary>What the letter means, in one sentence.</summary>
    public static string Meaning(Confidence confidence, ReportLanguage language) =>
        language[$"confidence.grade.{confidence.Grade}"];

    /// <summary>Why the grade is what it is, in one sentence: of a C what alone makes it one, of a B all that bars an A.</summary>
    public static string Reason(Confidence confidence, ReportLanguage language)
    {
        string[] keys = confidence.Grade switch
        {
            "A" => ["all_met"],
            "C" => [.. confidence.Reasons.Intersect(OfC, StringComparer.Ordinal)],
            _ => [.. confidence.Reasons],
        };
        return language.Text(
            "confidence.sentence",
            ("grade", confidence.Grade),
            (
                "reasons",
                string.Join(language["list.semicolon"], keys.Select(key => Told(key, confidence, language)))
            )
        );
    }

    private static string Told(string key, Confidence confidence, ReportLanguage language) =>
        language.Text(
            $"confidence.{key}",
            ("coverage", Percent(confidence.Coverage95, language)),
            ("outages", language.Count("own_outages", confidence.OwnOutages)),
            ("needed", language.Number(Confidence.OutagesNeeded)),
            ("share", Percent(confidence.MeasuredShare, language))
        );

    // A digit behind the mark: 91.7 % must not read as the 92 % that an A asks for.
    private static string Percent(double? share, ReportLanguage language) =>
        share is { } known
            ? language.Text("format.percent", ("n", language.Number(known * 100, 1)))
            : language["says.not_judged"];
}
