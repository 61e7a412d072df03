namespace RiskLens.Engine.Messages;

/// <summary>
/// sigtop's text: a block of fields (From, Type, Sent, Received, Attachment ...), a blank line and the body, which is
/// not marked in any way. Times carry their offset. The exporting side is "You".
/// </summary>
public sealed class SignalText : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "sigtop-text";

    /// <inheritdoc/>
    public string? DefaultChannel => "signal";

    /// <summary>Whether the head names a conversation and then holds blocks of fields.</summary>
    public bool Recognises(string head) =>
        head.AsSpan().TrimStart().StartsWith("Conversation: ", StringComparison.Ordinal)
        && head.Contains("\nType: ", StringComparison.Ordinal)
        && head.Contains("\nSent: ", StringComparison.Ordinal);

    /// <inheritdoc/>
    public LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    )
    {
        var authors = new SignalAuthors(new OwnNames(context), "You");
        var first = new SignalBlocks(
            (block, _) => authors.Add(block.Type == "incoming" ? block.Contact : null)
        );
        Lines(source, bytesRead, pass: 0, first, cancellationToken);
        var zone = new LocalTimes(context.Zone);
        var blocks = new SignalTextMessages(authors, zone, context, sink);
        var second = new SignalBlocks(blocks.Take);
        Lines(source, bytesRead, pass: 1, second, cancellationToken);
        return new LogReading(null, DateOrderAmbiguous: false);
    }

    private static void Lines(
        LogSource source,
        IProgress<long>? bytesRead,
        int pass,
        SignalBlocks blocks,
        CancellationToken cancellationToken
    )
    {
        const int linesBetweenLooks = 4096;
        var encoding = LogHead.Of(source).Encoding;
        using var lines = new LogLines(new WatchedBytes(source, bytesRead, pass, passes: 2), encoding);
        while (lines.Next())
        {
            if (lines.Number % linesBetweenLooks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            blocks.Add(lines.Current, lines.Number);
        }
        blocks.End();
    }
}
