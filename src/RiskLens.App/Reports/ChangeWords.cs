using RiskLens.App.Reports.Charts;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Reports;

/// <summary>What changed since an earlier study, in the words of one language.</summary>
public sealed class ChangeWords(StudyWords words, StudyChanges changes)
{
    private const string Chance = "chance";

    /// <summary>The language spoken.</summary>
    public ReportLanguage Language => words.Language;

    /// <summary>The measure that both studies share.</summary>
    public Measure Measure =>
        changes.Unit == "money" ? Measure.Money(Language, changes.Currency) : words.Conversations;

    /// <summary>Where the earlier study's logs end.</summary>
    public string Earlier => changes.EarlierAsOf is { } asOf ? TextOf("as_of", asOf) : "";

    /// <summary>The waterfall of the mean year; null where there is none.</summary>
    public Waterfall? Year => changes.Waterfalls.FirstOrDefault(w => w.Figure == "year");

    /// <summary>The waterfall of 24 hours; null where there is none.</summary>
    public Waterfall? Day => changes.Waterfalls.FirstOrDefault(w => w.Figure == "day");

    /// <summary>The whole in sentences: how the mean year moved, by what, and how far chance alone moves it.</summary>
    public IReadOnlyList<string> Sentences
    {
        get
        {
            if (Year is not { } year)
                return [Language.Text($"changes.{changes.Status}", ("earlier", Earlier))];
            var sentences = new List<string> { Moved(year) };
            var largest = year
                .Steps.Where(s => s.Amount is { } a && a != 0)
                .OrderByDescending(s => Math.Abs(s.Amount!.Value))
                .Take(2)
                .Select(s =>
                    Language.Text("changes.step_by", ("step", Step(s.Code)), ("amount", Change(s, year)))
                )
                .ToArray();
            if (largest.Length > 0)
                sentences.Add(Language.Text("changes.largest", ("steps", Language.List(largest))));
            if (year.Steps.FirstOrDefault(s => s.StandardError > 0)?.StandardError is { } error)
                sentences.Add(
                    Language.Text(
                        "changes.chance_size",
                        ("error", error < 10 ? Measure.Rounded(error) : Measure.Full(error))
                    )
                );
            if (changes.Unit != "money" && words.InMoney)
                sentences.Add(Language["changes.in_conversations"]);
            return sentences;
        }
    }

    /// <summary>How a figure moved, with its sign.</summary>
    public string Moved(double before, double after) =>
        (after > before ? "+" : "") + Measure.Bare(Math.Round(after) - Math.Round(before));

    /// <summary>A step's name.</summary>
    public string Step(string code) => words.Word("changes.step", code);

    /// <summary>A step's amount with its sign, to the unit that both ends are rounded to.</summary>
    public string Change(WaterfallStep step, Waterfall waterfall) =>
        step.Amount is { } amount
            ? Language.ExactChange(amount, waterfall.Digits)
            : Language["changes.with_next"];

    /// <summary>
    /// What changed inside a group, the largest changes first: as many as fit into so many characters, and how many more
    /// there are.
    /// </summary>
    public string Inside(ChangedInputs inputs, int characters)
    {
        if (!inputs.Changed)
            return Language["changes.unchanged"];
        if (inputs.Details.Count == 0)
            return Language["changes.nothing_countable"];
        var told = new List<string>();
        foreach (var detail in inputs.Details.Select(Detail))
        {
            if (told.Count > 0 && told.Sum(t => t.Length) + detail.Length > characters)
                break;
            told.Add(detail.Length > characters ? detail[..(characters - 1)] + "…" : detail);
        }
        var more = inputs.More + inputs.Details.Count - told.Count;
        if (more > 0)
            told.Add(Language.Text("changes.more", ("n", Language.Number(more))));
        return string.Join(" · ", told);
    }

