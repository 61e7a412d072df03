namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Days known beforehand to differ: by local day number, the ids of what falls on them. An id is "holiday:" and the
/// holiday's own, "maybe:" and its own on a day next to one that is set by the moon and may fall there, or "campaign".
/// </summary>
public sealed class OccasionCalendar(IReadOnlyDictionary<int, IReadOnlyList<string>> byDay)
{
    /// <summary>Begins the id of a holiday on its day.</summary>
    public const string Holiday = "holiday:";

    /// <summary>Begins the id of a holiday on a day on which it may fall instead.</summary>
    public const string Maybe = "maybe:";

    /// <summary>A day on which the company sends a campaign.</summary>
    public const string Campaign = "campaign";

    /// <summary>Nothing is known.</summary>
    public static OccasionCalendar None { get; } = new(new Dictionary<int, IReadOnlyList<string>>());

    /// <summary>All days that are not ordinary, by local day number.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>> Days => byDay;

    /// <summary>Ids of what falls on a local day, such as "holiday:eid-al-fitr"; empty on an ordinary one.</summary>
    public IReadOnlyList<string> On(int day) => byDay.TryGetValue(day, out var ids) ? ids : [];

    /// <summary>Whether the day is a holiday, or may be one.</summary>
    public bool IsHoliday(int day) =>
        On(day)
            .Any(id =>
                id.StartsWith(Holiday, StringComparison.Ordinal)
                || id.StartsWith(Maybe, StringComparison.Ordinal)
            );

    /// <summary>Whether the company sends a campaign that day.</summary>
    public bool IsCampaign(int day) => On(day).Contains(Campaign, StringComparer.Ordinal);

    /// <summary>Both calendars together.</summary>
    public OccasionCalendar And(OccasionCalendar other)
    {
        var both = new Dictionary<int, IReadOnlyList<string>>(byDay);
        foreach (var (day, ids) in other.Days)
            both[day] = [.. On(day), .. ids.Except(On(day), StringComparer.Ordinal)];
        return new OccasionCalendar(both);
    }
}
