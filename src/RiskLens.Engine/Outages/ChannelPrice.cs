namespace RiskLens.Engine.Outages;

/// <summary>A public price of a channel, from a day on.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Countries">Country codes of those who receive, or "*" alone for all that no other row names.</param>
/// <param name="Kind">What is priced, such as marketing or utility templates of WhatsApp, sms, call.</param>
/// <param name="Price">Of one, in the currency; 0 or more.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Per">message, minute or conversation.</param>
/// <param name="From">The first day it holds; the latest of a kind holds.</param>
/// <param name="Source">Where it stands.</param>
public sealed record ChannelPrice(
    string Channel,
    IReadOnlyList<string> Countries,
    string Kind,
    double Price,
    string Currency,
    string Per,
    DateOnly From,
    string Source
);
