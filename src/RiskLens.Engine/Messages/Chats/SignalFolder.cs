using System.IO.Compression;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The folders that signal-export writes: each chat stands in one of its own twice, as data.json and as chat.md. Of
/// the two only the first is read, which has the finer times; both would count every message twice.
/// </summary>
internal static class SignalFolder
{
    private const string Text = "chat.md";
    private const string Data = "data.json";

    /// <summary>The paths in an archive of the texts whose chats are there as data too.</summary>
    public static IReadOnlySet<string> Doubles(ZipArchive archive)
    {
        var paths = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.Ordinal);
        return archive
            .Entries.Where(entry =>
                entry.Name == Text && paths.Contains(entry.FullName[..^Text.Length] + Data)
            )
            .Select(entry => entry.FullName)
            .ToHashSet(StringComparer.Ordinal);
    }
}
