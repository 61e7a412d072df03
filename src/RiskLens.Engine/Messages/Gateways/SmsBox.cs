namespace RiskLens.Engine.Messages;

/// <summary>
/// Where an Android telephone keeps a message, by the numbers of its message store (android.provider.Telephony):
/// 1 inbox, 2 sent, 3 draft, 4 outbox, 5 failed, 6 queued.
/// </summary>
internal static class SmsBox
{
    /// <summary>Status of a sent SMS that the network could not deliver (TP-Status, 3GPP TS 23.040).</summary>
    private const string NotDelivered = "64";

    /// <summary>Drafts and what still waits to be sent: no messages yet.</summary>
    public static bool IsUnsent(string? box) => box is "3" or "4" or "6";

    /// <summary>Who wrote, or null for a box that is not known.</summary>
    public static Direction? DirectionOf(string? box) =>
        box switch
        {
            "1" => Direction.In,
            "2" or "5" => Direction.Out,
            _ => null,
        };

    /// <summary>Whether it was not delivered.</summary>
    public static bool IsFailure(string? box, string? status) =>
        box is "5" || (box is "2" && status is NotDelivered);
}
