namespace RiskLens.Engine.Units;

/// <summary>Conversations begun: the unit of demand and of loss. Not added to contacts or messages.</summary>
public readonly record struct ConversationCount(double Count)
{
    public static ConversationCount operator +(ConversationCount a, ConversationCount b) =>
        new(a.Count + b.Count);

    public static ConversationCount operator -(ConversationCount a, ConversationCount b) =>
        new(a.Count - b.Count);

    public static ConversationCount operator *(double share, ConversationCount a) => new(share * a.Count);
}

/// <summary>Customers: the unit of reach. Not added to conversations or messages.</summary>
public readonly record struct ContactCount(double Count)
{
    public static ContactCount operator +(ContactCount a, ContactCount b) => new(a.Count + b.Count);

    public static ContactCount operator *(double share, ContactCount a) => new(share * a.Count);
}

/// <summary>Messages: the unit of price. Not added to conversations or contacts.</summary>
public readonly record struct MessageCount(double Count)
{
    public static MessageCount operator +(MessageCount a, MessageCount b) => new(a.Count + b.Count);

    public static MessageCount operator *(double share, MessageCount a) => new(share * a.Count);
}
