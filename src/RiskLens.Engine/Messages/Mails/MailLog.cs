namespace RiskLens.Engine.Messages;

/// <summary>
/// The mails of a mailbox file, one after another, by their headers; bodies are passed over. The variants of mbox
/// (mboxo, mboxrd, mboxcl, mboxcl2) differ in how a body hides a line that begins with "From ". Here such a line begins
/// a mail where it has the form of a separator and a header field follows it, unless a Content-Length proves it to be
/// part of a body (<see cref="MailClaims"/>). A file whose first line is no separator is one mail.
/// </summary>
internal sealed class MailLog(MailLines lines) : IDisposable
{
    /// <summary>Up to here no separator is looked for.</summary>
    private long _fence;

    /// <summary>Whether the mails' lengths are given (<see cref="MailSeparator.Before"/>).</summary>
    private bool _measured;

    /// <summary>Reads the mails in the order of the file.</summary>
    public IEnumerable<Mail> Read()
    {
        if (!lines.Next())
            yield break;
        var claims = new MailClaims();
        var current = First();
        Mail? candidate = null;
        while (lines.Next())
        {
            if (candidate is not null && (_measured || Mail.IsField(lines.Current)))
            {
                foreach (var mail in claims.Ended(current, candidate.Offset))
                    yield return mail;
                current = candidate;
            }
            candidate = Begins() ? new Mail(lines.Number, lines.Offset) : null;
            if (candidate is null && !current.HasBody)
                current.TakeHeader(lines.Current, lines.NextOffset);
        }
        foreach (var mail in claims.Ended(current, lines.Offset))
            yield return mail;
        foreach (var mail in claims.Release())
            yield return mail;
    }

    private Mail First()
    {
        var line = lines.Current;
        if (line.StartsWith("\uFEFF"u8))
            line = line[3..];
        var mail = new Mail(lines.Number, lines.Offset);
        _measured = Measure(line);
        if (!_measured && !MailSeparator.Is(line))
        {
            _fence = long.MaxValue;
            mail.TakeHeader(line, lines.NextOffset);
        }
        return mail;
    }

    private bool Begins() =>
        lines.Offset >= _fence && (_measured ? Measure(lines.Current) : MailSeparator.Is(lines.Current));

    private bool Measure(ReadOnlySpan<byte> line)
    {
        if (MailSeparator.LengthAfter(line) is not { } length)
            return false;
        _fence = lines.NextOffset + Math.Min(length, long.MaxValue / 2);
        return true;
    }

    public void Dispose() => lines.Dispose();
}
