using System.IO.Compression;
using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The mails of a zip, each a file, joined into one mailbox: the archive is opened once, however many they are. Before
/// each stands a line with its length (<see cref="MailSeparator.Before"/>), behind it a line end.
/// </summary>
internal sealed class MailArchive(ZipArchive archive, IReadOnlyList<int> entries) : BytesInOrder
{
    private static readonly Stream NoMail = Stream.Null;

    private Stream _mail = NoMail;
    private byte[] _text = [];
    private int _next;

    /// <summary>Whether a file in a zip is a mail, by its name.</summary>
    public static bool IsMail(string name) => name.EndsWith(".eml", StringComparison.OrdinalIgnoreCase);

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            if (_text.Length > 0)
                return Take(buffer);
            var count = _mail.Read(buffer);
            if (count > 0 || buffer.IsEmpty)
                return count;
            if (_next == entries.Count && ReferenceEquals(_mail, NoMail))
                return 0;
            Turn();
        }
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _text.Length);
        _text.AsSpan(0, count).CopyTo(buffer);
        _text = _text[count..];
        return count;
    }

    /// <summary>From a mail to its end, and from there to the next.</summary>
    private void Turn()
    {
        if (!ReferenceEquals(_mail, NoMail))
        {
            _mail.Dispose();
            (_mail, _text) = (NoMail, "\n"u8.ToArray());
            return;
        }
        var entry = archive.Entries[entries[_next++]];
        try
        {
            var bytes = entry.Open();
            _mail = Inflated.FromZip(bytes, bytes, entry.Length, entry.CompressedLength);
        }
        catch (Exception fault) when (Inflated.IsDamage(fault))
        {
            throw Inflated.Damaged(fault);
        }
        _text = Encoding.ASCII.GetBytes(MailSeparator.Before(entry.Length));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _mail.Dispose();
            archive.Dispose();
        }
        base.Dispose(disposing);
    }
}
