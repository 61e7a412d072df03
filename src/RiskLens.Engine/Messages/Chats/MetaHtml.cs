using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>Exports of Messenger, Instagram and Telegram as web pages: made for reading, and refused with the way out.</summary>
public sealed class MetaHtml : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "html";

    /// <inheritdoc/>
    public string? DefaultChannel => null;

    /// <summary>Whether the head is that of a web page.</summary>
    public bool Recognises(string head)
    {
        var start = head.AsSpan().TrimStart();
        return start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    ) => throw Refusal();

    internal static RiskLensException Refusal() =>
        new(
            "The export is a web page (HTML), which shows times and names without saying which are which.",
            "Ask for the export once more and choose JSON as its format."
        );
}
