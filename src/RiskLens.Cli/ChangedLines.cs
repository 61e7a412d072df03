using RiskLens.App.Reports;
using RiskLens.Engine.Studies;

namespace RiskLens.Cli;

/// <summary>What changed between two studies, as a table that adds up and sentences, in the report's own words.</summary>
internal static class ChangedLines
{
    public static void Tell(Output output, ChangeWords words, StudyChanges changes)
    {
        if (words.Year is { } year)
        {
            var text = words.Language;
            output.Table(
                [
                    text["changes.step"],
                    text.Text("changes.of_year", ("unit", words.Measure.Unit)),
                    text.Text("changes.of_day", ("unit", words.Measure.Unit)),
                    text["changes.inside"],
                ],
                [
                    Total(words, "changes.then", w => w.Before),
                    .. year.Steps.Select((step, i) => Line(words, changes, i)),
                    Total(words, "changes.now", w => w.After),
                ]
            );
            output.Say("");
        }
        foreach (var sentence in words.Sentences)
            output.Say(sentence);
    }

    private static string[] Line(ChangeWords words, StudyChanges changes, int step)
    {
        string In(Waterfall? waterfall) =>
            waterfall is null ? "" : words.Change(waterfall.Steps[step], waterfall);
        return
        [
            words.Step(changes.Inputs[step].Code),
            In(words.Year),
            In(words.Day),
            words.Inside(changes.Inputs[step], int.MaxValue),
        ];
    }

    private static string[] Total(ChangeWords words, string name, Func<Waterfall, decimal> amount)
    {
        string In(Waterfall? waterfall) =>
            waterfall is null ? "" : words.Language.Exact(amount(waterfall), waterfall.Digits);
        return [words.Language[name], In(words.Year), In(words.Day), ""];
    }
}
