using System.Xml;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// "SMS Backup &amp; Restore" and the converters that write its XML: SMS and MMS of a telephone, and its calls, which
/// are no messages; nor are drafts and what waits to be sent. The count that the file states is often wrong and is not
/// looked at. A group MMS received is the sender's; one sent is one message, to its first recipient.
/// </summary>
internal sealed class SmsBackupXml : ILogFormat
{
    private const int DeepestNesting = 64;
    private const int RecordsBetweenLooks = 1024;
    private const int LongestBody = 64 * 1024;
    private const string From = "137";

    private static readonly string[] Roots = ["<smses", "<calls"];

    /// <inheritdoc/>
    public string Name => "sms-backup-restore";

    /// <inheritdoc/>
    public string? DefaultChannel => "sms";

    /// <inheritdoc/>
    public bool Recognises(string head)
    {
        var text = head.AsSpan().TrimStart('\uFEFF').TrimStart();
        if (!text.StartsWith('<'))
            return false;
        foreach (var root in Roots)
        {
            var at = text.IndexOf(root, StringComparison.Ordinal);
            if (
                at >= 0
                && at + root.Length < text.Length
                && text[at + root.Length] is ' ' or '>' or '\r' or '\n' or '/'
            )
                return IsProlog(text[..at]);
        }
        return false;
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
        var head = LogHead.Of(source);
        var records = new RecordSink(context, sink);
        using var text = new ShortAttributes(
            new StreamReader(new WatchedBytes(source, bytesRead, pass: 0, passes: 1), head.Encoding)
        );
        try
        {
            using var reader = XmlReader.Create(text, Settings());
            var count = 0L;
            while (reader.Read())
            {
                if (reader.Depth > DeepestNesting)
                    throw Damaged();
                if (reader.NodeType != XmlNodeType.Element)
                    continue;
                if (++count % RecordsBetweenLooks == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                records.Line = ((IXmlLineInfo)reader).LineNumber;
                Take(reader, records);
            }
        }
        catch (XmlException)
        {
            // Its message may hold a word of the file, so it is not passed on.
            throw Damaged();
        }
        return records.Reading;
    }

    /// <summary>
    /// Emoji stand there as two references, each to half a character: no XML reader takes them unless told not to
    /// look. Definitions of types and entities have no place in such a file.
    /// </summary>
    private static XmlReaderSettings Settings() =>
        new()
        {
            CheckCharacters = false,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };

    private static void Take(XmlReader reader, RecordSink sink)
    {
        switch (reader.LocalName)
        {
            case "sms":
                TakeSms(reader, sink);
                break;
            case "mms":
                TakeMms(reader, sink);
                break;
            case "call":
                sink.CountSystem();
                break;
        }
    }

    private static void TakeSms(XmlReader reader, RecordSink sink)
    {
        var box = reader.GetAttribute("type");
        if (SmsBox.IsUnsent(box))
        {
            sink.CountSystem();
            return;
        }
        sink.Accept(
            new FoundMessage
            {
                Time = reader.GetAttribute("date"),
                Direction = SmsBox.DirectionOf(box),
                Contact = reader.GetAttribute("address"),
                Body = reader.GetAttribute("body"),
                Failed = SmsBox.IsFailure(box, reader.GetAttribute("status")),
            }
        );
    }

    private static void TakeMms(XmlReader reader, RecordSink sink)
    {
        var box = reader.GetAttribute("msg_box");
        var direction = SmsBox.DirectionOf(box);
        var found = new FoundMessage
        {
            Time = reader.GetAttribute("date"),
            Direction = direction,
            Contact = FirstOf(reader.GetAttribute("address")),
            Failed = SmsBox.IsFailure(box, status: null),
        };
        var (body, sender) = ("", (string?)null);
        var depth = reader.Depth;
        var hasParts = !reader.IsEmptyElement;
        while (hasParts && reader.Read() && reader.Depth > depth)
        {
            if (reader.Depth > DeepestNesting)
                throw Damaged();
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "addr" && reader.GetAttribute("type") == From)
                sender = FirstOf(reader.GetAttribute("address"));
            else if (reader.LocalName == "part" && reader.GetAttribute("ct") == "text/plain")
                body = Joined(body, reader.GetAttribute("text"));
        }
        if (SmsBox.IsUnsent(box))
            sink.CountSystem();
        else if (direction == Direction.In && sender is not null)
            sink.Accept(found with { Contact = sender, Body = body });
        else
            sink.Accept(found with { Body = body });
    }

    private static string Joined(string body, string? more) =>
        more is null or "null" || body.Length > LongestBody ? body : body + more;

    /// <summary>
    /// The first real address of "a~b"; some telephones leave a token where their own number belongs.
    /// </summary>
    private static string? FirstOf(string? addresses) =>
        addresses
            ?.Split('~')
            .FirstOrDefault(one => one.Length > 0 && one is not ("null" or "insert-address-token"));

    private static bool IsProlog(ReadOnlySpan<char> text)
    {
        while (true)
        {
            text = text.TrimStart();
            if (text.IsEmpty)
                return true;
            var end = text switch
            {
                ['<', '?', ..] => text.IndexOf("?>"),
                ['<', '!', '-', '-', ..] => text.IndexOf("-->"),
                // A type definition: recognised so that it is refused by name.
                ['<', '!', ..] => text.LastIndexOf('>'),
                _ => -1,
            };
            if (end < 0)
                return false;
            text = text[(end + 1)..].TrimStart("->");
        }
    }

    private static RiskLensException Damaged() =>
        new(
            "The XML file is damaged, cut short, or not a plain backup of messages.",
            "Make the backup again with SMS Backup & Restore and give the new file."
        );
}
