using System.Globalization;
using ExcelDataReader;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>One sheet of a workbook as CSV, a line for each row of the sheet, so that line numbers are row numbers.</summary>
internal sealed class SheetBytes : LineBytes
{
    private const int MostColumns = 1000;

    /// <summary>Excel's days begin with 1900; the day before them is a time without a date.</summary>
    private const int FirstYear = 1901;

    private readonly IExcelDataReader _reader;
    private readonly CsvText _line = new();

    /// <summary>Opens a workbook at one of its sheets.</summary>
    /// <param name="open">Opens the file.</param>
    /// <param name="sheet">Which sheet, from 0.</param>
    public SheetBytes(Func<Stream> open, int sheet) =>
        _reader = Spreadsheet.Guarded(() =>
        {
            var reader = Spreadsheet.Open(open());
            for (var before = 0; before < sheet; before++)
                reader.NextResult();
            return reader;
        });

    protected override byte[]? NextLine() => Spreadsheet.Guarded(Line);

    private byte[]? Line()
    {
        if (!_reader.Read())
            return null;
        if (_reader.FieldCount > MostColumns)
        {
            throw new RiskLensException(
                "A sheet of the workbook has more than 1,000 columns.",
                "Delete what stands far to the right of the messages, or save the sheet as CSV."
            );
        }
        // A row of empty cells is an empty line, which tables pass over.
        if (!IsEmpty())
        {
            for (var column = 0; column < _reader.FieldCount; column++)
                _line.Add(TextOf(column));
        }
        return _line.End();
    }

    private bool IsEmpty()
    {
        for (var column = 0; column < _reader.FieldCount; column++)
        {
            if (_reader.GetValue(column) is not null && TextOf(column).Length > 0)
                return false;
        }
        return true;
    }

    private string TextOf(int column) =>
        _reader.GetValue(column) switch
        {
            null => "",
            string text => text,
            DateTime moment => OfMoment(moment, _reader.GetNumberFormatString(column)),
            TimeSpan span => OfSpan(span),
            bool yes => yes ? "true" : "false",
            double number => OfNumber(number),
            var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
        };

    /// <summary>Telephone numbers and ids are kept as numbers: whole ones keep all their digits.</summary>
    private static string OfNumber(double number) =>
        Math.Abs(number) < 1e15 && Math.Truncate(number) is var whole && whole.Equals(number)
            ? ((long)whole).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A date by its format: a day alone is not its midnight, and a time of day has no date.</summary>
    private static string OfMoment(DateTime moment, string? format)
    {
        // Excel counts in days: seconds come out a little short or long.
        var ticks = (moment.Ticks + (TimeSpan.TicksPerMillisecond / 2)) / TimeSpan.TicksPerMillisecond;
        var milliseconds = (int)(ticks % 1000);
        ticks += milliseconds switch
        {
            >= 998 => 1000 - milliseconds,
            <= 2 => -milliseconds,
            _ => 0,
        };
        var time = new DateTime(ticks * TimeSpan.TicksPerMillisecond);
        var isDay =
            time.TimeOfDay == TimeSpan.Zero
            && format?.Contains('h', StringComparison.OrdinalIgnoreCase) == false;
        if (isDay)
            return time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var shape = time.Year < FirstYear ? "HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.FFF";
        return time.ToString(shape, CultureInfo.InvariantCulture);
    }

    private static string OfSpan(TimeSpan span) =>
        span >= TimeSpan.Zero && span < TimeSpan.FromDays(1)
            ? span.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture)
            : span.ToString("c", CultureInfo.InvariantCulture);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _reader.Dispose();
        base.Dispose(disposing);
    }
}
