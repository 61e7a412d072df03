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
}

/// <summary>
/// How one phone writes its headers: all lines of an export share it, so that a line of a body that begins with a
/// date in another style is told apart. Comma, space and the words for morning and afternoon are left out: they vary
/// within one file.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeaderStyle(
    HeaderJoint Joint,
    char Separator,
    bool YearFirst,
    bool ShortYear,
    bool Seconds
);

/// <summary>The date and time at the start of a line of a WhatsApp export, and where the text begins.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct WhatsAppHeader
{
    /// <summary>Between date and text on Android; the en dash is seen in some languages.</summary>
    private static readonly string[] Dashes = [" - ", " – "];

    public ClockText Clock { get; private init; }

    public HeaderStyle Style { get; private init; }

    /// <summary>What follows the header: a name and a body, or a line made by WhatsApp.</summary>
    public ReadOnlySpan<char> Text { get; private init; }

    /// <summary>Reads the header of a line; false where the line has none.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, out WhatsAppHeader header)
    {
        header = default;
        var at = Marks.Skip(line, 0, spaces: false);
        var brackets = at < line.Length && line[at] == '[';
        if (brackets)
            at = Marks.Skip(line, at + 1, spaces: true);
        if (at >= line.Length || !char.IsAsciiDigit(line[at]))
            return false;
        var length = ClockText.Read(line[at..], out var clock);
        if (length == 0 || !clock.HasTime)
            return false;
        var textStart = TextStart(line, at + length, brackets, out var joint);
        if (textStart < 0)
            return false;
        header = new WhatsAppHeader
        {
            Clock = clock,
            Style = new HeaderStyle(
                joint,
                clock.Separator,
                clock.YearFirst,
                clock.ShortYear,
                clock.HasSeconds
            ),
            Text = line[textStart..],
        };
        return true;
    }

    private static int TextStart(ReadOnlySpan<char> line, int at, bool brackets, out HeaderJoint joint)
    {
        joint = HeaderJoint.Brackets;
        if (brackets)
        {
            at = Marks.Skip(line, at, spaces: true);
            if (at >= line.Length || line[at] != ']')
                return -1;
            at++;
            return at < line.Length && line[at] == ' ' ? at + 1 : at;
        }
        var rest = line[at..];
        joint = HeaderJoint.Dash;
        foreach (var dash in Dashes)
        {
            if (rest.StartsWith(dash, StringComparison.Ordinal))
                return at + dash.Length;
            // An empty text whose last space an editor has cut off.
            if (rest.Length == 2 && dash.AsSpan().StartsWith(rest))
                return line.Length;
        }
        joint = HeaderJoint.Colon;
        return rest.StartsWith(": ", StringComparison.Ordinal) ? at + 2 : -1;
    }
}
