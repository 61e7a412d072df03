using System.Globalization;

namespace RiskLens.App.Reports;

/// <summary>Assumptions, and the inputs that a loss hangs on, by name in the study's language.</summary>
public sealed class InputNames(StudyWords words)
{
    private ReportLanguage Language => words.Language;

    /// <summary>An input of the sensitivity: an assumption, or what no assumption states.</summary>
    public string Input(string input)
    {
        var dot = input.IndexOf('.', StringComparison.Ordinal);
        var subject = input[(dot + 1)..];
        return (dot < 0 ? input : input[..dot]) switch
        {
            "level" => Language["input.level"],
            "occasions" => Language["input.occasions"],
            "rate" => Language.Text("input.rate", ("subject", words.Word("family", subject))),
            "length" => Language.Text("input.length", ("subject", Lower(words.Word("regime", subject)))),
            "in_flight" => Language.Text("input.in_flight", ("subject", words.Purpose(subject))),
            _ => Assumption(input),
        };
    }

    /// <summary>An assumption by its key.</summary>
    public string Assumption(string key)
    {
        if (Language.Has($"assumption.{key}"))
            return Language[$"assumption.{key}"];
        return KindText(key)?.Replace("{subject}", SubjectOf(key), StringComparison.Ordinal) ?? key;
    }

    /// <summary>What an assumption is about, without whose it is: the same for every channel, or every purpose.</summary>
    public string KindOf(string key)
    {
        if (Language.Has($"assumption.{key}"))
            return Language[$"assumption.{key}"];
        var kind = KindText(key)
            ?.Replace("{subject}", "", StringComparison.Ordinal)
            .TrimStart(' ', ':', '\u202f', '\u00a0');
        return string.IsNullOrEmpty(kind) ? key : Upper(kind);
    }

    /// <summary>The channel or the purpose that an assumption is about; empty where it is about the whole company.</summary>
    public string SubjectOf(string key)
    {
        if (KindText(key) is null)
            return "";
        var subject = key[..key.LastIndexOf('.')];
        return words.Study.PurposeNames.ContainsKey(subject)
            ? words.Purpose(subject)
            : words.Channel(subject);
    }

    private static string Lower(string text) =>
        text.Length == 0 ? text : char.ToLower(text[0], CultureInfo.InvariantCulture) + text[1..];

    private static string Upper(string text) =>
        text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];

    private string? KindText(string key)
    {
        var dot = key.LastIndexOf('.');
        var name = dot < 0 || Language.Has($"assumption.{key}") ? "" : $"assumption.of.{key[(dot + 1)..]}";
        return name.Length > 0 && Language.Has(name) ? Language[name] : null;
    }
}
