namespace RiskLens.App.Reports;

/// <summary>What a figure counts (the company's money, conversations, or shares), and how the language writes it.</summary>
public sealed class Measure
{
    /// <summary>From here on all digits neither fit a column nor say more than three of them.</summary>
    private const double Unreadable = 1e12;

    private readonly ReportLanguage _language;
    private readonly string? _currency;
    private readonly bool _share;

    private Measure(ReportLanguage language, string? currency, bool share) =>
        (_language, _currency, _share) = (language, currency, share);

    public static Measure Money(ReportLanguage language, string currency) =>
        new(language, currency, share: false);

    public static Measure Conversations(ReportLanguage language) => new(language, null, share: false);

    public static Measure Shares(ReportLanguage language) => new(language, null, share: true);

    /// <summary>The unit's name, as a column head carries it: FCFA, conversations.</summary>
    public string Unit =>
        (_share, _currency) switch
        {
            (true, _) => "%",
            (_, null) => _language["unit.conversations"],
            _ => _language.Money("", _currency).Trim(),
        };

    /// <summary>What a value counts as it is stored: shares of 1, not of 100.</summary>
    public string Raw => _share ? _language["unit.share"] : Unit;

    /// <summary>Three significant digits with the unit, for headlines.</summary>
    public string Rounded(double value)
    {
        if (_share)
            return _language.Percent(value);
        var digits =
            _language.Rounded(value)
            + (ReportLanguage.ScaleOf(value).Word is null ? "" : _language["scale.of"]);
        return _currency is null
            ? _language.Text("unit.some_conversations", ("n", digits))
            : _language.Money(digits, _currency);
    }

    /// <summary>All digits before the mark, without the unit, for tables.</summary>
    public string Bare(double value) =>
        (_share, _currency) switch
        {
            (true, _) => _language.Percent(value),
            (_, null) when Math.Abs(value) is > 0 and < 10 => _language.Number(value, 1),
            _ when Math.Abs(value) >= Unreadable => _language.Rounded(value),
            _ => _language.Number(value),
        };

    /// <summary>All digits before the mark with the unit.</summary>
    public string Full(double value) =>
        (_share, _currency) switch
        {
            (true, _) => _language.Percent(value),
            (_, null) => _language.Text("unit.some_conversations", ("n", Bare(value))),
            _ when Math.Abs(value) >= Unreadable => Rounded(value),
            _ => _language.Money(Bare(value), _currency),
        };

    /// <summary>What to divide an axis by, and its title, for values up to a largest one.</summary>
    public (double Divisor, string Title) Axis(double largest)
    {
        if (_share)
            return (0.01, "%");
        var (divisor, word) = ReportLanguage.ScaleOf(largest);
        return (
            divisor,
            word is null
                ? Unit
                : _language.Text("unit.scaled", ("unit", Unit), ("scale", _language[word + ".axis"]))
        );
    }

    /// <summary>A tick's label on an axis already divided.</summary>
    public string Tick(double divided, double step) =>
        _language.Number(divided, Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 6));
}
