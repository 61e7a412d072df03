using System.Text.RegularExpressions;

namespace RiskLens.App.Tests.Cli;

/// <summary>README.md as a newcomer reads it.</summary>
public static partial class Readme
{
    private const string Risklens = "dotnet run --project src/RiskLens.Cli -- ";

    public static string Text { get; } = File.ReadAllText(Path.Combine(CommandRun.Checkout, "README.md"));

    /// <summary>The lines of its code blocks.</summary>
    public static IReadOnlyList<string> CodeLines { get; } =
    [
        .. Fence()
            .Matches(Text)
            .SelectMany(block =>
                block.Groups["code"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            ),
    ];

    /// <summary>The words of each risklens command in them, without what starts risklens.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Commands { get; } =
    [
        .. CodeLines
            .Where(line => line.StartsWith(Risklens, StringComparison.Ordinal))
            .Select(line =>
                Word().Matches(line[Risklens.Length..]).Select(word => word.Value.Trim('"')).ToArray()
            ),
    ];

    [GeneratedRegex("^```\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex("\"[^\"]*\"|\\S+", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
