namespace RiskLens.Engine.Ledgers;

/// <summary>
/// What is known of where a contact can be reached. Channels are numbered as the ledger's are, and after them those that
/// only lists name (<see cref="ReachSets.OnlyListed"/>).
/// </summary>
/// <param name="Seen">Where the contact was seen, and how long ago.</param>
/// <param name="Listed">What the company's lists say of the contact.</param>
public readonly record struct ContactReach(SeenAges Seen, ListedStates Listed) : IComparable<ContactReach>
{
    /// <summary>The same without what is known of a channel.</summary>
    public ContactReach Without(int channel) => new(Seen.Without(channel), Listed.Without(channel));

    /// <summary>An order without meaning, the same on every machine.</summary>
    public int CompareTo(ContactReach other)
    {
        var order = Seen.Bits.CompareTo(other.Seen.Bits);
        return order != 0 ? order : Listed.CompareTo(other.Listed);
    }

    public static bool operator <(ContactReach left, ContactReach right) => left.CompareTo(right) < 0;

    public static bool operator >(ContactReach left, ContactReach right) => left.CompareTo(right) > 0;

    public static bool operator <=(ContactReach left, ContactReach right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ContactReach left, ContactReach right) => left.CompareTo(right) >= 0;
}

/// <summary>What the company's lists say of a contact, as sets of channels.</summary>
/// <param name="Consented">The contact agreed to be written to there.</param>
/// <param name="Told">The contact was told that it may write there.</param>
/// <param name="OptedOut">The contact asked not to be written to there.</param>
public readonly record struct ListedStates(int Consented, int Told, int OptedOut) : IComparable<ListedStates>
{
    /// <summary>The same without what is known of a channel.</summary>
    public ListedStates Without(int channel) =>
        new(Consented & ~(1 << channel), Told & ~(1 << channel), OptedOut & ~(1 << channel));

    /// <summary>Both together.</summary>
    public ListedStates And(ListedStates other) =>
        new(Consented | other.Consented, Told | other.Told, OptedOut | other.OptedOut);

    /// <summary>An order without meaning, the same on every machine.</summary>
    public int CompareTo(ListedStates other) =>
        (Consented, Told, OptedOut).CompareTo((other.Consented, other.Told, other.OptedOut));

    public static bool operator <(ListedStates left, ListedStates right) => left.CompareTo(right) < 0;

    public static bool operator >(ListedStates left, ListedStates right) => left.CompareTo(right) > 0;

    public static bool operator <=(ListedStates left, ListedStates right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ListedStates left, ListedStates right) => left.CompareTo(right) >= 0;
}
