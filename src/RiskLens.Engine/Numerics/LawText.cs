using System.Globalization;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Numerics;

/// <summary>
/// Laws as a person types them and as they are stored: 350, 100..300 (holds the value nine times in ten),
/// uniform(0,300), pert(100,200,300) or with its weight pert(100,200,300,6), pert-sd(100,200,300), gamma(200,50)
/// (mean, standard deviation), empirical(180;200;240). Numbers have a decimal point; a semicolon does for each comma.
/// </summary>
public static class LawText
{
    private const string RangeMark = "..";

    /// <summary>The law of a text.</summary>
    /// <param name="text">As typed; capitals and blanks around numbers do not matter.</param>
    /// <param name="share">Whether the value is a share: its range is then logit-normal.</param>
    /// <exception cref="RiskLensException">The text is none of the forms, or its numbers make no law.</exception>
    public static Law Parse(string text, bool share)
    {
        var trimmed = text.Trim();
        var open = trimmed.IndexOf('(', StringComparison.Ordinal);
        if (open > 0 && trimmed[^1] == ')')
        {
            var name = trimmed[..open].TrimEnd().ToLowerInvariant();
            return Named(name, trimmed[(open + 1)..^1]) ?? throw Unreadable(text);
        }
        return Numbers(trimmed, RangeMark) switch
        {
            [var value] => new FixedLaw(value),
            [var low, var high] => Law.OfRange(low, high, share),
            _ => throw Unreadable(text),
        };
    }

    /// <summary>The text of a law; parsed with the same kind of value it is the same law.</summary>
    public static string Of(Law law) =>
        law switch
        {
            FixedLaw f => Text(f.Value),
            LognormalRange r => Text(r.Low) + RangeMark + Text(r.High),
            LogitNormalRange r => Text(r.Low) + RangeMark + Text(r.High),
            UniformLaw u => Called("uniform", u.Low, u.High),
            Pert p when p.Weight.Equals(4) => Called(NameOf(p), p.Min, p.Mode, p.Max),
            Pert p => Called(NameOf(p), p.Min, p.Mode, p.Max, p.Weight),
            GammaLaw g => Called("gamma", g.Mean, g.StandardDeviation),
            EmpiricalLaw e => $"empirical({string.Join(';', e.Values.Select(Text))})",
            _ => throw new ArgumentOutOfRangeException(nameof(law), law.GetType(), "A law without a text."),
        };

    private static Law? Named(string name, string arguments) =>
        (name, Numbers(arguments, arguments.Contains(';', StringComparison.Ordinal) ? ";" : ",")) switch
        {
            ("uniform", [var low, var high]) => new UniformLaw(low, high),
            ("pert", [var min, var mode, var max]) => new Pert(min, mode, max),
            ("pert", [var min, var mode, var max, var weight]) => new Pert(min, mode, max, weight),
            ("pert-sd", [var min, var mode, var max]) => new Pert(
                min,
                mode,
                max,
                convention: PertConvention.ClassicSd
            ),
            ("pert-sd", [var min, var mode, var max, var weight]) => new Pert(
                min,
                mode,
                max,
                weight,
                PertConvention.ClassicSd
            ),
            ("gamma", [var mean, var sd]) => new GammaLaw(mean, sd),
            ("empirical", [_, ..] values) => new EmpiricalLaw(values),
            _ => null,
        };

    /// <summary>The numbers of a list; none of them where one cannot be read.</summary>
    private static double[] Numbers(string text, string separator)
    {
        var parts = text.Split(separator, StringSplitOptions.TrimEntries);
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (
                !double.TryParse(
                    parts[i],
                    NumberStyles.AllowDecimalPoint
                        | NumberStyles.AllowLeadingSign
                        | NumberStyles.AllowExponent,
                    CultureInfo.InvariantCulture,
                    out numbers[i]
                ) || !double.IsFinite(numbers[i])
            )
            {
                return [];
            }
        }
        return numbers;
    }

    private static string NameOf(Pert pert) =>
        pert.Convention == PertConvention.TrueBeta ? "pert" : "pert-sd";

    private static string Called(string name, params double[] numbers) =>
        $"{name}({string.Join(',', numbers.Select(Text))})";

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static RiskLensException Unreadable(string text) =>
        new(
            $"'{text}' is neither a number nor a range nor a law.",
            "Write 350 or 300..450, or a law such as pert(100,200,300), pert-sd(100,200,300), gamma(200,50), uniform(0,300) or empirical(180;200;240), with decimal points."
        );
}
