using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;

namespace RiskLens.App.Demo;

/// <summary>
/// A fictional bank's ledger straight from memory, as importing its CSV logs would give it (the chat export left
/// out): for calibration over many banks, without files.
/// </summary>
public static class BankLedger
{
    public static Ledger Of(BankWorld world)
    {
        var sets = SeenSets(world);
        var open = LedgerRule.OpenSeconds(world.Conversations, world.Contacts.Count);
        var activities = BankFlow
            .All.Select(
                (flow, i) =>
                    new Activity(
                        flow.Channel,
                        flow.Purpose,
                        new int[BankCalendar.Hours],
                        new int[BankCalendar.Hours],
                        world.HourlyCounts(flow.Channel, flow.Purpose, Direction.In),
                        world.HourlyCounts(flow.Channel, flow.Purpose, Direction.Out),
                        new int[BankCalendar.Hours],
                        new int[BankCalendar.Hours],
                        new decimal[BankCalendar.Hours]
                    )
                    {
                        RepeatsIn = new int[BankCalendar.Hours],
                        OpenSecondsIn =
                            flow.Direction == Direction.In ? open[i] : new long[BankCalendar.Hours],
                        OpenSecondsOut =
                            flow.Direction == Direction.Out ? open[i] : new long[BankCalendar.Hours],
                    }
            )
            .ToArray();
        Fill(world, activities);
        CountRepeats(world, activities);
        return new Ledger(
            BankCalendar.StartHour,
            BankCalendar.Hours,
            BankFlow.Channels,
            [
                .. activities
                    .OrderBy(activity => activity.Channel, StringComparer.Ordinal)
                    .ThenBy(activity => activity.Purpose, StringComparer.Ordinal),
            ],
            [.. BankFlow.Channels.Select(channel => Observed(activities.Where(a => a.Channel == channel)))],
            new ReachSets(
                sets.Where(set => set != 0).GroupBy(set => set).ToDictionary(g => g.Key, g => g.LongCount()),
                DemandBySet(world, sets)
            )
        );
    }

    /// <summary>For each contact, the channels of the logs on which it was seen (0 for never).</summary>
    internal static int[] SeenSets(BankWorld world)
    {
        var channelBit = BankFlow.All.Select(flow => 1 << BankFlow.ChannelIndex(flow.Channel)).ToArray();
        var seen = new int[world.Contacts.Count];
        foreach (var conversation in world.Conversations)
            seen[conversation.Contact] |= channelBit[conversation.Flow];
        return seen;
    }

    private static void Fill(BankWorld world, Activity[] activities)
    {
        var lastCounted = activities.Select(_ => new int[world.Contacts.Count]).ToArray();
        foreach (var hours in lastCounted)
            Array.Fill(hours, -1);
        foreach (var conversation in world.Conversations)
        {
            var activity = activities[conversation.Flow];
            for (var message = 0; message < conversation.Count; message++)
                CountMessage(activity, conversation, message);
            ref var counted = ref lastCounted[conversation.Flow][conversation.Contact];
            for (var hour = conversation.Start / 3600; hour <= conversation.Last / 3600; hour++)
            {
                if (hour <= counted)
                    continue;
                activity.Contacts[hour]++;
                counted = hour;
            }
        }
    }

    private static void CountRepeats(BankWorld world, Activity[] activities)
    {
        var repeat = new RepeatCount();
        var inOrder = activities
            .OrderBy(a => a.Channel, StringComparer.Ordinal)
            .ThenBy(a => a.Purpose, StringComparer.Ordinal)
            .ToArray();
        var places = Array.ConvertAll(activities, activity => Array.IndexOf(inOrder, activity));
        var day = 0;
        LedgerRule.Begun(
            world.Conversations,
            world.Contacts.Count,
            conversation =>
            {
                var hour = conversation.Start / 3600;
                if (hour / 24 != day)
                    repeat.EndDay((at, place) => inOrder[place].RepeatsIn![at]++);
                day = hour / 24;
                if (BankFlow.All[conversation.Flow].Direction == Direction.In)
                    repeat.Begin(hour, places[conversation.Flow], conversation.Contact);
            }
        );
        repeat.EndDay((at, place) => inOrder[place].RepeatsIn![at]++);
    }

    private static void CountMessage(Activity activity, in BankConversation conversation, int message)
    {
        var hour = conversation.TimeOf(message) / 3600;
        var byCustomer = BankFlow.All[conversation.Flow].WriterOf(message) == Direction.In;
        (byCustomer ? activity.MessagesIn : activity.MessagesOut)[hour]++;
        activity.Failed[hour] += (conversation.Failed >> message) & 1;
        if (message == conversation.AmountAt)
            activity.Value[hour] += conversation.Amount;
    }

    /// <summary>As for an import: the whole hours strictly between the first and the last message.</summary>
    private static bool[] Observed(IEnumerable<Activity> channel)
    {
        var active = new bool[BankCalendar.Hours];
        foreach (var activity in channel)
        {
            for (var hour = 0; hour < active.Length; hour++)
                active[hour] |= activity.Contacts[hour] > 0;
        }
        var first = Array.IndexOf(active, true);
        var last = Array.LastIndexOf(active, true);
        return [.. active.Select((_, hour) => hour > first && hour < last)];
    }

    private static ReachDemand[] DemandBySet(BankWorld world, int[] sets)
    {
        var bySet = BankFlow.All.Select(_ => new Dictionary<int, long>()).ToArray();
        LedgerRule.Begun(
            world.Conversations,
            world.Contacts.Count,
            conversation =>
            {
                var set = sets[conversation.Contact];
                bySet[conversation.Flow][set] = bySet[conversation.Flow].GetValueOrDefault(set) + 1;
            }
        );
        return
        [
            .. BankFlow.All.Select(
                (flow, i) => new ReachDemand(flow.Channel, flow.Purpose, flow.Direction, bySet[i])
            ),
        ];
    }
}
