using RiskLens.Engine.Messages;

namespace RiskLens.App.Demo;

/// <summary>Conversations of one purpose on one channel of the fictional bank.</summary>
/// <param name="Channel">Channel id.</param>
/// <param name="Purpose">Purpose id.</param>
/// <param name="Direction">Who begins these conversations.</param>
/// <param name="PerDay">Expected conversations on an average day; for campaigns, on a campaign day.</param>
/// <param name="PayDayPeak">How far demand rises above usual at the turn of the month (0.3 is 30 %).</param>
public sealed record BankFlow(
    string Channel,
    string Purpose,
    Direction Direction,
    double PerDay,
    double PayDayPeak
)
{
    public const string Campaign = "campaign";
    public const string Transfer = "transfer";

    /// <summary>Every flow; a conversation refers to its flow by the index here.</summary>
    public static IReadOnlyList<BankFlow> All { get; } =
    [
        new("whatsapp", "balance", Direction.In, 120, 0.35),
        new("whatsapp", "history", Direction.In, 40, 0.20),
        new("whatsapp", Transfer, Direction.In, 76, 0.50),
        new("whatsapp", "services", Direction.In, 55, 0.10),
        new("whatsapp", Campaign, Direction.Out, 540, 0),
        new("sms", "notice", Direction.Out, 98, 0.30),
        new("telegram", "balance", Direction.In, 12, 0.35),
        new("telegram", "history", Direction.In, 5, 0.20),
        new("telegram", Transfer, Direction.In, 8, 0.50),
        new("telegram", "services", Direction.In, 6, 0.10),
        new("email", "services", Direction.In, 12, 0.10),
        new("email", "history", Direction.In, 8, 0.20),
        new("ussd", "balance", Direction.In, 28, 0.35),
        new("ussd", Transfer, Direction.In, 22, 0.50),
    ];

    /// <summary>Channels in ordinal order, as a ledger has them; bit i of a contact's set is channel i.</summary>
    public static IReadOnlyList<string> Channels { get; } =
    [.. All.Select(flow => flow.Channel).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Index of a channel in <see cref="Channels"/>.</summary>
    public static int ChannelIndex(string channel)
    {
        for (var index = 0; index < Channels.Count; index++)
        {
            if (Channels[index] == channel)
                return index;
        }
        throw new ArgumentOutOfRangeException(nameof(channel), channel, "The bank has no such channel.");
    }

    /// <summary>Index of a flow in <see cref="All"/>, or -1 where the channel does not carry the purpose.</summary>
    public static int IndexOf(string channel, string purpose)
    {
        for (var index = 0; index < All.Count; index++)
        {
            if (All[index].Channel == channel && All[index].Purpose == purpose)
                return index;
        }
        return -1;
    }

    /// <summary>Who writes the message at a place (from 0) of a conversation of this flow.</summary>
    public Direction WriterOf(int message) =>
        Purpose switch
        {
            "notice" => Direction.Out,
            Campaign => message == 1 ? Direction.In : Direction.Out,
            _ => message % 2 == 0 ? Direction.In : Direction.Out,
        };
}
