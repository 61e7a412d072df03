using RiskLens.App.Reports;
using RiskLens.Engine.Studies;

namespace RiskLens.Cli;

/// <summary>A study's headline figures in the report's own words, line by line.</summary>
internal static class Headline
{
    /// <summary>The lines in a language of the report.</summary>
    public static IEnumerable<string> Of(Study study, ReportLanguage language)
    {
        var words = new StudyWords(study, language);
        return
        [
            .. About(words),
            "",
            .. Scenario(words),
            "",
            .. Year(words),
            .. Mix(words),
            "",
            .. Caveats(words),
        ];
    }

    private static IEnumerable<string> About(StudyWords words)
    {
        var (study, text) = (words.Study, words.Language);
        yield return study.Company.Fictional
            ? $"{words.Company} ({text["company.fictional"]})"
            : words.Company;
        yield return text.Text(
            "decision.lede",
            ("from", words.Date(study.Coverage.FirstHour)),
            ("to", words.Date(study.Coverage.LastHour)),
            ("messages", text.Count("messages", study.Coverage.Messages)),
            ("contacts", text.Count("contacts", study.Coverage.Contacts)),
            ("weeks", text.Count("weeks", study.Settings.HorizonWeeks))
        );
        yield return $"{text["made.study"]} {study.Id}, {text["made.seed"]} {study.Seed}";
    }

    private static IEnumerable<string> Scenario(StudyWords words)
    {
        var text = words.Language;
        yield return text.Text(
            "decision.title",
            ("hours", text.Hours(words.Study.Settings.ScenarioHours)),
            ("channel", words.Channel(words.Study.Settings.ScenarioChannel))
        );
        if (words.Study.Scenario is not { } scenario)
        {
            yield return Indent(text["decision.no_scenario"]);
            yield break;
        }

        var starts = scenario.ByStartingHour;
        yield return Start(
            words,
            text.Text("start.worst", ("hour", text.HourOfWeek(scenario.WorstStart))),
            starts[scenario.WorstStart]
        );
        yield return Start(words, text["start.any"], scenario.AnyStart);
        yield return Start(
            words,
            text.Text("start.best", ("hour", text.HourOfWeek(scenario.BestStart))),
            starts[scenario.BestStart]
        );
        if (words.Extrapolation is { } beyond)
            yield return Indent(beyond);
        if (words.InMoney)
            yield break;
        yield return Indent(text["decision.no_money"]);
        yield return Indent(
            words.MarginsMissing.Count > 0
                ? text.Text(
                    "decision.type_margins",
                    ("purposes", text.List([.. words.MarginsMissing.Select(words.Purpose)]))
                )
                : text["decision.type_margins_any"]
        );
    }

    private static string Start(StudyWords words, string label, LossFigure figure)
    {
        var loss = words.Of(figure);
        var range = words.RoundedRange(words.Losses, loss);
        return Row(
            words.Language,
            label,
            $"{words.Losses.Rounded(loss.Mean)} ({words.Language.Text("decision.interval", ("range", range))})"
        );
    }

    private static IEnumerable<string> Year(StudyWords words)
    {
        var text = words.Language;
        if (words.Year is not { } year)
        {
            yield return text["decision.no_year"];
            yield break;
        }

        yield return Row(text, text["decision.year_mean"], words.Losses.Rounded(year.Mean), 0);
        yield return Row(text, text["year.var"], words.Losses.Rounded(year.ValueAtRisk95), 0);
        yield return Row(text, text["year.cvar"], words.Losses.Rounded(year.ConditionalValueAtRisk95), 0);
    }

    private static IEnumerable<string> Mix(StudyWords words)
    {
        var text = words.Language;
        if (words.Study.Mix is not { } mix || words.Recommended is not { } recommended)
        {
            yield return text["decision.no_mix"];
            yield break;
        }

        yield return Row(text, text["decision.mix"], words.Mixes.Named(recommended), 0);
        if (mix.RecommendedId == mix.TodayId)
        {
            yield return Indent(text[mix.Compared == 0 ? "decision.not_compared" : "decision.keep"]);
            yield break;
        }

        yield return Indent(
            text.Text("decision.avoids", ("loss", words.MixMeasure.Rounded(mix.LossAvoided)))
        );
        yield return Indent(words.Mixes.ExtraCost(mix));
    }

    private static IEnumerable<string> Caveats(StudyWords words) =>
        [
            words.Language["decision.care"],
            .. words
                .Study.Caveats.Select(words.Caveats.Sentence)
                .Distinct(StringComparer.Ordinal)
                .Select(sentence => "  - " + sentence),
        ];

    private static string Row(ReportLanguage text, string label, string value, int indent = 2) =>
        new string(' ', indent) + text.Text("closing.row", ("label", label), ("value", value));

    private static string Indent(string line) => "  " + line;
}
