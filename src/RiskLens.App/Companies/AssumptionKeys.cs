namespace RiskLens.App.Companies;

/// <summary>What the value of an assumption counts.</summary>
public enum ValueKind
{
    /// <summary>Money, in the company's currency.</summary>
    Money,

    /// <summary>A share, from 0 to 1.</summary>
    Share,

    /// <summary>Hours.</summary>
    Hours,

    /// <summary>Conversations an hour.</summary>
    Capacity,

    /// <summary>Days.</summary>
    Days,

    /// <summary>How many, such as customers.</summary>
    Count,

    /// <summary>How many a month.</summary>
    CountPerMonth,

    /// <summary>1 for yes, 0 for no.</summary>
    YesNo,
}

/// <summary>The keys of all assumptions there are: some stand alone, the others belong to a purpose or a channel.</summary>
public static class AssumptionKeys
{
    private static readonly (string Key, ValueKind Kind)[] Alone =
    [
        ("switch_rate", ValueKind.Share),
        ("switch_delay_hours", ValueKind.Hours),
        ("recovered_share", ValueKind.Share),
        ("call_cost", ValueKind.Money),
        ("campaign.rescheduled", ValueKind.Share),
        ("campaign.kept", ValueKind.Share),
        ("churn_share", ValueKind.Share),
        ("churn_margin", ValueKind.Money),
        ("recovery_hours", ValueKind.Hours),
        ("plausible_day", ValueKind.Money),
        ("budget", ValueKind.Money),
        ("owner_cap", ValueKind.Share),
        ("steer_rate", ValueKind.Share),
        ("tail_weight", ValueKind.Share),
        ("customers", ValueKind.Count),
        ("reach_half_life_days", ValueKind.Days),
    ];

    private static readonly (string Key, ValueKind Kind)[] OfPurposes =
    [
        (".margin", ValueKind.Money),
        (".margin_rate", ValueKind.Share),
        (".served_elsewhere", ValueKind.Share),
        (".delay_cost", ValueKind.Money),
        (".reroute_cost", ValueKind.Money),
        (".call_share", ValueKind.Share),
        (".tolerance_hours", ValueKind.Hours),
        (".objective_hours", ValueKind.Hours),
        (".penalty", ValueKind.Money),
        (".penalty_per_hour", ValueKind.Money),
        (".in_flight_repeated", ValueKind.Share),
        (".in_flight_reversed", ValueKind.Share),
        (".in_flight_lost", ValueKind.Share),
        (".repeat_cost", ValueKind.Money),
        (".reversal_cost", ValueKind.Money),
    ];

    private static readonly (string Key, ValueKind Kind)[] OfChannels =
    [
        (".capacity", ValueKind.Capacity),
        (".yearly_cost", ValueKind.Money),
        (".message_price", ValueKind.Money),
        (".enrolment_cost", ValueKind.Money),
        (".enrolment_ceiling", ValueKind.Share),
        (".enrolment_per_month", ValueKind.CountPerMonth),
        (".enrolment_churn", ValueKind.Share),
        (".opt_out", ValueKind.Share),
        (".consent", ValueKind.Share),
        (".told", ValueKind.Share),
        (".adoption", ValueKind.Share),
        (".delivery_rate", ValueKind.Share),
        (".lead_days", ValueKind.Days),
        (".two_way", ValueKind.YesNo),
        (".must_keep", ValueKind.YesNo),
        (".must_not_use", ValueKind.YesNo),
    ];

    /// <summary>The shares of what is in flight when a channel fails; the rest completes later.</summary>
    internal static IReadOnlyList<string> InFlight { get; } =
    [".in_flight_repeated", ".in_flight_reversed", ".in_flight_lost"];

    /// <summary>Keys that stand alone.</summary>
    public static IReadOnlyList<string> Plain { get; } = [.. Alone.Select(a => a.Key)];

    /// <summary>All keys of a purpose.</summary>
    public static IEnumerable<string> OfPurpose(string purpose) => OfPurposes.Select(o => purpose + o.Key);

    /// <summary>All keys of a channel.</summary>
    public static IEnumerable<string> OfChannel(string channel) => OfChannels.Select(o => channel + o.Key);

    /// <summary>What the value of a key counts; null where there is no such key.</summary>
    public static ValueKind? KindOf(string key) =>
        Found(Alone, key) ?? Found(OfPurposes, key) ?? Found(OfChannels, key);

    /// <summary>The unit of a kind of value.</summary>
    public static string UnitOf(ValueKind kind, string currency) =>
        kind switch
        {
            ValueKind.Money => currency,
            ValueKind.Share => "share",
            ValueKind.Hours => "h",
            ValueKind.Days => "days",
            ValueKind.Count => "contacts",
            ValueKind.CountPerMonth => "contacts/month",
            ValueKind.YesNo => "yes/no",
            _ => "conversations/h",
        };

    /// <summary>The purpose that a key speaks of, or null.</summary>
    public static string? PurposeOf(string key) => Before(key, OfPurposes);

    /// <summary>The channel that a key speaks of, or null.</summary>
    public static string? ChannelOf(string key) => Before(key, OfChannels);

    private static ValueKind? Found((string Key, ValueKind Kind)[] among, string key)
    {
        foreach (var (name, kind) in among)
        {
            if (name[0] == '.' ? Ends(key, name) : string.Equals(name, key, StringComparison.Ordinal))
                return kind;
        }
        return null;
    }

    private static string? Before(string key, (string Key, ValueKind Kind)[] endings)
    {
        if (Plain.Contains(key, StringComparer.Ordinal))
            return null;
        var found = Array.Find(endings, ending => Ends(key, ending.Key)).Key;
        return found is null ? null : key[..^found.Length];
    }

    private static bool Ends(string key, string ending) =>
        key.Length > ending.Length && key.EndsWith(ending, StringComparison.Ordinal);
}
