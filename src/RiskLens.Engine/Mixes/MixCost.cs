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
    private IReadOnlyList<DemandCell> _cells = cells;
    private double[] _demand = [.. cells.Select(c => c.Path.Sum())];
    private IReadOnlyDictionary<string, double> _values = new Dictionary<string, double>();

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
        With(new Dictionary<string, double>(StringComparer.Ordinal) { [key] = value });

    /// <summary>The same with every stated cost drawn from its law, each from a stream of its own name.</summary>
    public MixCost Drawn(Rng rng) =>
        With(
            StatedKeys.ToDictionary(key => key, key => LawOf(key).Draw(rng.Fork(key)), StringComparer.Ordinal)
        );

    private MixCost With(IReadOnlyDictionary<string, double> values) =>
        new(channels, [], assumptions, messagesOutPerYear)
        {
            _cells = _cells,
            _demand = _demand,
            _values = values,
        };

    /// <summary>
    /// Channels whose cost is not stated: no yearly cost, or messages sent on it and no price of a message.
    /// </summary>
    public IReadOnlyList<string> Unknown => [.. channels.Where(IsUnknown)];

    /// <summary>Channels on which nobody could be enrolled at a stated cost.</summary>
    public IReadOnlyList<string> EnrolmentUnknown =>
        [.. channels.Where(c => !assumptions.ContainsKey($"{c}.enrolment_cost"))];

    /// <summary>Cost of the first year in the company's currency; null when a part of it is not stated.</summary>
    /// <param name="effort">How many times a first contact's cost the enrolment costs (<see cref="EnrolmentTerms.Effort"/>).</param>
    public double? Of(Mix mix, double effort, Routing routing) =>
        OfChannels(mix, routing) + OfEnrolment(mix, effort);

    /// <summary>Cost of a year after the first: the enrolled who left are enrolled anew.</summary>
    public double? Running(Mix mix, double effort, Routing routing, double churn) =>
        OfChannels(mix, routing) + (churn * OfEnrolment(mix, effort));

    /// <summary>Yearly costs of the active channels and the messages that they carry.</summary>
    private double? OfChannels(Mix mix, Routing routing)
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
                if (messages > 0 && Price(channels[c]) is null)
                    return null;
                sum += messages * (Price(channels[c]) ?? 0);
            }
        }
        return sum;
    }

    /// <summary>Cost of enrolling a mix's contacts, paid once; 0 without a standby, null when it is not stated.</summary>
    public double? OfEnrolment(Mix mix, double effort)
    {
        if (mix.Standby < 0)
            return 0;
        return Stated($"{channels[mix.Standby]}.enrolment_cost") * effort;
    }

    /// <summary>
    /// Yearly price of sending all that the company sends for a purpose over one channel; null where the price is not
    /// stated. Messages of a channel are spread over its purposes by their conversations.
    /// </summary>
    public double? OfTraffic(string purpose, Messages.Direction direction, int channel)
    {
        if (IsUnknown(channels[channel]))
            return null;
        var messages = 0.0;
        for (var k = 0; k < _cells.Count; k++)
        {
            if (
                _cells[k].Campaign == CampaignUnit.None
                && _cells[k].Direction == direction
                && string.Equals(_cells[k].Purpose, purpose, StringComparison.Ordinal)
            )
                messages += MessagesOf(k);
        }
        return messages * (Price(channels[channel]) ?? 0);
    }

    /// <summary>Messages a year behind a cell.</summary>
    private double MessagesOf(int cell)
    {
        var from = _cells[cell].Channel;
        var total = 0.0;
        for (var k = 0; k < _cells.Count; k++)
            total += _cells[k].Channel == from && _cells[k].Campaign == CampaignUnit.None ? _demand[k] : 0;
        return total <= 0 ? 0 : messagesOutPerYear.GetValueOrDefault(channels[from]) * _demand[cell] / total;
    }

    private bool IsUnknown(string channel) =>
        Yearly(channel) is null
        || (Price(channel) is null && messagesOutPerYear.GetValueOrDefault(channel) > 0);

    /// <summary>Share of one channel's demand that another carries under the routing.</summary>
    private double CarriedShare(int from, int carrier, Routing routing)
    {
        var (carried, total) = (0.0, 0.0);
        for (var k = 0; k < _cells.Count; k++)
        {
            if (_cells[k].Channel != from || _cells[k].Campaign != CampaignUnit.None)
                continue;
            (carried, total) = (carried + (_demand[k] * routing.Carried(k, carrier)), total + _demand[k]);
        }
        return total > 0 ? carried / total : 0;
    }

    private double? Yearly(string channel) => Stated($"{channel}.yearly_cost");

    private double? Price(string channel) => Stated($"{channel}.message_price");

    private double? Stated(string key)
    {
        return _values.TryGetValue(key, out var value) ? value : assumptions.GetValueOrDefault(key)?.Central;
    }
}
