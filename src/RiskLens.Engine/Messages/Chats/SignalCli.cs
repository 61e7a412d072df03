using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// What signal-cli receives, an envelope a line, bare or inside JSON-RPC. Times are UTC. Messages of others and what
/// the account sent from another device count; reactions, edits, receipts, typing, calls, deletions and notes to
/// oneself are system lines.
/// </summary>
public sealed class SignalCli : ILogFormat
{
    private static readonly string[] Contents =
    [
        "message",
        "attachments",
        "sticker",
        "contacts",
        "payment",
        "pollCreate",
    ];

    /// <inheritdoc/>
    public string Name => "signal-cli";

    /// <inheritdoc/>
    public string? DefaultChannel => "signal";

    /// <summary>Whether the head holds envelopes.</summary>
    public bool Recognises(string head)
    {
        var paths = JsonPaths.Seen(head);
        return paths.Contains("envelope/timestamp")
            || paths.Contains("params/envelope/timestamp")
            || paths.Contains("params/result/envelope/timestamp");
    }

    /// <inheritdoc/>
    public LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    )
    {
        var records = new RecordSink(context, sink);
        JsonLines.Read(
            source,
            sink,
            bytesRead,
            (line, number) =>
            {
                records.Line = number;
                Line(line, records);
            },
            cancellationToken
        );
        return new LogReading(null, DateOrderAmbiguous: false);
    }

    private static void Line(JsonElement line, RecordSink records)
    {
        var outer = line;
        foreach (var wrapper in (ReadOnlySpan<string>)["params", "result"])
        {
            if (JsonText.Get(outer, wrapper) is { ValueKind: JsonValueKind.Object } inner)
                outer = inner;
        }
        var envelope = JsonText.Get(outer, "envelope");
        if (envelope.ValueKind == JsonValueKind.Object)
            Envelope(envelope, JsonText.Of(outer, "account"), records);
        else if (JsonText.Of(line, "jsonrpc") is not null)
            records.CountSystem();
        else
            records.Reject(RejectionReason.UnknownRecord, line);
    }

    private static void Envelope(JsonElement envelope, string? account, RecordSink records)
    {
        var sent = JsonText.Get(JsonText.Get(envelope, "syncMessage"), "sentMessage");
        var own = sent.ValueKind == JsonValueKind.Object;
        var content = own ? sent : JsonText.Get(envelope, "dataMessage");
        if (!IsVolume(content))
        {
            records.CountSystem();
            return;
        }
        var author = SignalRecords.First(envelope, "sourceNumber", "sourceUuid", "source");
        var contact = own ? Recipient(content) : author;
        // What one writes to oneself is a note.
        if (contact is not null && contact == (own ? author ?? account : account))
        {
            records.CountSystem();
            return;
        }
        records.Accept(
            new FoundMessage
            {
                UnixMilliseconds =
                    JsonNumber.Of(content, "timestamp") ?? JsonNumber.Of(envelope, "timestamp"),
                NoTime = JsonNumber.WhyNone(envelope, "timestamp"),
                Direction = own ? Direction.Out : Direction.In,
                Contact = contact,
                Account = account,
                Body = JsonText.Of(content, "message"),
            },
            envelope
        );
    }

    private static string? Recipient(JsonElement sent) =>
        SignalRecords.Has(sent, "groupInfo")
            ? WhatsAppExport.Group
            : SignalRecords.First(sent, "destinationNumber", "destinationUuid", "destination");

    private static bool IsVolume(JsonElement content) =>
        content.ValueKind == JsonValueKind.Object
        && !SignalRecords.Has(content, "reaction")
        && !SignalRecords.Has(content, "remoteDelete")
        && !SignalRecords.Has(content, "isExpirationUpdate")
        && !SignalRecords.Has(content, "editMessage")
        && (SignalRecords.Has(content, "viewOnce") || Contents.Any(part => SignalRecords.Has(content, part)));
}
