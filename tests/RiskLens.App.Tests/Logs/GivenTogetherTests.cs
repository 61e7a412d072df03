using System.IO.Compression;
using System.Text;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;

namespace RiskLens.App.Tests.Logs;

/// <summary>Files of several kinds in one import.</summary>
public sealed class GivenTogetherTests
{
    private const string Chat = "[05/01/2026, 08:00:00] Ann: hello\n[05/01/2026, 12:00:00] Ann: again\n";
    private const string Table =
        "time,contact\n2026-01-05T08:00:00Z,+237699000001\n2026-01-05T12:00:00Z,+237699000001\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_channel_named_by_the_user_is_for_files_that_name_none()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var import = new ImportLogs(temp.Workspace, TempWorkspace.Catalogue);
        var result = await import.RunAsync(
            [temp.Log("chat.txt", Chat), temp.Log("table.csv", Table)],
            new ImportOptions("sms"),
            null,
            Stop
        );
        Assert.Equal(["whatsapp", "sms"], result.Files.Select(file => file.Channel));
    }

    [Fact]
    public async Task A_signal_chat_given_as_text_and_as_data_counts_once()
    {
        using var temp = await TempWorkspace.MakeAsync();
        Directory.CreateDirectory(Path.Combine(temp.Root, "Aya"));
        var data = temp.Log(
            "Aya/data.json",
            """{"date": "2026-01-05T08:00:00", "sender": "Me", "body": "a", "quote": "", "sticker": null, "reactions": [], "attachments": []}""",
            """{"date": "2026-01-05T12:00:00", "sender": "Aya", "body": "b", "quote": "", "sticker": null, "reactions": [], "attachments": []}"""
        );
        var text = temp.Log("Aya/chat.md", "[2026-01-05 08:00:00] Me: a", "[2026-01-05 12:00:00] Aya: b");
        var import = new ImportLogs(temp.Workspace, RiskLens.App.Outages.ReferenceData.Load());
        var files = (await import.RunAsync([text, data], new ImportOptions("sms"), null, Stop)).Files;
        Assert.Contains("data.json", files[0].Refused!.Problem, StringComparison.Ordinal);
        Assert.Null(files[1].Refused);
        Assert.Equal(2, files[1].Messages);
    }

    [Fact]
    public async Task A_bad_file_of_an_archive_is_named()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var path = Path.Combine(temp.Root, "two.zip");
        await using (var zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, Stop))
        {
            foreach (
                var (name, text) in new[] { ("good.txt", Chat), ("bad.csv", "time,contact\n\"2026,a\n") }
            )
            {
                await using var entry = await zip.CreateEntry(name).OpenAsync(Stop);
                await entry.WriteAsync(Encoding.UTF8.GetBytes(text + new string('x', 5 << 20)), Stop);
            }
        }

        var file = Assert.Single((await temp.ImportAsync(new LogFile(path, "two.zip"))).Files);
        Assert.Contains("'bad.csv'", file.Refused!.Problem, StringComparison.Ordinal);
    }
}
