using System.Runtime.InteropServices;

namespace RiskLens.Engine.Messages;

/// <summary>What stands between the date and the text of a chat line.</summary>
internal enum HeaderJoint
{
    /// <summary>iOS: the date in square brackets.</summary>
    Brackets,

    /// <summary>Android: a dash between spaces.</summary>
    Dash,

    /// <summary>iOS before 2017: a colon.</summary>
    Colon,

    /// <summary>WhatsApp Viewer: a semicolon.</summary>
    Semicolon,
}

/// <summary>What the form of a date, its signs and words, says of a year of two digits: whether it stands first.</summary>
internal enum YearFirstHint
{
    None,

    /// <summary>Dashes, or the digits of a script in which both are usual.</summary>
    Possible,

    /// <summary>24. 12. 31. is Korean far more often than Croatian.</summary>
    Likely,

    /// <summary>24年12月31日, Korean words beside it, the brackets of Basque.</summary>
    Certain,
}

/// <summary>
/// How one phone writes its headers: all lines of an export share it, so that a line of a body that begins with a
/// date in another style is told apart. Comma, space and the words for morning and afternoon are left out: they vary
/// within one file.
/// </summary>
/// <param name="Joint">Between header and text.</param>
/// <param name="Separator">Between the numbers of the date: / . - or 年.</param>
/// <param name="YearFirst">Whether the year certainly stands first: four digits, or an era before it.</param>
/// <param name="ShortYear">Whether the year has two digits.</param>
/// <param name="Seconds">Whether the time has seconds.</param>
/// <param name="TimeSeparator">Between the numbers of the time: : . or a letter.</param>
/// <param name="TimeFirst">Whether the time stands before the date (Vietnamese).</param>
/// <param name="LatinDigits">Whether the digits are 0 to 9.</param>
/// <param name="Hint">What the form says of a short year.</param>
/// <param name="Era">The calendar, where the header names it.</param>
/// <param name="Semicolons">Whether a spreadsheet has put semicolons in the place of commas or colons.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeaderStyle(
    HeaderJoint Joint,
    char Separator,
    bool YearFirst,
    bool ShortYear,
    bool Seconds,
    char TimeSeparator,
    bool TimeFirst,
    bool LatinDigits,
    YearFirstHint Hint,
    YearCount? Era,
    bool Semicolons
)
{
    /// <summary>
    /// Whether exports are written so. Messages copied within WhatsApp carry their time first and in brackets, without
    /// seconds, which no export does.
    /// </summary>
    public bool IsOfExports => !(Joint == HeaderJoint.Brackets && TimeFirst && !Seconds);
}
