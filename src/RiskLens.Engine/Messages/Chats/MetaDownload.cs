using System.IO.Compression;
using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>
/// A whole download of Messenger or Instagram in a zip: thousands of small files, of which those that hold threads
/// are joined to one log, so that the archive is opened once.
/// </summary>
internal static class MetaDownload
{
    /// <summary>The property of the first document of a joined log; its value is the service.</summary>
    public const string Mark = "joined_download_of";

    private const int Looked = 1024;

    /// <summary>The places in the archive of the files that hold threads; none where it is no such download.</summary>
    public static IReadOnlyList<int> ThreadsIn(ZipArchive archive)
    {
        var threads = new List<int>();
        for (var index = 0; index < archive.Entries.Count; index++)
        {
            var entry = archive.Entries[index];
            if (
                entry.IsEncrypted
                || entry.Length == 0
                || entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)
            )
                continue;
            if (
                IsMessages(entry, ".json")
                || (BeforeNumber(entry.Name, ".json") is not null && HoldsThread(entry))
            )
            {
                threads.Add(index);
            }
        }
        return threads;
    }

    /// <summary>Whether the archive is such a download in the form of web pages.</summary>
    public static bool IsHtml(ZipArchive archive) => archive.Entries.Any(entry => IsMessages(entry, ".html"));

    /// <summary>What stands before the joined files: which service they are of.</summary>
    public static byte[] Opening(string name, ZipArchive archive, IReadOnlyList<int> threads)
    {
        var instagram =
            name.Contains("instagram", StringComparison.OrdinalIgnoreCase)
            || threads.Any(index => IsInstagram(archive.Entries[index].FullName));
        return Encoding.UTF8.GetBytes(
            $"{{\"{Mark}\":\"{(instagram ? "your_instagram_activity" : "your_facebook_activity")}\"}}\n"
        );
    }

    /// <summary>Files of the end-to-end encrypted download bear the other's name and a number.</summary>
    private static bool HoldsThread(ZipArchiveEntry entry)
    {
        var start = new byte[Looked];
        try
        {
            using var stream = entry.Open();
            var count = stream.ReadAtLeast(start, Looked, throwOnEndOfStream: false);
            var paths = JsonPaths.Seen(Encoding.UTF8.GetString(start, 0, count).TrimStart('\uFEFF'));
            return paths.Contains("participants") && paths.Contains("threadName");
        }
        catch (Exception fault) when (Inflated.IsDamage(fault))
        {
            throw Inflated.Damaged(fault);
        }
    }

    /// <summary>What stands before the number in "message_1.json"; null where a name is not of that form.</summary>
    private static string? BeforeNumber(string name, string ending)
    {
        if (!name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = name.AsSpan(0, name.Length - ending.Length);
        var stem = rest.TrimEnd("0123456789");
        return stem.Length < rest.Length && stem is [.., '_'] ? stem.ToString() : null;
    }

    private static bool IsMessages(ZipArchiveEntry entry, string ending) =>
        BeforeNumber(entry.Name, ending) is { } stem
        && stem.Equals("message_", StringComparison.OrdinalIgnoreCase)
        && entry.FullName.Length > entry.Name.Length;

    private static bool IsInstagram(string path) =>
        path.Contains("your_instagram_activity/", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith("instagram-", StringComparison.OrdinalIgnoreCase);
}
