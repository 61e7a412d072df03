using System.Globalization;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Cli;

/// <summary>Reads what was typed behind an option; what cannot be read is told with an example that can.</summary>
internal static class Typed
{
    private const string RangeMark = "..";
    private const string DayFormat = "yyyy-MM-dd";

    public static int? Whole(string? text, string option, int example)
    {
        if (text is null)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RiskLensException(
                $"'{text}' is not a whole number.",
                FormattableString.Invariant($"Give {option} a number such as {example}.")
            );
    }

    public static ulong? Seed(string? text)
    {
        if (text is null)
            return null;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new RiskLensException(
                $"'{text}' is not a seed.",
                "Give --seed a whole number of 0 or more, such as 42."
            );
    }

    /// <summary>A UTC moment; a date alone is its first moment.</summary>
    public static DateTimeOffset? Moment(string? text, string option)
    {
        if (text is null)
            return null;
        var read = DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment
        );
        return read
            ? moment
            : throw new RiskLensException(
                $"'{text}' is not a date.",
                $"Give {option} a date such as 2022-12-31, or a UTC time such as 2022-12-31T18:00Z."
            );
    }

    /// <summary>A day of the calendar.</summary>
    public static DateOnly Day(string text) =>
        DateOnly.TryParseExact(
            text,
            DayFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : throw new RiskLensException($"'{text}' is not a day.", "Write it like 2027-10-04.");

    /// <summary>A day as it is typed.</summary>
    public static string Text(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>A share from 0 to 1, or two as LOW..HIGH.</summary>
    public static ShareRange? Share(string? text, string option)
    {
        if (text is null)
            return null;
        var (low, high) = Range(text);
        return low >= 0 && low <= high && high <= 1
            ? new ShareRange(low, high)
            : throw new RiskLensException(
                $"'{text}' is not a share.",
                $"Give {option} a number from 0 to 1 such as 0.4, or two such as 0.2..0.8."
            );
    }

    /// <summary>A scenario such as 24h@whatsapp, or 24h for the busiest channel.</summary>
    public static (int? Hours, string? Channel) Scenario(string? text)
    {
        if (text is null)
            return (null, null);
        var parts = text.Split('@', 2);
        var digits = parts[0].EndsWith('h') ? parts[0][..^1] : "";
        if (
            !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || parts is [_, ""]
        )
        {
            throw new RiskLensException(
                $"'{text}' is not a scenario.",
                "Give --scenario hours and a channel, such as 24h@whatsapp."
            );
        }

        return (hours, parts is [_, var channel] ? channel.Trim().ToLowerInvariant() : null);
    }

    public static DateOrder? DateOrderOf(string? text) =>
        text?.ToLowerInvariant() switch
        {
            null => null,
            "dmy" => DateOrder.DayFirst,
            "mdy" => DateOrder.MonthFirst,
            "ymd" => DateOrder.YearFirst,
            _ => throw new RiskLensException(
                $"'{text}' is not an order of day, month and year.",
                "Give --date-order dmy, mdy or ymd."
            ),
        };

    /// <summary>One number, or two as LOW..HIGH.</summary>
    public static (double Low, double High) Range(string text)
    {
        var parts = text.Split(RangeMark);
        if (parts.Length <= 2 && Number(parts[0]) is { } low && Number(parts[^1]) is { } high)
            return (low, high);
        throw new RiskLensException(
            $"'{text}' is neither a number nor a range.",
            "Write 350 or 300..450, with a decimal point and without spaces."
        );
    }

    /// <summary>Columns of a table by field, such as time=sent_at,contact=customer.</summary>
    public static ColumnProfile? Columns(string? text)
    {
        if (text is null)
            return null;
        var profile = new ColumnProfile();
        foreach (var pair in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is not [_, { Length: > 0 } column])
                throw NoColumn(pair);
            profile = FieldOf(parts[0]) is { } field ? profile.With(field, column) : throw NoColumn(pair);
        }

        return profile;
    }

    /// <summary>Numbers are no fields, though .NET would take them for some.</summary>
    private static TableField? FieldOf(string name) =>
        name.All(char.IsAsciiLetter) && Enum.TryParse<TableField>(name, ignoreCase: true, out var field)
            ? field
            : null;

    private static RiskLensException NoColumn(string pair) =>
        new(
            $"'{pair}' names no column of a table.",
            $"Write FIELD=COLUMN, separated by commas, with the fields {string.Join(", ", Enum.GetNames<TableField>()).ToLowerInvariant()}."
        );

    private static double? Number(string text) =>
        double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
