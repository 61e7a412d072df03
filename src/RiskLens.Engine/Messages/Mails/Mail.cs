using System.Globalization;
using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The header fields of a mail that tell who wrote to whom and when (RFC 5322); the rest is passed over. Where a field
/// comes again its first value stays (the topmost Received is the last relay's), but addresses add up.
/// </summary>
internal sealed class Mail(long line, long offset)
{
    /// <summary>Of a field more than this says nothing more: it holds thousands of recipients.</summary>
    private const int LongestField = 16 * 1024;

    private static readonly HashSet<string> Fields = new(
        [
            "from",
            "to",
            "cc",
            "bcc",
            "delivered-to",
            "x-original-to",
            "date",
            "received",
            "message-id",
            "subject",
            "return-path",
            "auto-submitted",
            "precedence",
            "list-id",
            "list-unsubscribe",
            "content-type",
            "content-length",
            "x-gmail-labels",
            "x-mozilla-draft-info",
        ],
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> Lists = new(
        ["to", "cc", "bcc", "delivered-to", "x-original-to"],
        StringComparer.Ordinal
    );

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private string? _open;

    /// <summary>Number of the line where it begins, from 1.</summary>
    public long Line => line;

    /// <summary>Where it begins, in bytes.</summary>
    public long Offset => offset;

    /// <summary>Where it says that its body ends, in bytes; 0 where it says nothing.</summary>
    public long ClaimedEnd { get; private set; }

    /// <summary>Whether the blank line behind its header was seen.</summary>
    public bool HasBody { get; private set; }

    /// <summary>The value of a field by its name in lower case, or null.</summary>
    public string? this[string name] => _fields.GetValueOrDefault(name);

    /// <summary>Whether a line is a header field: a name, a colon, and whatever follows.</summary>
    public static bool IsField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        return colon is > 0 and <= 76
            && line[..colon].TrimEnd(" \t"u8).IndexOfAnyExceptInRange((byte)33, (byte)126) < 0;
    }

    /// <summary>Takes a line of the header.</summary>
    /// <param name="text">The line.</param>
    /// <param name="nextOffset">Where the next line begins, for the length of the body.</param>
    public void TakeHeader(ReadOnlySpan<byte> text, long nextOffset)
    {
        if (text.IsEmpty)
        {
            HasBody = true;
            if (
                long.TryParse(this["content-length"], CultureInfo.InvariantCulture, out var length)
                && length > 0
            )
                ClaimedEnd = length > long.MaxValue - nextOffset ? long.MaxValue : nextOffset + length;
        }
        else if (text[0] is (byte)' ' or (byte)'\t')
        {
            if (_open is not null)
                Add(_open, " ", text);
        }
        else
        {
            TakeField(text);
        }
    }

    private void TakeField(ReadOnlySpan<byte> text)
    {
        _open = null;
        if (!IsField(text))
            return;
        var colon = text.IndexOf((byte)':');
        var name = Encoding.ASCII.GetString(text[..colon]).Trim().ToLowerInvariant();
        if (!Fields.Contains(name))
            return;
        if (_fields.TryAdd(name, ""))
            Add(name, "", text[(colon + 1)..]);
        else if (Lists.Contains(name))
            Add(name, ", ", text[(colon + 1)..]);
        else
            return;
        _open = name;
    }

    private void Add(string name, string before, ReadOnlySpan<byte> more)
    {
        if (_fields[name].Length < LongestField)
            _fields[name] += before + Encoding.UTF8.GetString(more.Trim(" \t"u8));
    }
}
