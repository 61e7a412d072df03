namespace RiskLens.Engine.Messages;

/// <summary>
/// Decides which Content-Length of a mailbox to believe. Some writers (mboxcl2) leave "From " lines in bodies as they
/// are and state the body's length, others state a wrong length. A length is believed where another mail, or the end
/// of the file, stands just behind the body that it measures; until then what begins inside waits.
/// </summary>
internal sealed class MailClaims
{
    /// <summary>With more than these inside one body, its length is not believed.</summary>
    private const int MostInside = 256;

    /// <summary>Line ends between a body and the next separator, in bytes.</summary>
    private const int Slack = 4;

    private readonly List<Mail> _inside = [];
    private Mail? _outer;

    /// <summary>The mails that are certain once one has ended at an offset.</summary>
    public IReadOnlyList<Mail> Ended(Mail mail, long at)
    {
        if (_outer is null)
        {
            if (mail.ClaimedEnd <= at)
                return [mail];
            _outer = mail;
            return [];
        }
        _inside.Add(mail);
        if (at >= _outer.ClaimedEnd && at <= _outer.ClaimedEnd + Slack)
            _inside.Clear();
        else if (at < _outer.ClaimedEnd && _inside.Count < MostInside)
            return [];
        return Release();
    }

    /// <summary>The mails that still wait at the end of the file: no length among them was proven.</summary>
    public IReadOnlyList<Mail> Release()
    {
        if (_outer is null)
            return [];
        Mail[] certain = [_outer, .. _inside];
        _outer = null;
        _inside.Clear();
        return certain;
    }
}
