using System.IO.Compression;
using System.Text;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

public sealed class LogContainerTests
{
    private const string Table = "time,contact\n2021-10-04T15:39:00Z,a\n";

    [Fact]
    public void A_plain_file_is_its_own_log()
    {
        var log = Assert.Single(Unwrap("x.gz", Encoding.UTF8.GetBytes(Table)));
        Assert.Equal(Table, Content(log));
    }

    [Fact]
    public void A_gzip_file_is_told_by_its_first_bytes()
    {
        var log = Assert.Single(Unwrap("log.csv", Gzip(Table)));
        Assert.Equal(Table, Content(log));
        Assert.Equal(Table, Content(log));
    }

    [Fact]
    public void A_gzip_file_of_several_members_is_read_to_its_end()
    {
        var log = Assert.Single(Unwrap("log.csv.gz", [.. Gzip(Table), .. Gzip("b"), .. Gzip("")]));
        Assert.Equal("log.csv", log.Name);
        Assert.Equal(Table + "b", Content(log));
    }

    [Fact]
    public void An_empty_gzip_file_unpacks_to_nothing() =>
        Assert.Equal("", Content(Assert.Single(Unwrap("log.gz", Gzip("")))));

    [Fact]
    public void A_gzip_file_cut_anywhere_is_refused()
    {
        var whole = Gzip(
            string.Concat(
                Enumerable
                    .Range(0, 500)
                    .Select(line => FormattableString.Invariant($"{line * 7919 % 1009},x\n"))
            )
        );
        for (var length = 2; length < whole.Length; length++)
        {
            var cut = whole[..length];
            var refusal = Assert.Throws<RiskLensException>(() =>
                Content(Assert.Single(Unwrap("log.gz", cut)))
            );
            Assert.Contains("damaged or cut short", refusal.Problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_zip_cut_anywhere_is_refused()
    {
        var whole = Zip(("_chat.txt", Table));
        for (var length = 4; length < whole.Length; length++)
        {
            var cut = whole[..length];
            Assert.Throws<RiskLensException>(() => Content(Assert.Single(Unwrap("chat.zip", cut))));
        }
    }

    [Fact]
    public void The_chat_is_found_among_its_media()
    {
        var zip = Zip(
            ("00000001-PHOTO.jpg", "JFIF"),
            ("_chat.txt", Table),
            ("__MACOSX/._chat.txt", "shadow"),
            ("audio/", "")
        );
        Assert.Equal(Table, Content(Assert.Single(Unwrap("WhatsApp Chat.zip", zip))));
    }

    [Fact]
    public void A_zip_of_several_logs_is_a_list_of_them()
    {
        var logs = Unwrap("logs.zip", Zip(("a.csv", "1"), ("../../etc/b.TSV", "2"), ("c.txt", "3")));
        Assert.Equal(["a.csv", "b.TSV", "c.txt"], logs.Select(log => log.Name));
        Assert.Equal(["1", "2", "3"], logs.Select(Content));
    }

    [Fact]
    public void Of_a_signal_chat_that_stands_in_its_folder_twice_one_is_read()
    {
        var zip = Zip(
            ("Ann/chat.md", "1"),
            ("Ann/data.json", "2"),
            ("Ann/index.html", "3"),
            ("Bob/chat.md", "4"),
            ("data.json", "5")
        );
        var contents = LogContainer.Contents(
            "x.zip",
            zip.Length,
            () => new MemoryStream(zip, writable: false)
        );
        Assert.Equal(["2", "4", "5"], contents.Logs.Select(Content));
        Assert.Equal(2, contents.OtherFiles);
    }

    [Fact]
    public void A_gzip_file_in_a_zip_is_unpacked_as_well()
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("log.csv.gz").Open();
            entry.Write(Gzip(Table));
        }
        Assert.Equal(Table, Content(Assert.Single(Unwrap("logs.zip", bytes.ToArray()))));
    }

    [Fact]
    public void A_zip_without_a_log_is_refused() =>
        Assert.Contains(
            "holds no log",
            Assert.Throws<RiskLensException>(() => Unwrap("x.zip", Zip(("a.jpg", "x")))).Problem,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_packed_file_in_a_packed_file_is_refused()
    {
        var nested = Gzip(Encoding.Latin1.GetString(Gzip(Table)), Encoding.Latin1);
        Assert.Throws<RiskLensException>(() => Unwrap("x.gz", nested));
    }

    [Fact]
    public void A_bomb_is_refused_before_it_is_unpacked()
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var megabyte = 0; megabyte < 64; megabyte++)
                gzip.Write(zeros);
        }
        var refusal = Assert.Throws<RiskLensException>(() =>
            Content(Assert.Single(Unwrap("x.gz", bytes.ToArray())))
        );
        Assert.Contains("more than a log can be", refusal.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("iso-8859-1", false)]
    public void The_encoding_is_found(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        var bytes = encoding.GetBytes("time,contact\n2021-10-04T15:39:00Z,Élodie\n");
        var log = LogReadings.Source(mark ? [.. encoding.GetPreamble(), .. bytes] : bytes);
        Assert.Equal("time,contact\n2021-10-04T15:39:00Z,Élodie\n", LogHead.Of(log).Text);
        Assert.Equal("élodie", Assert.Single(new DelimitedFormat().Read(log).Sink.Messages).Contact);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    [InlineData("zip")]
    public void Progress_never_goes_back_nor_past_the_end(string kind)
    {
        var text = Table + string.Concat(Enumerable.Repeat("2021-10-04T15:39:00Z,b\n", 20_000));
        var bytes = kind switch
        {
            "gzip" => Gzip(text),
            "zip" => Zip(("log.csv", text)),
            _ => Encoding.UTF8.GetBytes(text),
        };
        var reports = new Reports();
        var log = Assert.Single(Unwrap("log", bytes));
        var sink = new RecordingSink();
        new DelimitedFormat().Read(
            log,
            LogReadings.Context,
            sink,
            reports,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(20_001, sink.Messages.Count);
        Assert.Equal(reports.Values.Order(), reports.Values);
        Assert.InRange(reports.Values[^1], bytes.Length / 2, bytes.Length);
    }

    private sealed class Reports : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }

    [Fact]
    public void A_head_cut_inside_a_character_is_still_utf8()
    {
        var text = string.Concat(Enumerable.Repeat("é€😀", 20_000));
        for (var shift = 0; shift < 4; shift++)
        {
            var head = LogHead.Of(LogReadings.Source(new string('x', shift) + text));
            Assert.Equal(Encoding.UTF8, head.Encoding);
        }
    }

    [Fact]
    public void Binary_empty_and_blank_files_are_refused_with_a_remedy()
    {
        byte[][] files =
        [
            [],
            [0x89, 0x50, 0x4E, 0x47, 0, 1, 2],
            "  \r\n\n "u8.ToArray(),
        ];
        foreach (var file in files)
        {
            var refusal = Assert.Throws<RiskLensException>(() => LogHead.Of(LogReadings.Source(file)));
            Assert.NotEmpty(refusal.Remedy);
        }
    }

    private static IReadOnlyList<LogSource> Unwrap(string name, byte[] bytes) =>
        LogContainer.Unwrap(name, bytes.Length, () => new MemoryStream(bytes, writable: false));

    private static string Content(LogSource log)
    {
        using var reader = new StreamReader(log.Open());
        return reader.ReadToEnd();
    }

    private static byte[] Gzip(string text, Encoding? encoding = null)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal))
            gzip.Write((encoding ?? Encoding.UTF8).GetBytes(text));
        return bytes.ToArray();
    }

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }
}
