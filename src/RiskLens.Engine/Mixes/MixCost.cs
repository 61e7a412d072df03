using RiskLens.Engine.Losses;

namespace RiskLens.Engine.Mixes;

/// <summary>
/// What a mix costs a year: each active channel's yearly cost and its messages sent at their price, and, in the
/// first year, the enrolment of contacts. Unknown costs make the sum unknown, never zero.
/// </summary>
public sealed class MixCost(
    IReadOnlyList<string> channels,
    IReadOnlyDictionary<string, Assumption> assumptions,
    IReadOnlyDictionary<string, double> messagesOutPerYear
)
{
    /// <summary>Channels without a stated yearly cost or message price.</summary>
    public IReadOnlyList<string> Unknown => [.. channels.Where(c => CostOf(c) is null)];

    /// <summary>Yearly cost in the company's currency, or null when a part of it is not stated.</summary>
    public double? Of(Mix mix, long enrolled)
    {
        double sum = 0;
        for (var c = 0; c < channels.Count; c++)
        {
            if ((mix.Active >> c & 1) == 0)
                continue;
            if (CostOf(channels[c]) is not { } cost)
                return null;
            sum += cost;
        }
        if (mix.Standby < 0)
            return sum;
        return assumptions.TryGetValue($"{channels[mix.Standby]}.enrolment_cost", out var each)
            ? sum + (each.Central * enrolled)
            : null;
    }

    private double? CostOf(string channel)
    {
        var yearly = assumptions.GetValueOrDefault($"{channel}.yearly_cost");
        var price = assumptions.GetValueOrDefault($"{channel}.message_price");
        return yearly is null && price is null
            ? null
            : (yearly?.Central ?? 0)
                + ((price?.Central ?? 0) * messagesOutPerYear.GetValueOrDefault(channel));
    }
}
