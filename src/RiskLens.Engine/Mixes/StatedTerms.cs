using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Mixes;

/// <summary>
/// What channels can do for one company: the catalogue's terms in its country, with what it states in their place
/// (CHANNEL.two_way, .delivery_rate, .lead_days). A channel without terms can do what its own row says.
/// </summary>
public sealed class StatedTerms(
    Catalogue catalogue,
    string country,
    IReadOnlyDictionary<string, Assumption> assumptions
)
{
    /// <summary>Those of a channel in a direction; null where the catalogue knows neither terms nor the channel.</summary>
    public ChannelTerms? Of(string channel, Direction direction)
    {
        var terms = catalogue.TermsOf(channel, country, direction) ?? Plain(channel, direction);
        if (terms is null)
            return null;
        return TwoWay(channel) switch
        {
            true => Stated(terms) with
            {
                Offered = terms.Offered || direction == Direction.In,
                Interactive = true,
            },
            // A channel that takes no requests still carries notices.
            false => Stated(terms) with
            {
                Offered = terms.Offered && direction == Direction.Out,
                Interactive = false,
            },
            null => Stated(terms),
        };
    }

    /// <summary>Whether a customer's request can be begun on a channel and answered there.</summary>
    public bool TakesRequests(string channel) =>
        Of(channel, Direction.In) is { Offered: true, Interactive: true };

    /// <summary>Whether a transfer can be asked for on a channel.</summary>
    public bool TakesTransfers(string channel) =>
        TakesRequests(channel) && Of(channel, Direction.In)!.CarriesMoney;

    /// <summary>Whether the company can write first on a channel.</summary>
    public bool CarriesNotices(string channel) => Of(channel, Direction.Out) is { Offered: true };

    private ChannelTerms Stated(ChannelTerms terms) =>
        terms with
        {
            DeliveryRate = Central(terms.Channel, "delivery_rate") ?? terms.DeliveryRate,
            LeadDays = Central(terms.Channel, "lead_days") ?? terms.LeadDays,
        };

    private ChannelTerms? Plain(string channel, Direction direction) =>
        catalogue.Channels.FirstOrDefault(c => string.Equals(c.Id, channel, StringComparison.Ordinal))
            is { } known
            ? new ChannelTerms(
                channel,
                ["*"],
                direction,
                direction == Direction.In ? known.Inbound : known.Outbound,
                known.Inbound,
                direction == Direction.In && known.CarriesMoney,
                null,
                null,
                null,
                null,
                null,
                "",
                default
            )
            : null;

    private bool? TwoWay(string channel) => Central(channel, "two_way") is { } said ? said > 0 : null;

    private double? Central(string channel, string key) =>
        assumptions.GetValueOrDefault($"{channel}.{key}")?.Central;
}
