namespace RiskLens.Engine.Counterfactuals;

/// <summary>Days known beforehand to differ: by local day number, the ids of what falls on them.</summary>
public sealed class OccasionCalendar(IReadOnlyDictionary<int, IReadOnlyList<string>> byDay)
{
    /// <summary>Nothing is known.</summary>
    public static OccasionCalendar None { get; } = new(new Dictionary<int, IReadOnlyList<string>>());

    /// <summary>Ids of what falls on a local day, such as "holiday:eid-al-fitr"; empty on an ordinary one.</summary>
    public IReadOnlyList<string> On(int day) => byDay.TryGetValue(day, out var ids) ? ids : [];
}
