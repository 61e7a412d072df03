namespace RiskLens.App.Demo;

/// <summary>
/// Counts conversations as a ledger does: one begins in an hour for a contact active on the channel for the purpose
/// in that hour and not in the hour before, whoever wrote and however often.
/// </summary>
internal static class LedgerRule
{
    /// <summary>Conversations begun by flow and hour; the conversations come in order of their first message.</summary>
    public static int[][] Begun(
        IReadOnlyList<BankConversation> conversations,
        int contacts,
        Action<BankConversation>? onBegun = null
    )
    {
        var begun = new int[BankFlow.All.Count][];
        var lastActive = new int[BankFlow.All.Count][];
        for (var flow = 0; flow < begun.Length; flow++)
        {
            begun[flow] = new int[BankCalendar.Hours];
            lastActive[flow] = new int[contacts];
            Array.Fill(lastActive[flow], -2);
        }
        foreach (var conversation in conversations)
        {
            // A conversation is shorter than an hour: it is active in the hour of its first message and at most
            // in the next one, so the last active hour of a contact tells all.
            var hour = conversation.Start / 3600;
            ref var active = ref lastActive[conversation.Flow][conversation.Contact];
            if (active < hour - 1)
            {
                begun[conversation.Flow][hour]++;
                onBegun?.Invoke(conversation);
            }
            active = Math.Max(active, conversation.Last / 3600);
        }
        return begun;
    }

    /// <summary>
    /// Seconds for which conversations are open, by flow and hour: from the first message to the last of what the ledger
    /// takes for one conversation. The conversations come in order of their first message.
    /// </summary>
    public static long[][] OpenSeconds(IReadOnlyList<BankConversation> conversations, int contacts)
    {
        var open = new long[BankFlow.All.Count][];
        var lastSecond = new int[BankFlow.All.Count][];
        for (var flow = 0; flow < open.Length; flow++)
        {
            open[flow] = new long[BankCalendar.Hours];
            lastSecond[flow] = new int[contacts];
            Array.Fill(lastSecond[flow], -1);
        }
        foreach (var conversation in conversations)
        {
            ref var last = ref lastSecond[conversation.Flow][conversation.Contact];
            var goesOn = last >= 0 && conversation.Start / 3600 <= (last / 3600) + 1;
            var from = goesOn ? last : conversation.Start;
            last = goesOn ? Math.Max(last, conversation.Last) : conversation.Last;
            for (var second = from; second < last; )
            {
                var end = Math.Min(last, ((second / 3600) + 1) * 3600);
                open[conversation.Flow][second / 3600] += end - second;
                second = end;
            }
        }
        return open;
    }
}
