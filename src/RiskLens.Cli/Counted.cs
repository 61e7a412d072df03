using System.Globalization;

namespace RiskLens.Cli;

/// <summary>Numbers with their nouns: 1 line, 1,234 lines.</summary>
internal static class Counted
{
    /// <summary>The number, and the noun in the plural that it asks for.</summary>
    public static string Of(long number, string noun) => Of(number, noun, noun + "s");

    /// <summary>The number, and the noun that it asks for.</summary>
    public static string Of(long number, string one, string several) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : several)}");
}