    /// <summary>The waterfall as a chart; null where there is none.</summary>
    public WaterfallChart? Chart
    {
        get
        {
            if (Year is not { } year)
                return null;
            var level = year.Before;
            var bars = new List<WaterfallBar>
            {
                Total(Language.Text("changes.before", ("date", Earlier)), year.Before, year.Digits),
            };
            foreach (var step in year.Steps)
            {
                var to = level + (step.Amount ?? 0);
                bars.Add(
                    new WaterfallBar(
                        Step(step.Code),
                        (double)level,
                        (double)to,
                        Change(step, year),
                        LookOf(step),
                        step.StandardError ?? 0
                    )
                );
                level = to;
            }
            bars.Add(Total(Language["changes.after"], year.After, year.Digits));
            return new WaterfallChart(
                Language.Text("changes.chart", ("unit", Measure.Unit)),
                Language.Text(
                    "changes.chart_alt",
                    ("before", bars[0].Text),
                    ("after", bars[^1].Text),
                    (
                        "steps",
                        Language.List([
                            .. bars.Skip(1)
                                .SkipLast(1)
                                .Select(b =>
                                    Language.Text("changes.step_by", ("step", b.Label), ("amount", b.Text))
                                ),
                        ])
                    )
                ),
                bars,
                [Language["changes.rise"], Language["changes.fall"], Language["changes.noise"]],
                Language["changes.cut"]
            );
        }
    }

    private WaterfallBar Total(string label, decimal amount, int digits) =>
        new(label, 0, (double)amount, Language.Exact(amount, digits), WaterfallLook.Total);

    private static WaterfallLook LookOf(WaterfallStep step)
    {
        if (step.Code == Chance)
            return WaterfallLook.Chance;
        return step.Amount < 0 ? WaterfallLook.Fall : WaterfallLook.Rise;
    }

    private string Moved(Waterfall year)
    {
        string Full(decimal amount) => Amount(Language.Exact(amount, year.Digits));
        var by = year.After - year.Before;
        if (by == 0)
            return Language.Text("changes.same", ("earlier", Earlier), ("after", Full(year.After)));
        return Language.Text(
            by > 0 ? "changes.rose" : "changes.fell",
            ("earlier", Earlier),
            ("change", Full(Math.Abs(by))),
            ("before", Full(year.Before)),
            ("after", Full(year.After))
        );
    }

    private string Amount(string digits) =>
        changes.Unit == "money"
            ? Language.Money(digits, changes.Currency)
            : Language.Text("unit.some_conversations", ("n", digits));

    private string Detail(ChangeDetail detail)
    {
        var what =
            detail.Code == "assumption"
                ? words.Names.Assumption(detail.Subject)
                : Language.Text($"changes.what.{detail.Code}", ("subject", words.Channel(detail.Subject)));
        var (before, after) = (
            Told(detail, detail.Before, detail.TextBefore),
            Told(detail, detail.After, detail.TextAfter)
        );
        return before == after
            ? Language.Text("changes.detail_spread", ("what", what), ("after", after))
            : Language.Text("changes.detail", ("what", what), ("before", before), ("after", after));
    }

    private string Told(ChangeDetail detail, double? number, string? text)
    {
        if (number is not { } n)
            return text is null ? "–" : TextOf(detail.Code, text);
        if (detail.Unit == "share")
            return Language.Percent(n);
        var digits =
            n == Math.Floor(n) && Math.Abs(n) < 1e6 ? Language.Number(n) : Language.Significant(n, 3);
        if (detail.Unit.Length == 0)
            return digits;
        return detail.Unit == words.Study.Company.Currency
            ? Language.Money(digits, detail.Unit)
            : $"{digits}\u00a0{words.Word("unit", detail.Unit)}";
    }

    private string TextOf(string code, string text) =>
        code switch
        {
            // The end of the last hour lies in the next day.
            "as_of" => words.Date(StudyWords.Utc(text).AddSeconds(-1).ToString("u")),
            "scenario_channel" => words.Channel(text),
            // A build is told by the first digits of its mark.
            "engine" => text.Split('+') is [var version, { Length: > 7 } build]
                ? $"{version}+{build[..7]}"
                : text,
            _ => text,
        };
}
