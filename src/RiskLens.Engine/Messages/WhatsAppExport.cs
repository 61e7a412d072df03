namespace RiskLens.Engine.Messages;

/// <summary>
/// WhatsApp's "Export chat", Android and iOS. A line with a header in the file's own style begins a message or a line
/// made by WhatsApp; lines without go on with the one before. Times are the wall clock of the exporting phone and are
/// taken to be in the company's zone (<see cref="LocalTimes"/>). Pictures left out and deleted messages count as
/// messages; calls, members coming and going, and the encryption notice are system lines.
/// </summary>
public sealed class WhatsAppExport : ILogFormat
{
    /// <summary>The contact of the company's own messages in a group, which are for nobody in particular.</summary>
    public const string Group = "group";

    private const int LinesBetweenLooks = 4096;

    /// <inheritdoc/>
    public string Name => "whatsapp-export";

    /// <inheritdoc/>
    public string? DefaultChannel => "whatsapp";

    /// <summary>
    /// Whether the first line that is not blank has a header; or, in an export cut at the front, at least half of the
    /// lines have one.
    /// </summary>
    public bool Recognises(string head)
    {
        var (lines, headers) = (0, 0);
        foreach (var line in head.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
                continue;
            lines++;
            if (!WhatsAppHeader.TryRead(line, out _))
                continue;
            if (lines == 1)
                return true;
            headers++;
        }
        return headers >= 2 && headers * 2 >= lines;
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
        var survey = new WhatsAppSurvey();
        using (
            var lines = new LogLines(new WatchedBytes(source, bytesRead, pass: 0, passes: 2), head.Encoding)
        )
        {
            while (lines.Next())
            {
                if (lines.Number % LinesBetweenLooks == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                if (WhatsAppHeader.TryRead(lines.Current, out var header))
                    survey.Add(header);
            }
        }
        var order = survey.Order(context);
        var chat = new WhatsAppChat(survey, context, order.DateOrder ?? context.DefaultDateOrder, sink);
        using (
            var lines = new LogLines(new WatchedBytes(source, bytesRead, pass: 1, passes: 2), head.Encoding)
        )
        {
            while (lines.Next())
            {
                if (lines.Number % LinesBetweenLooks == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                chat.Add(lines.Current, lines.Number);
            }
        }
        chat.End();
        return order;
    }
}
