using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>Opens a log that is one JSON document, or several one after another.</summary>
internal static class JsonLog
{
    /// <summary>Opens it in UTF-8, whatever encoding it is in.</summary>
    public static JsonPull Open(LogSource source, IProgress<long>? bytesRead, int pass = 0, int passes = 1) =>
        new(Bytes(source, bytesRead, pass, passes));

    /// <summary>Its bytes in UTF-8: what a shell of Windows saved is in UTF-16.</summary>
    public static Stream Bytes(LogSource source, IProgress<long>? bytesRead, int pass, int passes)
    {
        var encoding = LogHead.Of(source).Encoding;
        var bytes = new WatchedBytes(source, bytesRead, pass, passes);
        return encoding is UnicodeEncoding
            ? Encoding.CreateTranscodingStream(bytes, encoding, Encoding.UTF8)
            : bytes;
    }
}
