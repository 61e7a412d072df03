using System.Globalization;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>
/// Refuses an assumption that cannot be right. A misspelt key would otherwise be kept and never used, and the study
/// would print no money without saying why.
/// </summary>
internal static class AssumptionCheck
{
    private static readonly string[] PlainShares = ["switch_rate", "recovered_share"];
    private static readonly string[] PurposeEndings = [".margin", ".served_elsewhere"];
    private static readonly string[] ChannelEndings = [".yearly_cost", ".message_price", ".enrolment_cost"];

    /// <summary>The assumption in its canonical form; an empty date becomes <paramref name="today"/>.</summary>
    public static Assumption Checked(Assumption assumption, string today)
    {
        var key = assumption.Key.Trim().ToLowerInvariant();
        RequireKey(key);
        RequireRange(key, assumption.Low, assumption.High);
        if (string.IsNullOrWhiteSpace(assumption.Source))
        {
            throw new RiskLensException(
                $"The assumption {key} says not where its value comes from.",
                "Give its source, such as \"management accounts 2026\"."
            );
        }

        var date = assumption.Date.Trim().Length == 0 ? today : assumption.Date.Trim();
        if (
            !DateOnly.TryParseExact(
                date,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            )
        )
        {
            throw new RiskLensException(
                $"The date of the assumption {key} cannot be read.",
                "Write it as year-month-day, such as 2026-11-30."
            );
        }

        return assumption with
        {
            Key = key,
            Unit = assumption.Unit.Trim(),
            Source = assumption.Source.Trim(),
            Owner = assumption.Owner.Trim(),
            Date = date,
        };
    }

    private static void RequireKey(string key)
    {
        var known =
            PlainShares.Contains(key, StringComparer.Ordinal)
            || PurposeEndings
                .Concat(ChannelEndings)
                .Any(ending => key.Length > ending.Length && key.EndsWith(ending, StringComparison.Ordinal));
        if (!known)
        {
            throw new RiskLensException(
                $"'{key}' is not the key of an assumption.",
                $"Use {string.Join(", ", PlainShares)}, a purpose with {string.Join(" or ", PurposeEndings)}, or a channel with {string.Join(", ", ChannelEndings)}."
            );
        }
    }

    private static void RequireRange(string key, double low, double high)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low > high)
        {
            throw new RiskLensException(
                $"The range of the assumption {key} is not one.",
                "Give two numbers, the smaller first, or one number twice."
            );
        }

        var share =
            PlainShares.Contains(key, StringComparer.Ordinal)
            || key.EndsWith(".served_elsewhere", StringComparison.Ordinal);
        if (low < 0 || (share && high > 1))
        {
            throw new RiskLensException(
                $"The assumption {key} lies outside what it can be.",
                share ? "Give a share between 0 and 1." : "Give an amount of 0 or more."
            );
        }
    }
}
