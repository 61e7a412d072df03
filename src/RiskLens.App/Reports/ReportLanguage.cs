using System.Globalization;
using System.Reflection;
using System.Text.Json;
using RiskLens.Engine.Units;

namespace RiskLens.App.Reports;

/// <summary>
/// One language of the report: its sentences and its conventions for numbers, money, hours and dates. All of it
/// comes from one embedded file, Texts/CODE.json, so that a new language is one new file.
/// </summary>
public sealed class ReportLanguage
{
    private const string Folder = "RiskLens.App.Reports.Texts.";
    private static readonly Assembly Home = typeof(ReportLanguage).Assembly;
    private readonly Dictionary<string, string> _texts;
    private readonly NumberFormatInfo _numbers;

    private ReportLanguage(string code, Dictionary<string, string> texts)
    {
        Code = code;
        _texts = texts;
        _numbers = new NumberFormatInfo
        {
            NumberDecimalSeparator = texts["format.decimal"],
            NumberGroupSeparator = texts["format.group"],
            NegativeSign = "\u2212",
        };
    }

    /// <summary>The codes of the languages there are, such as en and fr.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        .. Home.GetManifestResourceNames()
            .Where(name =>
                name.StartsWith(Folder, StringComparison.Ordinal)
                && name.EndsWith(".json", StringComparison.Ordinal)
            )
            .Select(name => name[Folder.Length..^".json".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The code, such as en.</summary>
    public string Code { get; }

    /// <summary>Every key of the language's file.</summary>
    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>A language by its code or a culture's name (fr, fr-CM); an unknown one is refused.</summary>
    public static ReportLanguage Of(string code)
    {
        var known =
            Codes.FirstOrDefault(c =>
                string.Equals(c, code.Split('-', '_')[0], StringComparison.OrdinalIgnoreCase)
            )
            ?? throw new RiskLensException(
                $"The report has no language '{code}'.",
                $"Use one of {string.Join(", ", Codes)}."
            );
        using var stream = Home.GetManifestResourceStream($"{Folder}{known}.json")!;
        return Read(known, stream);
    }

    /// <summary>A language of its own file: a text for every key of the others.</summary>
    /// <param name="file">JSON: one object of texts by key.</param>
    public static ReportLanguage Read(string code, Stream file) =>
        new(code, JsonSerializer.Deserialize<Dictionary<string, string>>(file)!);

    /// <summary>The sentence of a key; a key that is not in the file is a fault of the program.</summary>
    public string this[string key] =>
        _texts.TryGetValue(key, out var text)
            ? text
            : throw new KeyNotFoundException($"The report's text '{key}' is missing in {Code}.json.");

    public bool Has(string key) => _texts.ContainsKey(key);

    /// <summary>A sentence with its {holes} filled.</summary>
    public string Text(string key, params ReadOnlySpan<(string Hole, string Value)> holes)
    {
        var text = this[key];
        foreach (var (hole, value) in holes)
            text = text.Replace($"{{{hole}}}", value, StringComparison.Ordinal);
        return text;
    }

    /// <summary>A counted noun: the texts KEY.one and KEY.other, with {n} for the number.</summary>
    public string Count(string key, double n)
    {
        var one = this["format.plural"] == "from_two" ? Math.Abs(n) < 2 : n == 1;
        return Text(
            one ? $"count.{key}.one" : $"count.{key}.other",
            ("n", Number(n, n == Math.Floor(n) ? 0 : 1))
        );
    }

    /// <summary>A number with its group marks and a fixed count of decimals.</summary>
    public string Number(double value, int decimals = 0)
    {
        var rounded =
            Math.Abs(value) < 1e15 ? Math.Round(value, decimals, MidpointRounding.AwayFromZero) : value;
        return (rounded == 0 ? 0 : rounded).ToString(
            "N" + decimals.ToString(CultureInfo.InvariantCulture),
            _numbers
        );
    }

    /// <summary>An exact amount: every digit of it, as sums that are checked by hand need them.</summary>
    public string Exact(decimal amount, int decimals) =>
        amount.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), _numbers);

    /// <summary>The same with its sign: +12, −12, 0.</summary>
    public string ExactChange(decimal amount, int decimals) =>
        (amount > 0 ? "+" : "") + Exact(amount, decimals);

