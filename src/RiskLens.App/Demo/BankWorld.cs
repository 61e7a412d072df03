using RiskLens.Engine.Messages;
using RiskLens.Engine.Numerics;

namespace RiskLens.App.Demo;

/// <summary>
/// One fictional bank in memory: every conversation of its two years, with the outages and without them, on the
/// same draws. Hours count from <see cref="BankCalendar.StartHour"/>.
/// </summary>
public sealed class BankWorld
{
    private readonly int[][] _begun;
    private readonly int[][] _begunWithout;

    private BankWorld(
        BankOptions options,
        BankContacts contacts,
        IReadOnlyList<double[]> levels,
        BankConversation[] without,
        BankConversation[] with,
        IReadOnlyList<BankOutageDraw> outages
    )
    {
        Options = options;
        Contacts = contacts;
        Levels = levels;
        ConversationsWithoutOutages = without;
        Conversations = with;
        Outages = outages;
        _begun = LedgerRule.Begun(with, contacts.Count);
        _begunWithout = LedgerRule.Begun(without, contacts.Count);
    }

    public BankOptions Options { get; }

    public BankContacts Contacts { get; }

    /// <summary>Random level of each channel on each local day, mean 1.</summary>
    public IReadOnlyList<double[]> Levels { get; }

    /// <summary>What the logs hold, by time of the first message.</summary>
    public IReadOnlyList<BankConversation> Conversations { get; }

    /// <summary>What they would hold had WhatsApp never failed.</summary>
    public IReadOnlyList<BankConversation> ConversationsWithoutOutages { get; }

    /// <summary>What was planted, outage by outage.</summary>
    public IReadOnlyList<BankOutageDraw> Outages { get; }

    /// <summary>Draws a bank; the same options give the same bank.</summary>
    public static BankWorld Create(BankOptions options, CancellationToken cancellationToken = default)
    {
        var rng = new Rng(options.Seed);
        var contacts = new BankContacts(rng.Fork("contacts"), options.Scale);
        var demand = new BankDemand(rng, contacts, options.Scale);
        var without = demand.Draw(cancellationToken);
        IReadOnlyList<BankConversation> world = without;
        var draws = new List<BankOutageDraw>();
        for (var index = 0; index < BankOutage.All.Count; index++)
        {
            var effect = new OutageEffect(
                BankOutage.All[index],
                contacts,
                options,
                rng.Fork("outage", index)
            );
            var (with, draw) = effect.Apply(world);
            draws.Add(draw);
            world = with;
        }
        return new BankWorld(
            options,
            contacts,
            demand.Levels,
            without,
            BankDemand.InOrder([.. world]),
            draws
        );
    }

    /// <summary>Conversations begun in each hour, by the ledger's rule; zeros where the bank has no such flow.</summary>
    public int[] HourlyCounts(string channel, string purpose, Direction direction) =>
        [.. Of(_begun, channel, purpose, direction)];

    /// <summary>The same, had WhatsApp never failed.</summary>
    public int[] HourlyCountsWithoutOutages(string channel, string purpose, Direction direction) =>
        [.. Of(_begunWithout, channel, purpose, direction)];

    /// <summary>Conversations begun on a channel in each hour, all purposes, by the ledger's rule.</summary>
    public int[] HourlyCounts(string channel) => Sum(_begun, channel);

    /// <summary>The same, had WhatsApp never failed.</summary>
    public int[] HourlyCountsWithoutOutages(string channel) => Sum(_begunWithout, channel);

    /// <summary>Expected conversations on a channel in each hour before the random level of the day.</summary>
    public double[] Expected(string channel)
    {
        var expected = new double[BankCalendar.Hours];
        foreach (var flow in BankFlow.All.Where(flow => flow.Channel == channel))
        {
            for (var hour = 0; hour < expected.Length; hour++)
                expected[hour] += Options.Scale * BankCalendar.Expected(flow, hour);
        }
        return expected;
    }

    private static int[] Of(int[][] begun, string channel, string purpose, Direction direction)
    {
        var flow = BankFlow.IndexOf(channel, purpose);
        return flow >= 0 && BankFlow.All[flow].Direction == direction
            ? begun[flow]
            : new int[BankCalendar.Hours];
    }

    private static int[] Sum(int[][] begun, string channel)
    {
        var sum = new int[BankCalendar.Hours];
        for (var flow = 0; flow < begun.Length; flow++)
        {
            if (BankFlow.All[flow].Channel != channel)
                continue;
            for (var hour = 0; hour < sum.Length; hour++)
                sum[hour] += begun[flow][hour];
        }
        return sum;
    }
}
