namespace RiskLens.Engine.Messages;

/// <summary>
/// WhatsApp's "Export chat", Android and iOS. A line with a header in the file's own style begins a message or a line
/// made by WhatsApp; lines without go on with the one before. Times are the wall clock of the exporting phone and are
/// taken to be in the company's zone (<see cref="LocalTimes"/>). Pictures left out and deleted messages count as
/// messages; calls, members coming and going, and the encryption notice are system lines.
/// </summary>
public sealed class WhatsAppExport : ILogFormat
{
    /// <summary>
    /// The contact of the company's own messages in a group of which nothing else is known; they are for nobody in
    /// particular. In these exports each chat has its own (<see cref="WhatsAppRecipient"/>).
    /// </summary>
    public const string Group = "group";

    private const int LinesBetweenLooks = 4096;

    /// <inheritdoc/>
    public string Name => "whatsapp-export";

    /// <inheritdoc/>
    public string? DefaultChannel => "whatsapp";

    /// <summary>
    /// Whether the first line that is not blank has a header; or, in an export cut at the front, at least half of the
    /// lines have one. Some header must be followed by a name and a body, or by WhatsApp's opening notice: journals of
    /// programs have neither.
    /// </summary>
    public bool Recognises(string head)
    {
        var headers = new WhatsAppHeaders();
        var authors = new WhatsAppAuthors();
        var (lines, found, first, told) = (0, 0, false, false);
        foreach (var line in head.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
                continue;
            lines++;
            if (!headers.TryRead(line, out var header))
                continue;
            found++;
            first |= lines == 1;
            var content = WhatsAppLine.Learn(header, headers.Styles[header.Style], authors);
            told |= content.Author is not null || content.IsNotice;
        }
        return (first || (found >= 2 && found * 2 >= lines)) && (told || authors.Names().Count > 0);
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
        var survey = new WhatsAppSurvey(context);
        using (
            var lines = new LogLines(new WatchedBytes(source, bytesRead, pass: 0, passes: 2), head.Encoding)
        )
        {
            while (Next(lines, cancellationToken))
                survey.Add(lines.Current, lines.EndsWithReturn);
        }
        var reading = survey.Settle();
        var chat = new WhatsAppChat(survey, source.Name, context, sink);
        using (
            var lines = new LogLines(new WatchedBytes(source, bytesRead, pass: 1, passes: 2), head.Encoding)
        )
        {
            while (Next(lines, cancellationToken))
                chat.Add(lines.Current, lines.Number, lines.EndsWithReturn);
        }
        chat.End();
        return reading with { RepeatedHour = chat.Clock.RepeatedHour, MissingHour = chat.Clock.MissingHour };
    }

    private static bool Next(LogLines lines, CancellationToken cancellationToken)
    {
        if (lines.Number % LinesBetweenLooks == 0)
            cancellationToken.ThrowIfCancellationRequested();
        return lines.Next();
    }
}
