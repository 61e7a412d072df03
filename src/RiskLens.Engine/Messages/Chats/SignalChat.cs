namespace RiskLens.Engine.Messages;

/// <summary>
/// Chats of Signal as text: the chat.md of signal-export in both its styles, and sigtop's text-short. Times are the
/// wall clock of the exporting computer, taken to be in the company's zone. Lines without a header go on with the
/// message before. Calls and key changes are system lines. A file to which signal-export was made to append holds its
/// messages twice: they count twice, for two equal messages in one file cannot be told from one written twice.
/// </summary>
public sealed class SignalChat : ILogFormat
{
    private const int LinesBetweenLooks = 4096;

    /// <inheritdoc/>
    public string Name => "signal-chat";

    /// <inheritdoc/>
    public string? DefaultChannel => "signal";

    /// <summary>
    /// Whether the first line that is not blank is a header, and the file is none of WhatsApp's, whose lines can look
    /// alike: those carry U+200E, and neither Signal's words for the exporting side nor blank lines between messages.
    /// </summary>
    public bool Recognises(string head)
    {
        if (head.Contains('\u200E', StringComparison.Ordinal))
            return false;
        SignalStyle? first = null;
        var (signs, headers, afterBlank, blank) = (0, 0, 0, false);
        foreach (var line in head.AsSpan().EnumerateLines())
        {
            if (SignalHeader.TryRead(line, out var header) && header.Style == (first ?? header.Style))
            {
                first ??= header.Style;
                headers++;
                afterBlank += blank ? 1 : 0;
                signs += IsSign(header) ? 1 : 0;
            }
            else if (first is null && !line.IsWhiteSpace())
            {
                return false;
            }
            blank = line.IsWhiteSpace();
        }
        return first switch
        {
            SignalStyle.Minutes => true,
            SignalStyle.Seconds => signs > 0 || (afterBlank > 0 && afterBlank >= headers - 1),
            SignalStyle.Short => signs > 0,
            _ => false,
        };
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
        var encoding = LogHead.Of(source).Encoding;
        var survey = new SignalSurvey(new OwnNames(context));
        using (var lines = new LogLines(new WatchedBytes(source, bytesRead, pass: 0, passes: 2), encoding))
        {
            while (lines.Next())
            {
                if (lines.Number % LinesBetweenLooks == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                survey.Add(lines.Current);
            }
        }
        var zone = new LocalTimes(context.Zone);
        var messages = new SignalChatMessages(survey, zone, context, sink);
        using (var lines = new LogLines(new WatchedBytes(source, bytesRead, pass: 1, passes: 2), encoding))
        {
            while (lines.Next())
            {
                if (lines.Number % LinesBetweenLooks == 0)
                    cancellationToken.ThrowIfCancellationRequested();
                messages.Add(lines.Current, lines.Number);
            }
        }
        messages.End();
        return new LogReading(null, DateOrderAmbiguous: false)
        {
            RepeatedHour = zone.RepeatedHour,
            MissingHour = zone.MissingHour,
        };
    }

    private static bool IsSign(SignalHeader header) =>
        header.Style == SignalStyle.Short
            ? header.Author is "You" || IsDetail(header.Body)
            : header.Author is "Me" or "No-Sender";

    private static bool IsDetail(ReadOnlySpan<char> body) =>
        body is ['[', ..]
        && body.IndexOf(']') is var end and > 0
        && (
            body[..end].EndsWith(" message", StringComparison.Ordinal)
            || body[..end].EndsWith(" attachment", StringComparison.Ordinal)
            || body[..end].EndsWith(" attachments", StringComparison.Ordinal)
            || body.StartsWith("[reply to ", StringComparison.Ordinal)
        );
}
