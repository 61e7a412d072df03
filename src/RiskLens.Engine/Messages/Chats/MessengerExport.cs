namespace RiskLens.Engine.Messages;

/// <summary>
/// Messenger's "Download your information" as JSON: a thread's message_1.json, a file of the end-to-end encrypted
/// download, or the whole download as a zip.
/// </summary>
public sealed class MessengerExport : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "messenger";

    /// <inheritdoc/>
    public string? DefaultChannel => "messenger";

    /// <summary>Whether the head is a thread's. Instagram writes the same; its own marks are looked for first.</summary>
    public bool Recognises(string head) => MetaThreads.Are(JsonPaths.Seen(head));

    /// <inheritdoc/>
    public LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    ) => MetaThreads.Read(source, context, sink, bytesRead, cancellationToken);
}
