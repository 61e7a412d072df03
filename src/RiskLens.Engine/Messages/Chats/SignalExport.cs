using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The data.json of signal-export: a message a line. Times are the wall clock of the exporting computer, taken to be
/// in the company's zone. The exporting side is "Me"; a message whose author the program did not find ("No-Sender")
/// came from somebody else. Calls, and records with nothing in them (a new name, a new timer), are system lines.
/// </summary>
public sealed class SignalExport : ILogFormat
{
    private const string Own = "Me";

    /// <inheritdoc/>
    public string Name => "signal-export";

    /// <inheritdoc/>
    public string? DefaultChannel => "signal";

    /// <summary>Whether the head has the properties of such records.</summary>
    public bool Recognises(string head)
    {
        var paths = JsonPaths.Seen(head);
        return paths.IsSupersetOf(["date", "sender", "body", "quote", "reactions", "attachments"]);
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
        var authors = new SignalAuthors(new OwnNames(context), Own);
        JsonLines.Read(
            source,
            new Nowhere(),
            bytesRead: null,
            (record, _) => authors.Add(JsonText.Of(record, "sender")),
            cancellationToken
        );
        var zone = new LocalTimes(context.Zone);
        var times = new TimeText(zone);
        var records = new RecordSink(context, sink);
        JsonLines.Read(
            source,
            sink,
            bytesRead,
            (record, line) =>
            {
                records.Line = line;
                Take(record, authors, times, records);
            },
            cancellationToken
        );
        return new LogReading(null, DateOrderAmbiguous: false)
        {
            RepeatedHour = zone.RepeatedHour,
            MissingHour = zone.MissingHour,
        };
    }

    private static void Take(JsonElement record, SignalAuthors authors, TimeText times, RecordSink records)
    {
        if (IsSystem(record))
        {
            records.CountSystem();
            return;
        }
        var sender = JsonText.Of(record, "sender");
        var own = authors.IsOwn(sender);
        var outcome = times.Read(JsonText.Of(record, "date"), DateOrder.YearFirst, out var time, out _);
        records.Accept(
            new FoundMessage
            {
                UnixMilliseconds = outcome == TimeOutcome.Read ? time : null,
                NoTime = outcome,
                Direction = own ? Direction.Out : Direction.In,
                Contact = own ? authors.Customer : sender,
                Body = JsonText.Of(record, "body"),
            },
            record
        );
    }

    private static bool IsSystem(JsonElement record)
    {
        bool Has(string property) => SignalRecords.Has(record, property);
        return Has("call")
            || !(Has("body") || Has("quote") || Has("sticker") || Has("attachments") || Has("deleted"));
    }

    /// <summary>The first pass refuses nothing: the second does.</summary>
    private sealed class Nowhere : IMessageSink
    {
        public void Accept(in Message message) { }

        public void Count(in CountedMessages counted) { }

        public void CountSystem() { }

        public void Reject(Rejected rejected) { }
    }
}
