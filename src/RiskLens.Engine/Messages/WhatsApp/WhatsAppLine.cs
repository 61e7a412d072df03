using System.Runtime.InteropServices;

namespace RiskLens.Engine.Messages;

/// <summary>The text after a header: a person's message, or a line made by WhatsApp.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct WhatsAppLine
{
    private const string NameEnd = ": ";

    /// <summary>Longest distance of a second colon that can belong to a name.</summary>
    private const int LongestSecondPart = 48;

    /// <summary>Who wrote; null for a line made by WhatsApp.</summary>
    public WhatsAppAuthor? Author { get; private init; }

    /// <summary>The first line of the body.</summary>
    public ReadOnlySpan<char> Body { get; private init; }

    /// <summary>Whether it is the notice that opens a chat.</summary>
    public bool IsNotice { get; private init; }

    /// <summary>
    /// Splits the text into name and body. A line that ends with the colon is an empty body (a view-once picture); a
    /// colon without a space after it ends a name only where other lines have that name; a name that goes on over a
    /// colon is one that recurs so.
    /// </summary>
    public static WhatsAppLine Of(in WhatsAppHeader header, in HeaderStyle style, WhatsAppAuthors authors)
    {
        if (!TrySplit(header.Text, style, out var end, out var bodyStart))
        {
            end = header.Text.IndexOf(':');
            if (end <= 0 || !authors.Of(header.Text[..end]).IsKnown)
                return new WhatsAppLine { IsNotice = WhatsAppWords.IsNotice(header.Text) };
            bodyStart = end + 1;
        }
        var author = authors.Of(header.Text[..end]);
        if (
            author.Longer is { } longer
            && header.Text[bodyStart..].Contains(NameEnd, StringComparison.Ordinal)
        )
        {
            author = authors.Of(longer);
            bodyStart = longer.Length + NameEnd.Length;
        }
        return Told(header, style, author, header.Text[bodyStart..]);
    }

    /// <summary>The same before the names are known, which are learnt here.</summary>
    public static WhatsAppLine Learn(in WhatsAppHeader header, in HeaderStyle style, WhatsAppAuthors authors)
    {
        var text = header.Text;
        if (!TrySplit(text, style, out var end, out var bodyStart))
        {
            var colon = text.IndexOf(':');
            if (colon > 0 && !text[colon..].StartsWith("://", StringComparison.Ordinal))
                authors.Of(text[..colon]).WroteTight();
            return new WhatsAppLine { IsNotice = WhatsAppWords.IsNotice(text) };
        }
        var line = Told(header, style, authors.Of(text[..end]), text[bodyStart..]);
        if (line.Author is { } author)
            author.Wrote(author.MayBeLonger ? Longer(text, bodyStart) : default);
        return line;
    }

    /// <summary>The text up to a second colon, where that can be a name: no marker of a file, no address.</summary>
    private static ReadOnlySpan<char> Longer(ReadOnlySpan<char> text, int bodyStart)
    {
        var rest = text[bodyStart..];
        var next = rest[..Math.Min(rest.Length, LongestSecondPart)]
            .IndexOf(NameEnd, StringComparison.Ordinal);
        if (next <= 0 || Marks.Skip(rest, 0, spaces: true) > 0 || rest[0] == '<')
            return default;
        return rest[(next + NameEnd.Length)..].StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? default
            : text[..(bodyStart + next)];
    }

    private static bool TrySplit(
        ReadOnlySpan<char> text,
        in HeaderStyle style,
        out int end,
        out int bodyStart
    )
    {
        end = EndOfName(text);
        bodyStart = end + NameEnd.Length;
        if (end < 0 && style.TimeSeparator == ';')
        {
            end = text.IndexOf("; ", StringComparison.Ordinal);
            bodyStart = end + NameEnd.Length;
        }
        if (end < 0 && text.TrimEnd() is [.., ':'] trimmed)
            (end, bodyStart) = (trimmed.Length - 1, text.Length);
        return end > 0;
    }

    /// <summary>The first colon with a space after it; -1 where there is none.</summary>
    private static int EndOfName(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (text[at..].IndexOf(':') is var colon and >= 0)
        {
            at += colon + 1;
            if (at < text.Length && text[at] == ' ')
                return at - 1;
        }
        return -1;
    }

    private static WhatsAppLine Told(
        in WhatsAppHeader header,
        in HeaderStyle style,
        WhatsAppAuthor author,
        ReadOnlySpan<char> body
    )
    {
        if (!author.IsName)
            return default;
        if (WhatsAppWords.IsNotice(body[Marks.Skip(body, 0, spaces: true)..]))
            return new WhatsAppLine { IsNotice = true };
        // Android leaves the author out of nearly all that it writes itself; iOS puts one in and marks the body.
        var madeByWhatsApp =
            style.Joint == HeaderJoint.Dash
                ? WhatsAppWords.IsMissedCall(body)
                : Marks.LeftToRight(body) && !StandsForMessage(header, body);
        return madeByWhatsApp ? default : new WhatsAppLine { Author = author, Body = body };
    }

    /// <summary>iOS puts the mark before the header as well where the line has a file, there or left out.</summary>
    private static bool StandsForMessage(in WhatsAppHeader header, ReadOnlySpan<char> body) =>
        (header.Front.Marked && WhatsAppWords.IsShort(body)) || WhatsAppWords.StandsForMessage(body);
}
