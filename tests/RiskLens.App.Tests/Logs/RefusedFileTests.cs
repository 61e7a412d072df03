using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;

namespace RiskLens.App.Tests.Logs;

public sealed class RefusedFileTests
{
    private const string Header = "timestamp,contact,direction,channel,body\n";
    private const string Good =
        Header + "2026-01-05T08:00:00Z,+237699000001,in,sms,a\n2026-01-05T10:00:00Z,+237699000001,in,sms,b\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Texts =>
        new()
        {
            { "empty", "", "empty" },
            { "blank", "  \n \n", "blank" },
            { "prose", "Dear customer,\nthank you for your letter.\n", "no format" },
            { "no line", Header + "nonsense,+237699000001,in,sms,a\n", "No line" },
            { "header only", Header, "no message" },
            {
                "future",
                Header + "2036-01-05T08:00:00Z,1,in,sms,a\n2036-01-06T08:00:00Z,1,in,sms,a\n",
                "future"
            },
            { "unknown channel", Header + "2026-01-05T08:00:00Z,1,in,pigeon,a\n", "not in the catalogue" },
            { "no channel", Header + "2026-01-05T08:00:00Z,1,in,,a\n", "which channel" },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_bad_file_gets_one_sentence_and_leaves_no_trace(string what, string text, string says)
    {
        using var temp = await TempWorkspace.MakeAsync();
        await temp.ImportAsync(await FileAsync(temp, "good.csv", Encoding.UTF8.GetBytes(Good)));
        await AssertRefusedAsync(
            temp,
            await FileAsync(temp, $"{what}.csv", Encoding.UTF8.GetBytes(text)),
            says
        );
    }

    [Fact]
    public async Task A_file_of_one_hour_is_refused_alone_and_read_beside_others()
    {
        using var temp = await TempWorkspace.MakeAsync();
        const string OneHour = Header + "2026-01-05T08:00:00Z,1,in,sms,a\n2026-01-05T08:59:59Z,1,in,sms,a\n";
        var log = await FileAsync(temp, "short.csv", Encoding.UTF8.GetBytes(OneHour));
        await AssertRefusedAsync(temp, log, "one hour");
        await temp.ImportAsync(await FileAsync(temp, "good.csv", Encoding.UTF8.GetBytes(Good)));
        var read = Assert.Single((await temp.ImportAsync(log)).Files);
        Assert.Null(read.Refused);
        Assert.Equal(2, read.Messages);
    }

    [Fact]
    public async Task A_missing_file_is_refused()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await AssertRefusedAsync(
            temp,
            new LogFile(Path.Combine(temp.Root, "none.csv"), "none.csv"),
            "no such file"
        );
    }

    [Fact]
    public async Task A_binary_file_is_refused()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var bytes = Enumerable.Range(0, 4096).Select(i => (byte)(i * 31 % 256)).ToArray();
        await AssertRefusedAsync(temp, await FileAsync(temp, "picture.png", bytes), "binary");
    }

    [Fact]
    public async Task A_packed_file_cut_short_is_refused_and_leaves_no_trace()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var lines = Enumerable
            .Range(0, 50_000)
            .Select(i =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"2026-01-{1 + i % 28:00}T08:00:00Z,+23769900{1000 + i * 7919 % 9000},in,sms,a\n"
                )
            );
        await using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Header + string.Concat(lines)), Stop);
        }

        await AssertRefusedAsync(
            temp,
            await FileAsync(temp, "log.csv.gz", packed.ToArray()[..((int)packed.Length / 2)]),
            "cut short"
        );
    }

    private static async Task<LogFile> FileAsync(TempWorkspace temp, string name, byte[] bytes)
    {
        var path = Path.Combine(temp.Root, name);
        await File.WriteAllBytesAsync(path, bytes, Stop);
        return new LogFile(path, name);
    }

    private static async Task AssertRefusedAsync(TempWorkspace temp, LogFile file, string says)
    {
        var before = await RowsAsync(temp);
        var refused = Assert.Single((await temp.ImportAsync(file)).Files).Refused;
        Assert.NotNull(refused);
        Assert.Contains(says, refused.Problem, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(refused.Remedy);
        Assert.Equal(before, await RowsAsync(temp));
    }

    private static async Task<string> RowsAsync(TempWorkspace temp)
    {
        await using var db = temp.Workspace.NewDb();
        int[] rows =
        [
            await db.Imports.CountAsync(Stop),
            await db.ImportChannels.CountAsync(Stop),
            await db.Rejections.CountAsync(Stop),
            await db.EventDays.CountAsync(Stop),
            await db.Contacts.CountAsync(Stop),
            await db.Channels.CountAsync(Stop),
            await db.Purposes.CountAsync(Stop),
            await db.Ledger.CountAsync(Stop),
        ];
        return string.Join(" ", rows) + await LedgerText.OfAsync(temp);
    }
}
