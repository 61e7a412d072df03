using System.IO.Compression;
using System.Text;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;

namespace RiskLens.App.Tests.Logs;

public sealed class ArchiveImportTests
{
    private const string Table = """
        timestamp,contact,direction,channel
        2026-01-05T08:00:00Z,+237 699 00 00 01,in,sms
        2026-01-05T10:00:00Z,+237 699 00 00 01,in,sms

        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Thread(string name, long milliseconds) =>
        $$"""{"participants":[{"name":"{{name}}"},{"name":"Bank"}],"messages":[{"sender_name":"{{name}}","timestamp_ms":{{milliseconds}},"content":"x"},{"sender_name":"Bank","timestamp_ms":{{milliseconds + 7_200_000}},"content":"y"}],"title":"{{name}}","thread_path":"inbox/{{name}}_1"}""";

    [Fact]
    public async Task Files_of_an_archive_that_no_format_reads_are_left_alone_and_counted()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var log = await ZipAsync(
            temp,
            ("logs/", ""),
            ("logs/a.csv", Table),
            ("logs/empty.txt", ""),
            ("logs/readme.txt", "How these were made."),
            ("logs/settings.json", "{\"a\":1}"),
            ("picture.jpg", "JFIF"),
            ("__MACOSX/logs/._a.csv", "shadow")
        );
        var first = Assert.Single((await temp.ImportAsync(log)).Files);
        Assert.Null(first.Refused);
        Assert.Equal(("csv", 2L, 4), (first.Format, first.Messages, first.SkippedFiles));
        var again = Assert.Single((await temp.ImportAsync(log)).Files);
        Assert.Equal((0L, 2L, 4), (again.Messages, again.Duplicates, again.SkippedFiles));
    }

    [Fact]
    public async Task An_archive_in_which_nothing_is_read_is_refused()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var log = await ZipAsync(
            temp,
            ("readme.txt", "How these were made."),
            ("settings.json", "{\"a\":1}")
        );
        var file = Assert.Single((await temp.ImportAsync(log)).Files);
        Assert.Contains("no format", file.Refused!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_download_is_one_log_of_its_threads()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var log = await ZipAsync(
            temp,
            ("your_instagram_activity/messages/inbox/ann_1/message_1.json", Thread("Ann", 1_767_600_000_000)),
            ("your_instagram_activity/messages/inbox/bob_2/message_1.json", Thread("Bob", 1_767_610_000_000)),
            ("your_instagram_activity/likes/liked_posts.json", "{}"),
            ("media/1.jpg", "JFIF")
        );
        var file = Assert.Single((await temp.ImportAsync(log)).Files);
        Assert.Null(file.Refused);
        Assert.Equal(
            ("instagram", "instagram", 4L, 2L, 2, "2026-01-05T08:00:00Z", "2026-01-05T12:46:40Z"),
            (
                file.Format,
                file.Channel,
                file.Messages,
                file.Contacts,
                file.SkippedFiles,
                file.FirstUtc,
                file.LastUtc
            )
        );
    }

    private static async Task<LogFile> ZipAsync(
        TempWorkspace temp,
        params (string Name, string Text)[] entries
    )
    {
        var path = Path.Combine(temp.Root, "archive.zip");
        await using var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, Stop);
        foreach (var (name, text) in entries)
        {
            await using var entry = await zip.CreateEntry(name).OpenAsync(Stop);
            await entry.WriteAsync(Encoding.UTF8.GetBytes(text), Stop);
        }
        return new LogFile(path, "archive.zip");
    }
}
