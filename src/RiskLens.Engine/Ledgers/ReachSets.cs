namespace RiskLens.Engine.Ledgers;

/// <summary>Contacts by reach set: bit i of a set is channel i of the ledger.</summary>
/// <param name="Contacts">Number of contacts whose reach set is exactly the key.</param>
/// <param name="Demand">For each channel, purpose and direction: conversations begun by contacts of each set.</param>
public sealed record ReachSets(IReadOnlyDictionary<int, long> Contacts, IReadOnlyList<ReachDemand> Demand)
{
    /// <summary>Channels that lists name and no log shows; their numbers follow the ledger's.</summary>
    public IReadOnlyList<string> OnlyListed { get; init; } = [];

    /// <summary>
    /// Channels of which the company holds a list of consents, each with the list's latest date (ISO 8601): who is not on it
    /// has not agreed.
    /// </summary>
    public IReadOnlyDictionary<string, string> ConsentLists { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Contacts by all that is known of where they can be reached; without ages and lists, everyone was seen lately and
    /// nobody is listed.
    /// </summary>
    public IReadOnlyList<(ContactReach Reach, long Contacts)> ContactsByReach
    {
        get => field ?? Lately(Contacts);
        init;
    }

    /// <summary>Days at the ledger's end that are left out: ages count back from the day before them.</summary>
    public int DaysLeftOut { get; init; }

    internal static (ContactReach, long)[] Lately(IReadOnlyDictionary<int, long> bySet) =>
        [
            .. bySet
                .OrderBy(s => s.Key)
                .Select(s => (new ContactReach(SeenAges.LatelyOn(s.Key), default), s.Value)),
        ];
}

/// <summary>Conversations begun on a channel, for a purpose and direction, by reach set of the contact.</summary>
public sealed record ReachDemand(
    string Channel,
    string Purpose,
    Messages.Direction Direction,
    IReadOnlyDictionary<int, long> ConversationsBySet
)
{
    /// <summary>The same by all that is known of where the contact can be reached.</summary>
    public IReadOnlyList<(ContactReach Reach, long Conversations)> ConversationsByReach
    {
        get => field ?? ReachSets.Lately(ConversationsBySet);
        init;
    }
}