    /// <summary>A number to so many significant digits, without digits after the mark that say nothing.</summary>
    public string Significant(double value, int digits)
    {
        if (value == 0)
            return Number(0);
        int Places(double of) => digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(of)));
        // 0.9997 rounds up into another power of ten: what is left of the digits is counted on the rounded value.
        var finest = Places(value);
        var places = Places(
            finest is >= 0 and <= 15 ? Math.Round(value, finest, MidpointRounding.AwayFromZero) : value
        );
        if (places >= 0)
            return Number(value, Math.Min(places, 6));
        var step = Math.Pow(10, -places);
        return Number(Math.Round(value / step, MidpointRounding.AwayFromZero) * step);
    }

    /// <summary>Three significant digits with a word for the scale from a million on: 41.2 million.</summary>
    public string Rounded(double value)
    {
        var scale = ScaleOf(value);
        return scale.Word is null
            ? Significant(value, 3)
            : Text(scale.Word + Ending(value / scale.Divisor), ("n", Significant(value / scale.Divisor, 3)));
    }

    /// <summary>The scale that a number's size asks for: what to divide by, and the key of its word.</summary>
    public static (double Divisor, string? Word) ScaleOf(double value) =>
        Math.Abs(value) switch
        {
            >= 999.5e9 => (1e12, "scale.trillion"),
            >= 999.5e6 => (1e9, "scale.billion"),
            >= 999_500 => (1e6, "scale.million"),
            _ => (1, null),
        };

    /// <summary>A share as a percentage; small ones keep a digit more, and nothing is rounded to a false 0 or 100.</summary>
    public string Percent(double share)
    {
        var percent = share * 100;
        var text = Math.Abs(percent) switch
        {
            0 => Number(0),
            < 0.1 => this["format.below"] + Number(0.1, 1),
            < 10 => Number(percent, percent == Math.Floor(percent) ? 0 : 1),
            > 99 and < 100 => Number(Math.Min(percent, 99.9), 1),
            _ => Number(percent),
        };
        return Text("format.percent", ("n", text));
    }

    /// <summary>Money as the language writes it: XAF 1,234,567 or 1 234 567 FCFA. Digits are already text.</summary>
    public string Money(string digits, string currency)
    {
        var key = Has($"money.{currency}") ? $"money.{currency}" : "money.other";
        return Text(key, ("n", digits), ("code", currency));
    }

    /// <summary>A length of time: minutes under an hour, days where they are whole and many, else hours.</summary>
    public string Hours(double hours) =>
        hours < 0.995 ? Count("minutes", Math.Round(hours * 60)) : Count("hours", Math.Round(hours, 1));

    /// <summary>A date: 4 October 2021.</summary>
    public string Date(DateTime date) =>
        Text(
            "format.date",
            ("day", date.Day == 1 ? this["format.first_day"] : Number(date.Day)),
            ("month", this["month." + date.Month.ToString(CultureInfo.InvariantCulture)]),
            ("year", date.Year.ToString(CultureInfo.InvariantCulture))
        );

    /// <summary>A date and a clock time: 4 October 2021, 16:40.</summary>
    public string Moment(DateTime moment) =>
        Text("format.moment", ("date", Date(moment)), ("time", Clock(moment.Hour, moment.Minute)));

    /// <summary>A clock time: 16:40.</summary>
    public string Clock(int hour, int minute) =>
        Text(
            minute == 0 ? "format.time_whole" : "format.time",
            ("hour", hour.ToString(this["format.hour_digits"], CultureInfo.InvariantCulture)),
            ("minute", minute.ToString("00", CultureInfo.InvariantCulture))
        );

    /// <summary>A moment of the local week in hours from Monday 00:00: Friday 17:00.</summary>
    public string HourOfWeek(double hours)
    {
        var minutes = (int)Math.Round(hours * 60);
        return Text(
            "format.hour_of_week",
            ("day", this["weekday." + (minutes / 1440 % 7).ToString(CultureInfo.InvariantCulture)]),
            ("time", Clock(minutes / 60 % 24, minutes % 60))
        );
    }

    /// <summary>Names in a row: a, b and c.</summary>
    public string List(IReadOnlyList<string> names) =>
        names.Count switch
        {
            0 => "",
            1 => names[0],
            _ => Text(
                "format.list_last",
                ("list", string.Join(this["format.list"], names.Take(names.Count - 1))),
                ("last", names[^1])
            ),
        };

    private string Ending(double n) =>
        (this["format.plural"] == "from_two" ? Math.Abs(n) < 2 : n == 1) ? ".one" : ".other";
}
