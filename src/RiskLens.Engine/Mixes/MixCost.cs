using RiskLens.Engine.Losses;

namespace RiskLens.Engine.Mixes;

/// <summary>
/// What a mix costs a year: each active channel's yearly cost, the company's messages at the price of the channel
/// that carries them, and, in the first year, the enrolment of contacts. Unknown costs make the sum unknown, never
/// zero.
/// </summary>
public sealed class MixCost(
    IReadOnlyList<string> channels,
    IReadOnlyList<DemandCell> cells,
    IReadOnlyDictionary<string, Assumption> assumptions,
    IReadOnlyDictionary<string, double> messagesOutPerYear
)
{
    /// <summary>Channels without a stated yearly cost or message price.</summary>
    public IReadOnlyList<string> Unknown => [.. channels.Where(c => Yearly(c) is null && Price(c) is null)];

    /// <summary>Yearly cost in the company's currency, or null when a part of it is not stated.</summary>
    public double? Of(Mix mix, long enrolled, Routing routing)
    {
        double sum = 0;
        for (var c = 0; c < channels.Count; c++)
        {
            if ((mix.Active >> c & 1) == 0)
                continue;
            if (Yearly(channels[c]) is null && Price(channels[c]) is null)
                return null;
            sum += Yearly(channels[c]) ?? 0;
            for (var from = 0; from < channels.Count; from++)
            {
                var messages =
                    messagesOutPerYear.GetValueOrDefault(channels[from]) * CarriedShare(from, c, routing);
                sum += messages * (Price(channels[c]) ?? 0);
            }
        }
        if (mix.Standby < 0)
            return sum;
        return assumptions.TryGetValue($"{channels[mix.Standby]}.enrolment_cost", out var each)
            ? sum + (each.Central * enrolled)
            : null;
    }

    /// <summary>Share of one channel's demand that another carries under the routing.</summary>
    private double CarriedShare(int from, int carrier, Routing routing)
    {
        var (carried, total) = (0.0, 0.0);
        for (var k = 0; k < cells.Count; k++)
        {
            if (cells[k].Channel != from)
                continue;
            var demand = cells[k].Path.Sum();
            (carried, total) = (carried + (demand * routing.Carried(k, carrier)), total + demand);
        }
        return total > 0 ? carried / total : 0;
    }

    private double? Yearly(string channel) =>
        assumptions.GetValueOrDefault($"{channel}.yearly_cost")?.Central;

    private double? Price(string channel) =>
        assumptions.GetValueOrDefault($"{channel}.message_price")?.Central;
}
