using System.IO.Compression;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Excel workbooks, .xls (Excel 97) and .xlsx: each sheet is a log, read as CSV with its dates as ISO 8601 local time.
/// </summary>
internal static class Spreadsheet
{
    private const string WorkbookPart = "xl/workbook.xml";

    /// <summary>Parts of a workbook are read into memory by and by (texts, styles): larger ones are refused.</summary>
    private const long MostUnpackedBytes = 1L << 30;

    private const int MostSheets = 100;

    /// <summary>[MS-CFB] 2.2: the signature of a compound file.</summary>
    private static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    static Spreadsheet() =>
        // ExcelDataReader asks .NET for the code pages of old workbooks by number, which .NET knows only when told to.
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);

    /// <summary>Whether a file is a workbook, or an Office file of another kind, by its first bytes and its parts.</summary>
    public static bool Recognises(Func<Stream> open)
    {
        if (IsCompound(open))
            return true;
        Span<byte> start = stackalloc byte[4];
        using var stream = open();
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length)
            return false;
        if (start is not [(byte)'P', (byte)'K', 3, 4, ..] || !stream.CanSeek)
            return false;
        try
        {
            stream.Position = 0;
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            return archive.GetEntry(WorkbookPart) is not null;
        }
        catch (Exception fault) when (Inflated.IsDamage(fault))
        {
            return false;
        }
    }

    /// <summary>
    /// The sheets that hold something, as CSV. Where some have times and others none (a title page, a pivot table),
    /// only those with times; a hidden sheet is passed over. A workbook that is damaged, encrypted, or unpacks to more
    /// than a log can be is refused.
    /// </summary>
    public static IReadOnlyList<LogSource> Sheets(string name, long bytes, Func<Stream> open)
    {
        if (IsCompound(open))
            CompoundHeader.Check(open);
        else
            RefuseBomb(bytes, open);
        var sheets = Guarded(() => Filled(open))
            .ConvertAll(sheet => new LogSource(name, bytes, () => new SheetBytes(open, sheet)));
        if (sheets.Count == 0)
        {
            throw new RiskLensException(
                "The workbook holds no sheet with more than one row.",
                "Give the workbook or CSV file that holds the messages."
            );
        }
        var withTimes = sheets.FindAll(HasTimes);
        return withTimes.Count > 0 ? withTimes : sheets;
    }

    /// <summary>Opens a workbook.</summary>
    public static IExcelDataReader Open(Stream stream) =>
        ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { LeaveOpen = false });

    /// <typeparam name="T">What reading gives.</typeparam>
    /// <summary>Does what reads a workbook; whatever goes wrong in it becomes a refusal with its remedy.</summary>
    public static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException)
        {
            throw CompoundHeader.Locked();
        }
        // The reader's faults on a damaged workbook are of every kind (an index, a cast, a null): none is a bug here.
        catch (Exception fault) when (fault is not (RiskLensException or OperationCanceledException))
        {
            throw CompoundHeader.Damaged(fault);
        }
    }

    private static List<int> Filled(Func<Stream> open)
    {
        var filled = new List<int>();
        using var reader = Open(open());
        for (var sheet = 0; sheet < Math.Min(reader.ResultsCount, MostSheets); sheet++)
        {
            if (reader.VisibleState is null or "visible" && HasRows(reader))
                filled.Add(sheet);
            if (!reader.NextResult())
                break;
        }
        return filled;
    }

    private static bool HasRows(IExcelDataReader reader)
    {
        var rows = 0;
        while (rows < 2 && reader.Read())
        {
            if (Enumerable.Range(0, reader.FieldCount).Any(column => reader.GetValue(column) is not null))
                rows++;
        }
        return rows == 2;
    }

    private static bool HasTimes(LogSource sheet)
    {
        if (TableLayout.Find(LogHead.Of(sheet).Text) is not { } layout)
            return false;
        return Enumerable
            .Range(0, layout.Width)
            .Select(column => new ColumnContent(column, layout.Sample))
            .Any(content => content.AreMoments || content.AreTimesOfDay);
    }

    private static bool IsCompound(Func<Stream> open)
    {
        Span<byte> start = stackalloc byte[8];
        using var stream = open();
        var count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start[..count].SequenceEqual(CompoundFile);
    }

    private static void RefuseBomb(long bytes, Func<Stream> open)
    {
        using var stream = open();
        var unpacked = Guarded(() =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Sum(entry => entry.Length);
        });
        Inflated.RefuseBomb(unpacked, bytes);
        if (unpacked > MostUnpackedBytes)
        {
            throw new RiskLensException(
                "The workbook unpacks to more than 1 GB.",
                "Save the sheet with the messages as CSV and give that."
            );
        }
    }
}
