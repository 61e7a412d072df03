using System.Text;
using System.Text.Unicode;

namespace RiskLens.Engine.Messages;

/// <summary>What a file tells of one name as it is written there.</summary>
internal sealed class WhatsAppAuthor
{
    /// <summary>So often must a longer name recur, and the shorter never stand alone, before it is believed.</summary>
    private const int FewestRecurrences = 3;

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private string? _longer;
    private long _longerCount;
    private bool _alone;
    private long _tight;

    public WhatsAppAuthor(string written)
    {
        Written = written;
        Name = Normalised(written);
        // A name of marks alone is none, nor are words of WhatsApp's that hold a colon.
        IsName = Marks.Skip(written, 0, spaces: true) < written.Length && !WhatsAppWords.IsEvent(written);
    }

    /// <summary>As in the file.</summary>
    public string Written { get; }

    /// <summary>The key of a person: visible, without the tilde of contacts who are not in the phone book.</summary>
    public string Name { get; }

    /// <summary>Whether this is the company, once that was asked.</summary>
    public bool? IsCompany { get; set; }

    /// <summary>Whether this can be a name.</summary>
    public bool IsName { get; }

    /// <summary>Messages under this name.</summary>
    public long Messages { get; private set; }

    /// <summary>Whether somebody of this name wrote.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The name that goes on over a colon (Shop: counter), or null.</summary>
    public string? Longer { get; private set; }

    /// <summary>Notes a message; with it the name that would go on to the next colon, if there is one.</summary>
    public void Wrote(ReadOnlySpan<char> longer)
    {
        Messages++;
        if (_alone)
            return;
        if (longer.IsEmpty || (_longer is not null && !longer.SequenceEqual(_longer)))
        {
            (_alone, _longer) = (true, null);
            return;
        }
        _longer ??= longer.ToString();
        _longerCount++;
    }

    /// <summary>Whether a next colon is still of interest.</summary>
    public bool MayBeLonger => !_alone;

    /// <summary>Notes a line where the text follows the colon without a space.</summary>
    public void WroteTight() => _tight++;

    public void Add(WhatsAppAuthor other)
    {
        _alone |= other._alone || (_longer ?? other._longer) != (other._longer ?? _longer);
        _longer ??= other._longer;
        _longerCount += other._longerCount;
        Messages += other.Messages;
        _tight += other._tight;
    }

    /// <summary>Decides what the whole file tells.</summary>
    public void Settle(bool acceptTight)
    {
        IsKnown = IsName && (Messages > 0 || _tight > 1 || (acceptTight && _tight > 0));
        Longer = _alone || _longerCount < FewestRecurrences ? null : _longer;
    }

    /// <summary>A name in the form of a contact's key.</summary>
    public static string Normalised(string name)
    {
        name = Repaired(name);
        name = name[Marks.Skip(name, 0, spaces: true)..];
        if (name.StartsWith('~'))
            name = name[1..];
        return ContactName.Normalised(name);
    }

    /// <summary>A name whose UTF-8 bytes were read as Windows-1252 by the tool that passed the export on.</summary>
    private static string Repaired(string name)
    {
        if (!name.AsSpan().ContainsAnyInRange('\u0080', '\u00FF'))
            return name;
        var bytes = new byte[name.Length];
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] <= '\u00FF')
                bytes[i] = (byte)name[i];
            else if (!TryByte(name.AsSpan(i, 1), bytes.AsSpan(i)))
                return name;
        }
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : name;
    }

    private static bool TryByte(ReadOnlySpan<char> letter, Span<byte> into)
    {
        Span<char> back = stackalloc char[1];
        return Windows1252.GetBytes(letter, into) == 1
            && Windows1252.GetChars(into[..1], back) == 1
            && back[0] == letter[0];
    }
}
