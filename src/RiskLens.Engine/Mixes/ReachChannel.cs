namespace RiskLens.Engine.Mixes;

/// <summary>A channel of a mix, with what decides whom it can reach.</summary>
/// <param name="Id">Channel id; the ledger's, or one that the company does not use yet.</param>
public sealed record ReachChannel(string Id)
{
    /// <summary>Whether its contacts are telephone numbers: then they are the same on all such channels.</summary>
    public bool PhoneNumbered { get; init; }

    /// <summary>Whether a telephone number is enough, without an app or an account: SMS, calls, USSD.</summary>
    public bool ByNumberAlone { get; init; }

    /// <summary>
    /// Share of the addressable who agreed to be written to there; null where nothing is stated, and then all of them. Where
    /// the company holds a list of consents, the list decides and not this share.
    /// </summary>
    public double? Consent { get; init; }

    /// <summary>Share of the customers who were told that they may write there, beside those whom a list names.</summary>
    public double Told { get; init; }
}

/// <summary>How surely a contact can be reached on a channel.</summary>
public enum ReachGrade
{
    /// <summary>An address is known: the contact was seen there or listed as agreeing, or its number is enough.</summary>
    Addressable,

    /// <summary>Addressable, and the contact agreed to be written to there and has not opted out.</summary>
    Consented,

    /// <summary>Seen there, those long ago with a weight.</summary>
    InUse,

    /// <summary>In use, or told that one may write there.</summary>
    InUseOrTold,
}

/// <summary>Where the contacts of two channels cannot be linked: which overlap is taken between them.</summary>
public enum ReachEnd
{
    /// <summary>None, as the logs show it.</summary>
    AsSeen,

    /// <summary>The least that the counts of contacts and the total of customers allow.</summary>
    Least,

    /// <summary>The most that the counts of contacts allow.</summary>
    Most,
}
