using RiskLens.Engine.Messages;
using RiskLens.Engine.Numerics;

namespace RiskLens.App.Demo;

/// <summary>A real outage of WhatsApp that strikes the fictional bank at its real hours.</summary>
/// <param name="Id">Its id in the catalogue of outages.</param>
public sealed record BankOutage(string Id, DateTimeOffset Start, DateTimeOffset End)
{
    public const string Channel = "whatsapp";

    /// <summary>The outages of 4 October 2021 and 25 October 2022.</summary>
    public static IReadOnlyList<BankOutage> All { get; } =
    [
        new("OUT-032", Utc(2021, 10, 4, 15, 39), Utc(2021, 10, 4, 22, 50)),
        new("OUT-044", Utc(2022, 10, 25, 6, 37), Utc(2022, 10, 25, 8, 45)),
    ];

    /// <summary>First second without WhatsApp, from the start of the logs.</summary>
    public int StartSecond => BankCalendar.SecondOf(Start);

    /// <summary>First second with it again.</summary>
    public int EndSecond => BankCalendar.SecondOf(End);

    /// <summary>How long after the return people still come back: twice the outage's length, at least 6 h.</summary>
    public int ReturnSeconds => Math.Max(2 * (EndSecond - StartSecond), 6 * 3600);

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute) =>
        new(year, month, day, hour, minute, 0, TimeSpan.Zero);
}

/// <summary>What became of one outage's demand; every conversation of it is in exactly one of the three lists.</summary>
/// <param name="Rerouted">As they would have been on WhatsApp; elsewhere they are in the same order.</param>
/// <param name="ReroutedTo">As they took place on another channel.</param>
/// <param name="Recovered">As they would have been.</param>
/// <param name="RecoveredTo">As they took place after the return.</param>
/// <param name="Lost">As they would have been.</param>
/// <param name="Eligible">Conversations of the demand whose customer had another channel for the purpose in time.</param>
/// <param name="ChanceWithoutWait">Chance of coming back for who would have written just before the return.</param>
/// <param name="Cut">Conversations in progress at the failure, as they would have gone on.</param>
public sealed record BankOutageDraw(
    BankOutage Outage,
    IReadOnlyList<BankConversation> Rerouted,
    IReadOnlyList<BankConversation> ReroutedTo,
    IReadOnlyList<BankConversation> Recovered,
    IReadOnlyList<BankConversation> RecoveredTo,
    IReadOnlyList<BankConversation> Lost,
    int Eligible,
    double ChanceWithoutWait,
    IReadOnlyList<BankConversation> Cut
)
{
    public int Demand => Rerouted.Count + Recovered.Count + Lost.Count;

    /// <summary>Planted chance that a conversation that was not rerouted comes back, by hours until the return.</summary>
    public double ChanceToReturn(double hoursWaited) =>
        ChanceWithoutWait * Math.Exp(-hoursWaited / OutageEffect.PatienceHours);
}

/// <summary>
/// Plants an outage in the bank's conversations: a share of its demand moves to another channel of the same
/// customer, a share comes back after the return (the less likely the longer the wait), the rest is lost, and what
/// was in progress at the failure is cut.
/// </summary>
internal sealed class OutageEffect(BankOutage outage, BankContacts contacts, BankOptions options, Rng rng)
{
    /// <summary>Time over which the chance to come back falls to 1/e.</summary>
    public const double PatienceHours = 8;

    private const int SoonestSeconds = 5 * 60;
    private const int LatestSeconds = 40 * 60;
    private const int StepSeconds = 600;

    /// <summary>Takes the conversations without the outage; gives them with it, not in order, and the truth.</summary>
    public (List<BankConversation> With, BankOutageDraw Draw) Apply(IReadOnlyList<BankConversation> without)
    {
        var with = new List<BankConversation>(without.Count);
        var demand = new List<BankConversation>();
        var cut = new List<BankConversation>();
        foreach (var conversation in without)
        {
            if (
                BankFlow.All[conversation.Flow].Channel != BankOutage.Channel
                || conversation.Start >= outage.EndSecond
            )
            {
                with.Add(conversation);
            }
            else if (conversation.Start >= outage.StartSecond)
            {
                demand.Add(conversation);
            }
            else
            {
                var kept = conversation.CutAt(outage.StartSecond);
                if (kept.Count < conversation.Count)
                    cut.Add(conversation);
                with.Add(kept);
            }
        }

        var (rerouted, reroutedTo, rest, eligible) = Reroute(demand);
        var (recovered, lost, chanceWithoutWait) = Recover(rest, options.RecoveredShare * demand.Count);
        var recoveredTo = ComeBack(recovered);
        with.AddRange(reroutedTo);
        with.AddRange(recoveredTo);
        var draw = new BankOutageDraw(
            outage,
            rerouted,
            reroutedTo,
            recovered,
            recoveredTo,
            lost,
            eligible,
            chanceWithoutWait,
            cut
        );
        return (with, draw);
    }

