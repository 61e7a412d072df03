using System.Globalization;
using RiskLens.App.Logs;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>
/// Refuses an assumption that cannot be right. A misspelt key would otherwise be kept and never used, and the study
/// would print no money without saying why.
/// </summary>
/// <param name="today">The date of today, as yyyy-MM-dd.</param>
/// <param name="currency">The company's currency, in which all its money is stated.</param>
/// <param name="catalogue">Knows the channels.</param>
internal sealed class AssumptionCheck(string today, string currency, Catalogue catalogue)
{
    /// <summary>Whether the value of a key is an amount of money.</summary>
    public static bool IsMoney(string key) => AssumptionKeys.KindOf(key) == ValueKind.Money;

    /// <summary>What a person stated, in its canonical form.</summary>
    public Assumption Read(StatedAssumption stated)
    {
        var key = KeyOf(stated.Key);
        var law = LawText.Parse(stated.Value, AssumptionKeys.KindOf(key) == ValueKind.Share);
        return Checked(new Assumption(key, law, stated.Unit, stated.Source, stated.Owner, stated.Date));
    }

    /// <summary>The assumption in its canonical form; an empty date becomes today, an empty unit the key's.</summary>
    public Assumption Checked(Assumption assumption)
    {
        var key = KeyOf(assumption.Key);
        if (AssumptionKeys.ChannelOf(key) is { } channel)
            ChannelOption.Find(channel, catalogue);
        var kind = AssumptionKeys.KindOf(key)!.Value;
        RequireSupport(key, kind, assumption.Law);
        if (string.IsNullOrWhiteSpace(assumption.Source))
        {
            throw new RiskLensException(
                $"The assumption {key} says not where its value comes from.",
                "Give its source, such as \"management accounts 2026\"."
            );
        }

        return assumption with
        {
            Key = key,
            Unit = UnitOf(key, kind, assumption.Unit.Trim()),
            Source = assumption.Source.Trim(),
            Owner = assumption.Owner.Trim(),
            Date = DateOf(key, assumption.Date.Trim()),
        };
    }

    /// <summary>Refuses assumptions that cannot hold together.</summary>
    public static void RequireTogether(IReadOnlyCollection<Assumption> held)
    {
        var byKey = held.ToDictionary(a => a.Key, StringComparer.Ordinal);
        foreach (var purpose in held.Select(a => AssumptionKeys.PurposeOf(a.Key)).OfType<string>().Distinct())
        {
            if (
                AssumptionKeys.InFlight.Sum(end => byKey.GetValueOrDefault(purpose + end)?.Law.Mean)
                > 1 + 1e-9
            )
            {
                throw new RiskLensException(
                    $"The shares of {purpose} that are repeated, reversed and lost in flight add up to more than 1.",
                    $"Lower {string.Join(", ", AssumptionKeys.InFlight.Select(end => purpose + end))}: what they leave completes later."
                );
            }
        }
        foreach (var channel in held.Select(a => AssumptionKeys.ChannelOf(a.Key)).OfType<string>().Distinct())
        {
            if (IsYes(channel + ".must_keep") && IsYes(channel + ".must_not_use"))
            {
                throw new RiskLensException(
                    $"The channel {channel} must be kept and must not be used.",
                    $"Set {channel}.must_keep or {channel}.must_not_use to 0."
                );
            }
        }

        bool IsYes(string key) => byKey.GetValueOrDefault(key)?.Law.Mean > 0;
    }

    private static string KeyOf(string typed)
    {
        var key = typed.Trim().ToLowerInvariant();
        return AssumptionKeys.KindOf(key) is not null
            ? key
            : throw new RiskLensException(
                $"'{key}' is not the key of an assumption.",
                $"Use {string.Join(", ", AssumptionKeys.Plain)}; a purpose with {string.Join(", ", AssumptionKeys.OfPurpose(""))}; or a channel with {string.Join(", ", AssumptionKeys.OfChannel(""))}."
            );
    }

    private static void RequireSupport(string key, ValueKind kind, Law law)
    {
        if (Remedy(key, kind, law) is { } remedy)
            throw new RiskLensException($"The assumption {key} lies outside what it can be.", remedy);
    }

    private static string? Remedy(string key, ValueKind kind, Law law)
    {
        // From here on sums of money would no longer be numbers.
        const double Most = 1e15;
        var (least, largest) = law.Support;
        if (law.Quantile(0.999) > Most)
            return "Give a smaller number.";
        if (kind == ValueKind.YesNo)
            return least == largest && least is 0 or 1 ? null : "Give 1 for yes or 0 for no.";
        if (kind == ValueKind.Share)
            return least >= 0 && largest <= 1
                ? null
                : "Give a share between 0 and 1, or a law that stays there.";
        if (key is "recovery_hours" or "reach_half_life_days" or "customers" && law.Quantile(0.001) <= 0)
            return $"Give {NameOf(kind)} above 0.";
        return least >= 0 ? null : "Give 0 or more, or a law that stays there.";
    }

    private static string NameOf(ValueKind kind) =>
        kind switch
        {
            ValueKind.Hours => "hours",
            ValueKind.Days => "days",
            _ => "a number",
        };

    private string DateOf(string key, string date)
    {
        if (date.Length == 0)
            return today;
        return DateOnly.TryParseExact(
            date,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        )
            ? date
            : throw new RiskLensException(
                $"The date of the assumption {key} cannot be read.",
                "Write it as year-month-day, such as 2026-11-30."
            );
    }

    /// <summary>Amounts in two currencies would be added up as if they were one.</summary>
    private string UnitOf(string key, ValueKind kind, string typed)
    {
        var unit = AssumptionKeys.UnitOf(kind, currency);
        if (typed.Length == 0 || typed.Equals(unit, StringComparison.OrdinalIgnoreCase))
            return unit;
        if (kind == ValueKind.Share)
        {
            throw new RiskLensException(
                $"The assumption {key} is a share, and its unit is '{typed}'.",
                "Give the unit share and a value between 0 and 1."
            );
        }
        if (kind != ValueKind.Money)
        {
            throw new RiskLensException(
                $"The assumption {key} is in {unit}, and its unit is '{typed}'.",
                $"Give the unit {unit}, or leave it out."
            );
        }

        var code = typed.ToUpperInvariant();
        throw Currency.Codes.Contains(code, StringComparer.Ordinal)
            ? new RiskLensException(
                $"The company's currency is {currency}, and this value is in {code}.",
                $"Give the value in {currency}, or set the company's currency first with 'company set --currency {code}'."
            )
            : new RiskLensException(
                $"The assumption {key} is an amount of money, and '{code}' is not a currency.",
                $"Give the value in {currency}, the company's currency."
            );
    }
}
