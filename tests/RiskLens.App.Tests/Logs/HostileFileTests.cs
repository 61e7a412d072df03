using System.IO.Compression;
using System.Text;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;

namespace RiskLens.App.Tests.Logs;

/// <summary>
/// Files made to harm, or damaged beyond use: each is refused in one sentence with a remedy, or read for what it holds,
/// and a refused one leaves the workspace as it was.
/// </summary>
[Collection(typeof(RunsAlone))]
public sealed class HostileFileTests
{
    private const int Megabyte = 1 << 20;

    private const string Table =
        "timestamp,contact,direction,channel,body\n"
        + "2026-01-05T08:00:00Z,+237699000001,in,sms,a\n2026-01-05T10:00:00Z,+237699000001,in,sms,b\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_zip_bomb_is_refused_before_it_is_unpacked() =>
        await AssertRefusedAsync(
            file => Zip(file, ("log.csv", entry => Repeat(entry, "aaaaaaaa", 256 * Megabyte / 8))),
            "unpacks to more"
        );

    [Fact]
    public async Task A_gzip_bomb_is_refused_while_it_is_unpacked() =>
        await AssertRefusedAsync(
            file =>
            {
                using var gzip = new GZipStream(file, CompressionLevel.SmallestSize, leaveOpen: true);
                Text(gzip, Table);
                Repeat(gzip, "\n", 256 * Megabyte);
            },
            "unpacks to more"
        );

    [Fact]
    public async Task A_zip_in_a_zip_is_refused() =>
        await AssertRefusedAsync(
            file => Zip(file, ("inner.csv", entry => Zip(entry, ("log.csv", inner => Text(inner, Table))))),
            "packed"
        );

