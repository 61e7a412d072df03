using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Ledgers;

namespace RiskLens.Engine.Studies;

/// <summary>What the logs cover, and the activity by local day.</summary>
internal static class Coverage
{
    public static DataCoverage Of(Ledger ledger, long rejectedLines)
    {
        var channels = ledger.Channels.Select((c, i) => OfChannel(ledger, c, i)).ToArray();
        return new DataCoverage(
            ledger.Start.ToString(),
            (ledger.End - 1).ToString(),
            channels.Sum(c => c.Messages),
            ledger.Reach.Contacts.Values.Sum(),
            rejectedLines,
            channels,
            [
                .. ledger
                    .Reach.Contacts.OrderByDescending(s => s.Value)
                    .ThenBy(s => s.Key)
                    .Select(s => new ReachShare(NamesOf(s.Key, ledger.Channels), s.Value)),
            ]
        );
    }

    /// <summary>The channels of a reach set.</summary>
    public static IReadOnlyList<string> NamesOf(int mask, IReadOnlyList<string> channels) =>
        [.. channels.Where((_, i) => (mask >> i & 1) != 0)];

    public static IReadOnlyList<DailyActivity> Daily(Ledger ledger, LocalClock clock) =>
        [.. ledger.Channels.Select((c, i) => DailyOf(ledger, c, ledger.Observed[i], clock))];

    private static ChannelCoverage OfChannel(Ledger ledger, string channel, int index)
    {
        var own = ledger
            .Activities.Where(a => string.Equals(a.Channel, channel, StringComparison.Ordinal))
            .ToArray();
        var observed = ledger.Observed[index].Count(o => o);
        return new ChannelCoverage(
            channel,
            own.Sum(a => Sum(a.MessagesIn) + Sum(a.MessagesOut)),
            own.Sum(a => Sum(a.ConversationsIn)),
            own.Sum(a => Sum(a.ConversationsOut)),
            ledger.Reach.Contacts.Where(s => (s.Key >> index & 1) != 0).Sum(s => s.Value),
            observed,
            ledger.Hours - observed
        )
        {
            Purposes =
            [
                .. own.Select(a => (a.Purpose, Begun: Sum(a.ConversationsIn) + Sum(a.ConversationsOut)))
                    .Where(a => a.Begun > 0)
                    .OrderByDescending(a => a.Begun)
                    .ThenBy(a => a.Purpose, StringComparer.Ordinal)
                    .Select(a => a.Purpose),
            ],
        };
    }

    private static long Sum(int[] values) => values.Sum(v => (long)v);

    private static DailyActivity DailyOf(Ledger ledger, string channel, bool[] observed, LocalClock clock)
    {
        var own = ledger
            .Activities.Where(a => string.Equals(a.Channel, channel, StringComparison.Ordinal))
            .ToArray();
        var first = clock.Day[0];
        var counts = new int?[clock.Day[ledger.Hours - 1] - first + 1];
        Array.Fill(counts, 0);
        for (var h = 0; h < ledger.Hours; h++)
        {
            var day = clock.Day[h] - first;
            if (!observed[h])
                counts[day] = null;
            else if (counts[day] is not null)
                counts[day] += own.Sum(a => a.ConversationsIn[h] + a.ConversationsOut[h]);
        }
        return new DailyActivity(
            channel,
            NodaTime.Text.LocalDatePattern.Iso.Format(LocalClock.DateOf(first)),
            counts
        );
    }
}
