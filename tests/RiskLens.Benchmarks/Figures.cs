using System.Globalization;

namespace RiskLens.Benchmarks;

/// <summary>The table of figures, each with its yardstick and the ratio of the two.</summary>
internal static class Figures
{
    public static void Header()
    {
        Console.WriteLine("| figure | seconds | yardstick | seconds | ratio |");
        Console.WriteLine("|---|---|---|---|---|");
    }

    public static void Row(string figure, double seconds, string yardstick, double yardstickSeconds) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {figure} | {seconds:0.0} | {yardstick} | {yardstickSeconds:0.0} | {seconds / yardstickSeconds:0.00} |"
            )
        );

    public static void Note(string text) => Console.WriteLine(text);

    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
