using System.Runtime.InteropServices;

namespace RiskLens.App.Demo;

/// <summary>One conversation of the fictional bank: up to four messages within a few minutes.</summary>
/// <param name="Start">Second of its first message, from the start of the logs.</param>
/// <param name="Contact">The customer.</param>
/// <param name="Flow">Index in <see cref="BankFlow.All"/>.</param>
/// <param name="Count">Number of messages, from 1 to 4.</param>
/// <param name="Second">Seconds from the first message to the second.</param>
/// <param name="Third">Seconds from the first message to the third.</param>
/// <param name="Fourth">Seconds from the first message to the fourth.</param>
/// <param name="Failed">Bit i: message i was not delivered.</param>
/// <param name="Amount">XAF moved by its confirmation, or 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BankConversation(
    int Start,
    int Contact,
    byte Flow,
    byte Count,
    ushort Second,
    ushort Third,
    ushort Fourth,
    byte Failed,
    int Amount
)
{
    /// <summary>Second of its last message.</summary>
    public int Last => TimeOf(Count - 1);

    /// <summary>The message that confirms a transfer: the bank's last.</summary>
    public int AmountAt => Count >= 4 ? 3 : 1;

    /// <summary>Second of a message, by its place from 0.</summary>
    public int TimeOf(int message) =>
        Start
        + message switch
        {
            0 => 0,
            1 => Second,
            2 => Third,
            _ => Fourth,
        };

    /// <summary>The same without the messages from a moment on; the first message must come before it.</summary>
    public BankConversation CutAt(int second)
    {
        var kept = Count;
        while (kept > 1 && TimeOf(kept - 1) >= second)
            kept--;
        return this with { Count = kept, Amount = kept > AmountAt ? Amount : 0 };
    }
}
