using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// WhatsApp Business Platform (Cloud API): archived webhook bodies, one document, a list of them or one a line; the
/// flavour of Turn.io and of the former on-premises API, where a body begins with its messages; and the half-hour
/// counts of the analytics of the Graph API. Webhooks repeat themselves and come in any order, so messages count once
/// an id, and a status (delivered, read) only where nothing else told of its message.
/// </summary>
public sealed class WhatsAppCloud : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "whatsapp-cloud";

    /// <inheritdoc/>
    public string? DefaultChannel => "whatsapp-business";

    /// <summary>Whether the head holds webhook bodies, their messages alone, or data points of the analytics.</summary>
    public bool Recognises(string head)
    {
        var paths = JsonPaths.Seen(head);
        var whatsApp = head.Contains("whatsapp", StringComparison.Ordinal);
        return paths.Any(path =>
            (whatsApp && Ends(path, "entry/changes"))
            || Ends(path, "messages/_vnd/v1")
            || path == "_vnd/v1"
            || WhatsAppCloudCounts.IsPoint(path)
            || (path == "contacts/wa_id" && paths.Contains("messages/timestamp"))
            || (path == "statuses/recipient_id" && paths.Contains("statuses/status"))
            || (path == "messaging_product" && whatsApp)
        );
    }

    private static bool Ends(string path, string end) =>
        path.EndsWith(end, StringComparison.Ordinal)
        && (path.Length == end.Length || path[^(end.Length + 1)] == '/');

    /// <inheritdoc/>
    public LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    )
    {
        var head = LogHead.Of(source).Text;
        var records = new RecordSink(context, sink);
        var bodies = new WhatsAppCloudBodies(records);
        if (JsonLines.Are(head))
        {
            JsonLines.Read(
                source,
                sink,
                bytesRead,
                (body, line) =>
                {
                    records.Line = line;
                    bodies.Take(body);
                },
                cancellationToken
            );
        }
        else
        {
            using var json = JsonLog.Open(source, bytesRead);
            var whole = JsonPaths.Seen(head).Any(WhatsAppCloudCounts.IsPoint);
            while (json.NextDocument())
                Document(json, bodies, whole, cancellationToken);
        }
        bodies.RefuseIfOnlyTooLong();
        return new LogReading(null, DateOrderAmbiguous: false);
    }

    /// <summary>Walks a document down to its records, so that one of any length takes the memory of a record.</summary>
    private static void Document(
        JsonPull json,
        WhatsAppCloudBodies bodies,
        bool whole,
        CancellationToken cancellationToken
    )
    {
        if (json.EnterArray())
        {
            var depth = json.Depth;
            while (json.NextElement(depth))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var body = json.Value();
                bodies.Take(body.RootElement);
            }
            return;
        }
        if (whole || !json.EnterObject())
        {
            using var body = json.Value();
            bodies.Take(body.RootElement);
            return;
        }
        bodies.BeginDocument();
        var inside = json.Depth;
        while (json.NextProperty(inside))
        {
            var name = json.Name;
            if (json.Token == JsonTokenType.StartObject)
            {
                using var part = json.Value();
                bodies.Part(name, part.RootElement);
            }
            else if (WhatsAppCloudBodies.IsList(name) && json.EnterArray())
            {
                var depth = json.Depth;
                while (json.NextElement(depth))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    using var item = json.Value();
                    bodies.Item(name, item.RootElement);
                }
            }
        }
        bodies.EndDocument();
    }
}
