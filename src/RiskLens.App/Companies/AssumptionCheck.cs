using System.Globalization;
using RiskLens.App.Logs;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Outages;
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

    private const string Share = "share";

    /// <summary>Whether the value of a key is an amount of money; the others are shares.</summary>
    public static bool IsMoney(string key) =>
        key.EndsWith(PurposeEndings[0], StringComparison.Ordinal) || ChannelOf(key) is not null;

    /// <summary>The purpose that a key speaks of, or null.</summary>
    public static string? PurposeOf(string key) => Before(key, PurposeEndings);

    /// <summary>The assumption in its canonical form; an empty date becomes <paramref name="today"/>.</summary>
    /// <param name="assumption">As it was typed.</param>
    /// <param name="today">The date of today, as yyyy-MM-dd.</param>
    /// <param name="currency">The company's currency, in which all its money is stated.</param>
    /// <param name="catalogue">Knows the channels.</param>
    public static Assumption Checked(
        Assumption assumption,
        string today,
        string currency,
        Catalogue catalogue
    )
    {
        var key = assumption.Key.Trim().ToLowerInvariant();
        RequireKey(key);
        if (ChannelOf(key) is { } channel)
            ChannelOption.Find(channel, catalogue);
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

        var unit = UnitOf(key, assumption.Unit.Trim(), currency);
        return assumption with
        {
            Key = key,
            Unit = unit,
            Source = assumption.Source.Trim(),
            Owner = assumption.Owner.Trim(),
            Date = date,
        };
    }

    private static string? ChannelOf(string key) => Before(key, ChannelEndings);

    private static string? Before(string key, string[] endings) =>
        Array.Find(
            endings,
            ending => key.Length > ending.Length && key.EndsWith(ending, StringComparison.Ordinal)
        )
            is { } found
            ? key[..^found.Length]
            : null;

    /// <summary>Amounts in two currencies would be added up as if they were one.</summary>
    private static string UnitOf(string key, string unit, string currency)
    {
        if (!IsMoney(key))
        {
            return unit.Equals(Share, StringComparison.OrdinalIgnoreCase)
                ? Share
                : throw new RiskLensException(
                    $"The assumption {key} is a share, and its unit is '{unit}'.",
                    "Give the unit share and a value between 0 and 1."
                );
        }

        var code = unit.ToUpperInvariant();
        if (code == currency)
            return code;
        throw Currency.Codes.Contains(code, StringComparer.Ordinal)
            ? new RiskLensException(
                $"The company's currency is {currency}, and this value is in {code}.",
                $"Give the value in {currency}, or set the company's currency first with 'company set --currency {code}'."
            )
            : new RiskLensException(
                $"The assumption {key} is an amount of money, and '{unit}' is not a currency.",
                $"Give the value in {currency}, the company's currency."
            );
    }

    private static void RequireKey(string key)
    {
        var known =
            PlainShares.Contains(key, StringComparer.Ordinal)
            || PurposeOf(key) is not null
            || ChannelOf(key) is not null;
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

        var share = !IsMoney(key);
        if (low < 0 || (share && high > 1))
        {
            throw new RiskLensException(
                $"The assumption {key} lies outside what it can be.",
                share ? "Give a share between 0 and 1." : "Give an amount of 0 or more."
            );
        }
    }
}
