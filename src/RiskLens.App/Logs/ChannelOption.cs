using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>The channel that the user names for a file.</summary>
internal static class ChannelOption
{
    private const int MostSlips = 2;

    /// <summary>The catalogue's id for what the user typed; null stays null.</summary>
    /// <exception cref="RiskLensException">The catalogue has no such channel; near ones are named.</exception>
    public static string? Find(string? typed, Catalogue catalogue)
    {
        if (typed is null)
            return null;
        var ids = catalogue.Channels.Select(channel => channel.Id).Order(StringComparer.Ordinal).ToList();
        var found = ids.Find(id => id.Equals(typed.Trim(), StringComparison.OrdinalIgnoreCase));
        return found ?? throw Unknown(typed.Trim(), ids);
    }

    private static RiskLensException Unknown(string typed, List<string> ids)
    {
        var near = ids.Where(id =>
                Slips(id, typed.ToLowerInvariant()) <= MostSlips
                || (typed.Length > MostSlips && id.Contains(typed, StringComparison.OrdinalIgnoreCase))
            )
            .ToList();
        return new RiskLensException(
            $"The channel '{typed}' is not in the catalogue.",
            near.Count > 0
                ? $"Did you mean {string.Join(" or ", near)}?"
                : $"Use one of {string.Join(", ", ids)}."
        );
    }

    /// <summary>Letters to add, drop or change from one word to the other (Levenshtein, 1965).</summary>
    private static int Slips(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
