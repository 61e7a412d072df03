using System.Globalization;
using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>The line between two mails of a mailbox file.</summary>
internal static class MailSeparator
{
    private const string Measured = "From mail-of-bytes ";

    /// <summary>
    /// Whether a line has the form of a separator: "From " and then a dash (Thunderbird), an address alone (Google
    /// Takeout), or anything with a time and a year. "From Russia with love" has not.
    /// </summary>
    public static bool Is(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("From "u8))
            return false;
        var rest = line["From ".Length..].Trim(" \t"u8);
        if (rest is [(byte)'-'])
            return true;
        return rest.Contains((byte)' ') ? HasClock(rest) && HasYear(rest) : rest.Contains((byte)'@');
    }

    /// <summary>
    /// The line before a mail of a length that is known, as the files of a zip are joined: nothing inside such a mail
    /// can be taken for a separator.
    /// </summary>
    /// <param name="length">Bytes of the mail.</param>
    public static string Before(long length) =>
        string.Create(CultureInfo.InvariantCulture, $"{Measured}{length}\n");

    /// <summary>The length that <see cref="Before"/> wrote; null for any other line.</summary>
    public static long? LengthAfter(ReadOnlySpan<byte> line) =>
        line.StartsWith(Encoding.ASCII.GetBytes(Measured))
        && long.TryParse(
            line[Measured.Length..],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var length
        )
            ? length
            : null;

    private static bool HasClock(ReadOnlySpan<byte> text)
    {
        for (var i = 1; i + 2 < text.Length; i++)
        {
            if (text[i] == ':' && IsDigit(text[i - 1]) && IsDigit(text[i + 1]) && IsDigit(text[i + 2]))
                return true;
        }
        return false;
    }

    private static bool HasYear(ReadOnlySpan<byte> text)
    {
        for (var i = 1; i + 4 <= text.Length; i++)
        {
            var isYear =
                text[i] is (byte)'1' or (byte)'2' && text[i - 1] is (byte)' ' or (byte)'-' or (byte)'/';
            if (isYear && IsDigit(text[i + 1]) && IsDigit(text[i + 2]) && IsDigit(text[i + 3]))
                return true;
        }
        return false;
    }

    private static bool IsDigit(byte letter) => letter is >= (byte)'0' and <= (byte)'9';
}
