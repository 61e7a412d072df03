using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

public sealed class SpreadsheetTests
{
    [Theory]
    [InlineData("organisation.xls")]
    [InlineData("organisation-biff5.xls")]
    public void A_statement_of_an_organisation_is_read_from_Excel(string file)
    {
        var log = Assert.Single(Logs(file));
        var format = LogFormats.Recognise(LogHead.Of(log).Text)!;
        Assert.Equal("mpesa-statement", format.Name);
        var sink = format.Read(log).Sink;
        Assert.Empty(sink.Rejections);
        Assert.Equal(2, sink.System);
        Assert.Equal(
            [
                ("2026-03-01T08:15:00Z", Direction.In, "254700000001", 1500.5m),
                ("2026-03-02T17:00:01Z", Direction.Out, "254700000002", 300m),
            ],
            sink.Messages.Select(one => (one.Utc, one.Direction, one.Contact, one.Amount))
        );
    }

    [Theory]
    [InlineData("own.xls")]
    [InlineData("own.xlsx")]
    public void Dates_numbers_and_texts_of_cells_arrive_as_they_are_shown(string file)
    {
        var log = Assert.Single(Logs(file));
        var sink = new DelimitedFormat().Read(log).Sink;
        Assert.Empty(sink.Rejections);
        Assert.Equal(
            [
                ("2026-03-02T08:00:00Z", Direction.In, "237699001122", 1250.5m, "bonjour, \"toi\""),
                ("2026-03-02T23:59:59Z", Direction.Out, "237699001123", 0m, "deux lignes"),
                ("2026-03-03T12:00:00Z", Direction.In, "237699001122", 0.1m, "é"),
            ],
            sink.Messages.Select(one => (one.Utc, one.Direction, one.Contact, one.Amount, one.Body))
        );
    }

    [Fact]
    public void Line_numbers_are_the_rows_of_the_sheet()
    {
        var log = Assert.Single(Logs("own.xlsx"));
        var none = LogReadings.Context with { LatestUnixMilliseconds = 0 };
        Assert.Equal(
            [2, 3, 5],
            new DelimitedFormat().Read(log, none).Sink.Rejections.Select(one => one.Line)
        );
    }

    [Fact]
    public void A_day_and_a_time_of_day_in_two_columns_are_one_moment() =>
        Assert.Equal(
            ["2026-03-02T15:54:00Z", "2026-03-03T06:00:00Z"],
            new DelimitedFormat()
                .Read(Assert.Single(Logs("day-and-time.xlsx")))
                .Sink.Messages.Select(message => message.Utc)
        );

    [Fact]
    public void A_workbook_with_a_password_is_refused_for_that() =>
        Assert.Contains(
            "password",
            Assert.Throws<RiskLensException>(() => Logs("encrypted.xlsx")).Problem,
            StringComparison.Ordinal
        );

    [Fact]
    public void Another_Office_file_is_refused() =>
        Assert.Contains(
            "Office",
            Assert.Throws<RiskLensException>(() => Logs("letter.doc")).Problem,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_workbook_that_unpacks_to_more_than_a_log_can_be_is_refused_before_it_is_read()
    {
        var packed = new MemoryStream();
        using (
            var zip = new System.IO.Compression.ZipArchive(
                packed,
                System.IO.Compression.ZipArchiveMode.Create,
                leaveOpen: true
            )
        )
        {
            zip.CreateEntry("xl/workbook.xml").Open().Dispose();
            using var part = zip.CreateEntry("xl/sharedStrings.xml").Open();
            for (var megabyte = 0; megabyte < 64; megabyte++)
                part.Write(new byte[1 << 20]);
        }
        var bytes = packed.ToArray();
        Assert.True(bytes.Length < 100_000);
        var refusal = Assert.Throws<RiskLensException>(() => Unwrap(bytes));
        Assert.Contains("unpacks to more", refusal.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("organisation.xls", 0x0FFEu)]
    [InlineData("own.xlsx", 0xF1CEu)]
    public void A_damaged_workbook_is_read_or_refused(string file, uint seed)
    {
        var whole = File.ReadAllBytes(Path(file));
        var state = seed;
        uint Next() => state = unchecked((state * 1_664_525) + 1_013_904_223);
        for (var trial = 0; trial < 300; trial++)
        {
            var bytes = whole.ToArray();
            for (var changes = 1 + (Next() >> 8) % 4; changes > 0; changes--)
                bytes[(Next() >> 8) % bytes.Length] = (byte)((Next() >> 16) & 0xFF);
            if (trial % 5 == 0)
                bytes = bytes[..(int)((Next() >> 8) % bytes.Length)];
            try
            {
                foreach (var log in Unwrap(bytes))
                    LogFormats.Recognise(LogHead.Of(log).Text)?.Read(log);
            }
            catch (RiskLensException refusal)
            {
                Assert.NotEmpty(refusal.Remedy);
            }
        }
    }

    private static IReadOnlyList<LogSource> Logs(string file) => Unwrap(File.ReadAllBytes(Path(file)));

    private static IReadOnlyList<LogSource> Unwrap(byte[] bytes) =>
        LogContainer.Unwrap("book", bytes.Length, () => new MemoryStream(bytes, writable: false));

    private static string Path(string file) =>
        System.IO.Path.Combine(
            SharedFiles.Root,
            "tests",
            "RiskLens.Engine.Tests",
            "Messages",
            "workbooks",
            file
        );
}
