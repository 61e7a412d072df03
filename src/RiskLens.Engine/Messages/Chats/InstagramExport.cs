namespace RiskLens.Engine.Messages;

/// <summary>
/// Instagram's "Download your information" as JSON, which is Messenger's but for what is shared in it. A thread in
/// which nothing shows that it is Instagram's is taken as Messenger's unless the user names the channel.
/// </summary>
public sealed class InstagramExport : ILogFormat
{
    private static readonly string[] Marks =
    [
        "instagram.com/",
        "instagram.com\\/",
        "\"original_content_owner\"",
        "your_instagram_activity",
        "\"Instagram User\"",
    ];

    /// <inheritdoc/>
    public string Name => "instagram";

    /// <inheritdoc/>
    public string? DefaultChannel => "instagram";

    /// <summary>Whether the head is a thread's and holds a mark of Instagram.</summary>
    public bool Recognises(string head) =>
        Marks.Any(mark => head.Contains(mark, StringComparison.Ordinal))
        && MetaThreads.Are(JsonPaths.Seen(head));

    /// <inheritdoc/>
    public LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    ) => MetaThreads.Read(source, context, sink, bytesRead, cancellationToken);
}
