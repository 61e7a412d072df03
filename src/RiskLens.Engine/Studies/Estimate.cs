namespace RiskLens.Engine.Studies;

/// <summary>A figure with its 80 % interval.</summary>
public sealed record Estimate(double Mean, double Lower80, double Upper80);

/// <summary>A figure with its 80 % and 95 % intervals.</summary>
public sealed record WideEstimate(
    double Mean,
    double Lower80,
    double Upper80,
    double Lower95,
    double Upper95
);

/// <summary>A loss in conversations and, where every purpose has a margin, in the company's currency.</summary>
public sealed record LossFigure(Estimate Conversations, Estimate? Money);

/// <summary>
/// A stated weakness of a number. Hosts put it into words by its code; figures and names fill the text's holes.
/// </summary>
public sealed record Caveat(
    string Code,
    IReadOnlyDictionary<string, double> Figures,
    IReadOnlyDictionary<string, string> Names
)
{
    public static Caveat Of(string code, params (string Key, double Figure)[] figures) =>
        new(
            code,
            new SortedDictionary<string, double>(
                figures.ToDictionary(f => f.Key, f => f.Figure),
                StringComparer.Ordinal
            ),
            new SortedDictionary<string, string>(StringComparer.Ordinal)
        );

    /// <summary>The same caveat about a named thing (a channel, a node, a purpose).</summary>
    public Caveat About(string key, string name) =>
        this with
        {
            Names = new SortedDictionary<string, string>(Names.ToDictionary(), StringComparer.Ordinal)
            {
                [key] = name,
            },
        };
}
