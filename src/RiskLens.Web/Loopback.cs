using RiskLens.Engine.Units;

namespace RiskLens.Web;

/// <summary>Addresses that only this machine can reach.</summary>
internal static class Loopback
{
    /// <summary>The names under which the pages answer.</summary>
    public static IReadOnlyList<string> Names { get; } = ["127.0.0.1", "localhost", "[::1]"];

    /// <summary>Refuses addresses that another machine could reach.</summary>
    public static void Require(string urls)
    {
        var all = urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var foreign = Array.Find(all, url => !IsOfThisMachine(url));
        if (all.Length == 0 || foreign is not null)
        {
            throw new RiskLensException(
                $"RiskLens does not listen on '{foreign ?? urls}': other machines could read the company's figures there.",
                $"Use an address of this machine alone, such as {WebOptions.DefaultUrls}."
            );
        }
    }

    private static bool IsOfThisMachine(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttp
        && Names.Contains(uri.Host, StringComparer.OrdinalIgnoreCase);
}