    private (
        List<BankConversation> Rerouted,
        List<BankConversation> To,
        List<BankConversation> Remaining,
        int Eligible
    ) Reroute(List<BankConversation> demand)
    {
        var chance = rng.Fork("rerouted");
        var order = Shuffle(demand.Count, chance);
        var eligible = order.Count(index => OtherFlows(demand[index]).Count > 0);
        var wanted = (int)Math.Round(options.ReroutedShare * demand.Count, MidpointRounding.AwayFromZero);
        var rerouted = new List<BankConversation>();
        var to = new List<BankConversation>();
        var rest = new List<BankConversation>();
        foreach (var conversation in order.Select(index => demand[index]))
        {
            var flows = OtherFlows(conversation);
            if (rerouted.Count == wanted || flows.Count == 0)
            {
                rest.Add(conversation);
                continue;
            }
            var latest = Math.Min(LatestSeconds, outage.EndSecond - 1 - conversation.Start);
            var delay = SoonestSeconds + chance.NextInt(latest - SoonestSeconds + 1);
            rerouted.Add(conversation);
            to.Add(
                conversation with
                {
                    Start = conversation.Start + delay,
                    Flow = (byte)flows[chance.NextInt(flows.Count)],
                }
            );
        }
        return (rerouted, to, rest, eligible);
    }

    /// <summary>Flows of the same purpose on the customer's other channels, while there is time left.</summary>
    private List<int> OtherFlows(BankConversation conversation)
    {
        var what = BankFlow.All[conversation.Flow];
        var flows = new List<int>();
        if (what.Direction == Direction.Out || conversation.Start + SoonestSeconds >= outage.EndSecond)
            return flows;
        for (var channel = 0; channel < BankFlow.Channels.Count; channel++)
        {
            var flow = BankFlow.IndexOf(BankFlow.Channels[channel], what.Purpose);
            var uses = (contacts.SetOf(conversation.Contact) & (1 << channel)) != 0;
            if (uses && flow >= 0 && BankFlow.Channels[channel] != BankOutage.Channel)
                flows.Add(flow);
        }
        return flows;
    }

    /// <summary>
    /// Systematic sampling with unequal chances: the number who come back is the wanted one to within rounding, and
    /// each conversation's chance is exactly the planted one.
    /// </summary>
    private (List<BankConversation> Recovered, List<BankConversation> Lost, double ChanceWithoutWait) Recover(
        List<BankConversation> rest,
        double wanted
    )
    {
        var chance = rng.Fork("recovered");
        var patience = rest.ConvertAll(c => Math.Exp((c.Start - outage.EndSecond) / 3600.0 / PatienceHours));
        var chanceWithoutWait = rest.Count == 0 ? 0 : Math.Min(1, wanted / patience.Sum());
        var recovered = new List<BankConversation>();
        var lost = new List<BankConversation>();
        var reached = chance.NextDouble();
        foreach (var index in Shuffle(rest.Count, chance))
        {
            var before = Math.Floor(reached);
            reached += chanceWithoutWait * patience[index];
            (Math.Floor(reached) > before ? recovered : lost).Add(rest[index]);
        }
        return (recovered, lost, chanceWithoutWait);
    }

    /// <summary>Moves conversations past the return: at the hours people usually write, fewer as time goes by.</summary>
    private List<BankConversation> ComeBack(List<BankConversation> recovered)
    {
        var chance = rng.Fork("return");
        var weights = new double[(outage.ReturnSeconds + StepSeconds - 1) / StepSeconds];
        for (var step = 0; step < weights.Length; step++)
        {
            var second = outage.EndSecond + step * StepSeconds;
            var share = BankCalendar.HourShare(BankOutage.Channel, second / 3600 % 24);
            weights[step] = share * Math.Exp(-2.0 * step / weights.Length);
        }
        var table = new AliasTable(weights);
        return recovered.ConvertAll(conversation =>
        {
            var delay = table.Draw(chance) * StepSeconds + chance.NextInt(StepSeconds);
            return conversation with { Start = outage.EndSecond + Math.Min(delay, outage.ReturnSeconds - 1) };
        });
    }

    private static int[] Shuffle(int count, Rng chance)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var last = count - 1; last > 0; last--)
        {
            var other = chance.NextInt(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }
        return order;
    }
}
