using System.Runtime.InteropServices;

namespace RiskLens.Engine.Messages;

/// <summary>The text after a header: a person's message, or a line made by WhatsApp.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct WhatsAppLine
{
    private const string NameEnd = ": ";

    /// <summary>Who wrote, as in the file; empty for a line made by WhatsApp.</summary>
    public ReadOnlySpan<char> Author { get; private init; }

    /// <summary>The first line of the body.</summary>
    public ReadOnlySpan<char> Body { get; private init; }

    public bool IsMessage => !Author.IsEmpty;

    /// <summary>
    /// Splits at the first ": ". A line that ends with the colon is an empty body (a view-once picture); a colon
    /// without a space after it ends a name only where <paramref name="known"/> has that name from another line.
    /// </summary>
    public static WhatsAppLine Of(WhatsAppHeader header, WhatsAppAuthors? known)
    {
        var text = header.Text;
        var end = text.IndexOf(NameEnd, StringComparison.Ordinal);
        var bodyStart = end + NameEnd.Length;
        if (end < 0 && text.TrimEnd() is [.., ':'] trimmed)
        {
            end = trimmed.Length - 1;
            bodyStart = text.Length;
        }
        else if (
            end < 0
            && known is not null
            && text.IndexOf(':') is var colon and > 0
            && known.Knows(text[..colon])
        )
        {
            end = colon;
            bodyStart = colon + 1;
        }
        if (end <= 0)
            return default;
        var author = text[..end];
        var body = text[bodyStart..];
        var madeByWhatsApp =
            Marks.Skip(author, 0, spaces: true) == author.Length
            || WhatsAppWords.IsEvent(author)
            || WhatsAppWords.IsNotice(body[Marks.Skip(body, 0, spaces: true)..])
            // Android leaves the author out of what it writes itself; iOS puts one in and marks the body.
            || (
                header.Style.Joint != HeaderJoint.Dash
                && Marks.LeftToRight(body)
                && !WhatsAppWords.StandsForMessage(body)
            );
        return madeByWhatsApp ? default : new WhatsAppLine { Author = author, Body = body };
    }
}
