using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

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
    private readonly double[] _demand = [.. cells.Select(c => c.Path.Sum())];

    private (string Key, double Value)? _changed;

    /// <summary>Stated costs of channels: their keys, in ordinal order.</summary>
    public IReadOnlyList<string> StatedKeys =>
        [
            .. channels
                .SelectMany(c => new[] { $"{c}.yearly_cost", $"{c}.message_price", $"{c}.enrolment_cost" })
                .Where(assumptions.ContainsKey)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The law of a stated cost.</summary>
    public Law LawOf(string key) => assumptions[key].Law;

    /// <summary>The same with another value of one stated cost. What a mix costs is linear in it.</summary>
    public MixCost With(string key, double value) =>
        new(channels, cells, assumptions, messagesOutPerYear) { _changed = (key, value) };

    /// <summary>
    /// Channels whose cost is not stated: no yearly cost, or messages sent on it and no price of a message.
    /// </summary>
    public IReadOnlyList<string> Unknown => [.. channels.Where(IsUnknown)];

    /// <summary>Channels on which nobody could be enrolled at a stated cost.</summary>
    public IReadOnlyList<string> EnrolmentUnknown =>
        [.. channels.Where(c => !assumptions.ContainsKey($"{c}.enrolment_cost"))];

    /// <summary>Cost of the first year in the company's currency; null when a part of it is not stated.</summary>
    public double? Of(Mix mix, long enrolled, Routing routing)
    {
        double sum = 0;
        for (var c = 0; c < channels.Count; c++)
        {
            if ((mix.Active >> c & 1) == 0)
                continue;
            if (IsUnknown(channels[c]))
                return null;
            sum += Yearly(channels[c]) ?? 0;
            for (var from = 0; from < channels.Count; from++)
            {
                var messages =
                    messagesOutPerYear.GetValueOrDefault(channels[from]) * CarriedShare(from, c, routing);
                sum += messages * (Price(channels[c]) ?? 0);
            }
        }
        return sum + OfEnrolment(mix, enrolled);
    }

    /// <summary>Cost of enrolling a mix's contacts, paid once; 0 without a standby, null when it is not stated.</summary>
    public double? OfEnrolment(Mix mix, long enrolled)
    {
        if (mix.Standby < 0)
            return 0;
        return Stated($"{channels[mix.Standby]}.enrolment_cost") * enrolled;
    }

    private bool IsUnknown(string channel) =>
        Yearly(channel) is null
        || (Price(channel) is null && messagesOutPerYear.GetValueOrDefault(channel) > 0);

    /// <summary>Share of one channel's demand that another carries under the routing.</summary>
    private double CarriedShare(int from, int carrier, Routing routing)
    {
        var (carried, total) = (0.0, 0.0);
        for (var k = 0; k < cells.Count; k++)
        {
            if (cells[k].Channel != from || cells[k].Campaign != CampaignUnit.None)
                continue;
            (carried, total) = (carried + (_demand[k] * routing.Carried(k, carrier)), total + _demand[k]);
        }
        return total > 0 ? carried / total : 0;
    }

    private double? Yearly(string channel) => Stated($"{channel}.yearly_cost");

    private double? Price(string channel) => Stated($"{channel}.message_price");

    private double? Stated(string key)
    {
        if (_changed is { } changed && string.Equals(changed.Key, key, StringComparison.Ordinal))
            return changed.Value;
        return assumptions.GetValueOrDefault(key)?.Central;
    }
}
