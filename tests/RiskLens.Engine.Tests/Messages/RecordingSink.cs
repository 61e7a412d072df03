using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

internal sealed record Seen(
    long UnixMilliseconds,
    Direction Direction,
    string Contact,
    string Channel,
    string Purpose,
    string Id,
    string Body,
    bool Failed,
    decimal Amount,
    string Account = "",
    string Category = "",
    Counting Counting = Counting.Each
)
{
    public string Utc =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(UnixMilliseconds)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

internal sealed record SeenCount(
    long UnixMilliseconds,
    Direction Direction,
    string Channel,
    long Messages,
    long Conversations,
    long Failed
);

/// <summary>Keeps everything a reader hands over.</summary>
internal sealed class RecordingSink : IMessageSink
{
    public List<Seen> Messages { get; } = [];

    public List<Rejected> Rejections { get; } = [];

    public List<SeenCount> Counts { get; } = [];

    public long System { get; private set; }

    public long Total => Messages.Count + Counts.Count + Rejections.Count + System;

    public void Accept(in Message message) =>
        Messages.Add(
            new Seen(
                message.UnixMilliseconds,
                message.Direction,
                message.Contact.ToString(),
                message.Channel.ToString(),
                message.Purpose.ToString(),
                message.Id.ToString(),
                message.Body.ToString(),
                message.Failed,
                message.Amount,
                message.Account.ToString(),
                message.Category.ToString(),
                message.Counting
            )
        );

    public void Count(in CountedMessages counted) =>
        Counts.Add(
            new SeenCount(
                counted.UnixMilliseconds,
                counted.Direction,
                counted.Channel.ToString(),
                counted.Messages,
                counted.Conversations,
                counted.Failed
            )
        );

    public void CountSystem() => System++;

    public void Reject(Rejected rejected) => Rejections.Add(rejected);
}
