using RiskLens.Engine.Studies;

namespace RiskLens.App.Reports;

/// <summary>A study's caveats as sentences of its language.</summary>
public sealed class CaveatWords(StudyWords words)
{
    /// <summary>Caveats that a decision must not be taken without, the gravest first.</summary>
    private static readonly string[] InOrder =
    [
        "extrapolation",
        "extrapolation_unseen",
        "too_little_history",
        "too_few_conversations",
        "country_not_set",
        "country_not_in_catalogue",
        "placebo_not_testable",
        "placebo_coverage_low",
        "interval_not_calibrated",
        "no_margin",
        "partial_margin",
        "recovered_from_few",
        "switch_from_few",
        "prior_recovered",
        "prior_switch",
        "mix_costs_missing",
        "mix_tie",
        "reach_from_logs_only",
        "single_channel",
        "placebo_error_only",
        "ledger_gaps",
    ];

    private ReportLanguage Language => words.Language;

    /// <summary>A caveat as a sentence; a code without a text, or a hole without a figure, falls back to a plain line.</summary>
    public string Sentence(Caveat caveat)
    {
        var key = $"caveat.{caveat.Code}";
        if (!Language.Has(key))
            return PlainLine(caveat);
        var text = Language[key];
        foreach (var (name, figure) in caveat.Figures)
            text = text.Replace($"{{{name}}}", Figure(name, figure), StringComparison.Ordinal);
        foreach (var (name, value) in caveat.Names)
            text = text.Replace($"{{{name}}}", Named(value), StringComparison.Ordinal);
        return text.Contains('{', StringComparison.Ordinal) && HasOpenHole(key, caveat)
            ? PlainLine(caveat)
            : text;
    }

    /// <summary>Those of the caveats that matter for the decision, the gravest first.</summary>
    public IReadOnlyList<string> Gravest(int most) =>
        [
            .. words
                .Study.Caveats.Where(c => InOrder.Contains(c.Code))
                .OrderBy(c => Array.IndexOf(InOrder, c.Code))
                .Select(Sentence)
                .Distinct(StringComparer.Ordinal)
                .Take(most),
        ];

    /// <summary>Why a part is missing, from the caveats with these codes; a plain sentence where none says it.</summary>
    public IReadOnlyList<string> Why(params ReadOnlySpan<string> codes)
    {
        var wanted = codes.ToArray();
        var found = words.Study.Caveats.Where(c => wanted.Contains(c.Code)).Select(Sentence).ToList();
        return found.Count > 0 ? found : [Language["why.unknown"]];
    }

    private string Figure(string name, double figure) =>
        name.Contains("coverage", StringComparison.OrdinalIgnoreCase)
        || name.Contains("share", StringComparison.OrdinalIgnoreCase)
            ? Language.Percent(figure)
            : Language.Number(figure, figure == Math.Floor(figure) ? 0 : 1);

    private string Named(string ids) =>
        Language.List([
            .. ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(id =>
                    words.Study.PurposeNames.ContainsKey(id) ? words.Purpose(id) : words.Channel(id)
                ),
        ]);

    private bool HasOpenHole(string key, Caveat caveat) =>
        Language[key]
            .Split('{')
            .Skip(1)
            .Select(part => part.Split('}')[0])
            .Any(hole => !caveat.Figures.ContainsKey(hole) && !caveat.Names.ContainsKey(hole));

    private string PlainLine(Caveat caveat)
    {
        var facts = caveat
            .Figures.Select(f =>
                Language.Text("caveat.fact", ("name", f.Key), ("value", Figure(f.Key, f.Value)))
            )
            .Concat(
                caveat.Names.Select(n =>
                    Language.Text("caveat.fact", ("name", n.Key), ("value", Named(n.Value)))
                )
            )
            .ToList();
        return Language.Text(
            facts.Count > 0 ? "caveat.unknown_with" : "caveat.unknown",
            ("code", caveat.Code.Replace('_', ' ')),
            ("facts", string.Join(Language["list.semicolon"], facts))
        );
    }
}