    [Fact]
    public async Task A_name_that_climbs_out_of_the_zip_is_never_used_as_a_path()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var log = await FileAsync(
            temp,
            "logs.zip",
            file => Zip(file, ("../../../climbed.csv", entry => Text(entry, Table)))
        );
        var imported = Assert.Single((await temp.ImportAsync(log)).Files);
        Assert.Null(imported.Refused);
        Assert.Equal(2, imported.Messages);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(temp.Root, "*", SearchOption.AllDirectories),
            path => path.Contains("climbed", StringComparison.Ordinal)
        );
        Assert.False(File.Exists(Path.Combine(temp.Root, "..", "..", "..", "climbed.csv")));
    }

    [Fact]
    public async Task An_entity_in_xml_is_never_followed()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var secret = Path.Combine(temp.Root, "secret.txt");
        await File.WriteAllTextAsync(secret, "+237699999999", Stop);
        await AssertRefusedAsync(
            temp,
            file =>
                Text(
                    file,
                    $"""
                    <?xml version="1.0"?>
                    <!DOCTYPE smses [<!ENTITY x SYSTEM "file://{secret}">]>
                    <smses count="2">
                      <sms address="&x;" date="1633361940000" type="1" body="a" />
                      <sms address="&x;" date="1633461940000" type="1" body="b" />
                    </smses>
                    """
                ),
            ""
        );
    }

    [Fact]
    public async Task An_entity_that_grows_without_end_is_refused() =>
        await AssertRefusedAsync(
            file =>
                Text(
                    file,
                    """
                    <?xml version="1.0"?>
                    <!DOCTYPE smses [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
                    <smses count="1"><sms address="&c;" date="1633361940000" type="1" body="&c;" /></smses>
                    """
                ),
            ""
        );

    [Theory]
    [InlineData("""{"name":"x","type":"personal_chat","id":1,"messages":[""")]
    [InlineData("""{"participants":[{"name":"a"}],"messages":[""")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[""")]
    [InlineData("""{"messages":[""")]
    [InlineData("")]
    public async Task Json_nested_without_end_is_refused(string start) =>
        await AssertRefusedAsync(
            file =>
            {
                Text(file, start);
                Repeat(file, "[[[[[[[[", 4 * Megabyte / 8);
            },
            ""
        );

    [Theory]
    [InlineData("[01/01/2026, 10:00:00] Ann: ", "x")]
    [InlineData("timestamp,contact,direction,channel,body\n2026-01-05T08:00:00Z,a,in,sms,\"", "x")]
    [InlineData("""{"time":"2026-01-05T08:00:00Z","contact":"a","text":" """, "x")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"id":" """, "x")]
    [InlineData("From a@b.example Mon Jan  5 08:00:00 2026\nFrom: ", "x")]
    [InlineData("", "x")]
    [InlineData("", "[")]
    [InlineData("", "1,")]
    public async Task A_line_of_100_megabytes_is_refused_without_taking_that_much_memory(
        string start,
        string repeated
    )
    {
        using var temp = await TempWorkspace.MakeAsync();
        var before = GC.GetTotalAllocatedBytes();
        await AssertRefusedAsync(
            temp,
            file =>
            {
                Text(file, start);
                Repeat(file, repeated, 100 * Megabyte / repeated.Length);
            },
            ""
        );
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 400L * Megabyte);
    }

    [Theory]
    [InlineData("log.csv")]
    [InlineData("chat.txt")]
    [InlineData("result.json")]
    [InlineData("sms.xml")]
    public async Task A_file_of_nothing_but_zeros_is_refused(string name) =>
        await AssertRefusedAsync(file => file.Write(new byte[Megabyte]), "binary", name);

    [Fact]
    public async Task Zeros_in_the_midst_of_a_table_harm_no_other_line()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var rows = string.Concat(
            Enumerable.Repeat("2026-01-06T08:00:00Z,+237699000001,in,sms,filler\n", 3000)
        );
        var log = await FileAsync(
            temp,
            "log.csv",
            file => Text(file, Table + rows + "2026-01-07T08:00:00Z,+2376\0\0\0,in,sms,\0\n" + rows)
        );
        var imported = Assert.Single((await temp.ImportAsync(log)).Files);
        Assert.Null(imported.Refused);
        Assert.Equal(6003, imported.Messages + imported.Duplicates + imported.Rejected);
    }

    [Fact]
    public async Task A_truncated_gz_of_json_is_refused()
    {
        await using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            Text(gzip, """{"name":"x","type":"personal_chat","id":1,"messages":[""");
            for (var i = 1; i < 5000; i++)
            {
                Text(
                    gzip,
                    FormattableString.Invariant(
                        $$"""{"id":{{i}},"type":"message","date":"2026-01-05T08:00:00","date_unixtime":"{{1767600000 + (i * 7919)}}","from":"x","from_id":"user1","text":"a"},"""
                    )
                );
            }
        }

        await AssertRefusedAsync(
            file => file.Write(packed.ToArray().AsSpan(0, (int)packed.Length / 2)),
            "cut short",
            "result.json.gz"
        );
    }

    private static async Task AssertRefusedAsync(Action<Stream> write, string says, string name = "hostile")
    {
        using var temp = await TempWorkspace.MakeAsync();
        await AssertRefusedAsync(temp, write, says, name);
    }

    private static async Task AssertRefusedAsync(
        TempWorkspace temp,
        Action<Stream> write,
        string says,
        string name = "hostile"
    )
    {
        await temp.ImportAsync(await FileAsync(temp, "good.csv", file => Text(file, Table)));
        var before = await LedgerText.OfAsync(temp);
        var log = await FileAsync(temp, name, write);
        var refused = Assert.Single((await temp.ImportAsync(log)).Files).Refused;
        Assert.NotNull(refused);
        Assert.Contains(says, refused.Problem, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(refused.Remedy);
        Assert.Equal(before, await LedgerText.OfAsync(temp));
    }

    private static async Task<LogFile> FileAsync(TempWorkspace temp, string name, Action<Stream> write)
    {
        var path = Path.Combine(temp.Root, name);
        await using (var file = File.Create(path))
            write(file);
        return new LogFile(path, name);
    }

    private static void Zip(Stream into, params (string Name, Action<Stream> Write)[] entries)
    {
        using var archive = new ZipArchive(into, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, write) in entries)
        {
            using var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
            write(entry);
        }
    }

    private static void Text(Stream into, string text) => into.Write(Encoding.UTF8.GetBytes(text));

    private static void Repeat(Stream into, string text, int times)
    {
        var many = Math.Max(1, Megabyte / text.Length);
        var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, many)));
        for (var written = 0; written < times; written += many)
            into.Write(block);
    }
}
