namespace RiskLens.Engine.Messages;

/// <summary>
/// The second pass over an export: puts lines together to messages and hands each on once the next begins.
/// </summary>
internal sealed class WhatsAppChat
{
    private readonly WhatsAppSurvey _survey;
    private readonly WhatsAppTimes _times;
    private readonly IMessageSink _sink;
    private readonly HashSet<string> _names;
    private readonly OwnNames _own;
    private readonly string _recipient;
    private readonly ChatBody _body = new();

    private WhatsAppAuthor? _author;
    private long _time;
    private bool _begun;
    private bool _afterReturn = true;

    public WhatsAppChat(WhatsAppSurvey survey, string fileName, LogContext context, IMessageSink sink)
    {
        _survey = survey;
        _names = survey.Authors.Names();
        _times = new WhatsAppTimes(context);
        _sink = sink;
        _own = new OwnNames(context);
        _recipient = WhatsAppRecipient.Of(_names, _own, fileName);
    }

    /// <summary>What the times told of the clock's changes.</summary>
    public LocalTimes Clock => _times.Clock;

    /// <summary>Takes a line; <paramref name="endsWithReturn"/> where it ends with CR LF.</summary>
    public void Add(ReadOnlySpan<char> line, long number, bool endsWithReturn)
    {
        if (
            _survey.Headers.TryRead(line, out var header)
            && Begins(_survey.Tally(header.Style))
            && _survey.Tally(header.Style).Includes(header)
        )
        {
            End();
            _begun = true;
            Begin(header, line, number);
        }
        else if (_author is not null)
        {
            _body.AddLine(line);
        }
        else if (!_begun && !line.IsWhiteSpace())
        {
            _sink.Reject(new Rejected(number, RejectionReason.BeforeFirstHeader, LineShape.Of(line)));
        }
        _afterReturn = endsWithReturn;
    }

    private bool Begins(WhatsAppStyleTally tally) => tally.IsOwn && (_afterReturn || !tally.NeedsReturn);

    private void Begin(in WhatsAppHeader header, ReadOnlySpan<char> line, long number)
    {
        var tally = _survey.Tally(header.Style);
        var content = WhatsAppLine.Of(header, tally.Style, _survey.Authors);
        var reading = tally.Reading(header, content.IsNotice);
        if (content.Author is not { } author || IsOfAndroid(header, tally.Style, author))
        {
            _sink.CountSystem();
            return;
        }
        var refusal = _times.Refusal(header, tally.Style, reading, out _time);
        if (refusal is null && author.Name.Length == 0)
            refusal = RejectionReason.NoContact;
        if (refusal is not null)
        {
            _sink.Reject(new Rejected(number, refusal, LineShape.Of(line)));
            return;
        }
        _author = author;
        _body.Begin(content.Body, header.Front.Quoted);
    }

    /// <summary>Android puts U+200E before what it writes itself; a person's name is known without it.</summary>
    private bool IsOfAndroid(in WhatsAppHeader header, in HeaderStyle style, WhatsAppAuthor author) =>
        style.Joint == HeaderJoint.Dash && Marks.LeftToRight(header.Text) && !_names.Contains(author.Name);

    /// <summary>Hands on the message that is being put together, if any.</summary>
    public void End()
    {
        if (_author is null)
            return;
        var own = _author.IsCompany ??= _own.Contain(_author.Name);
        _sink.Accept(
            new Message
            {
                UnixMilliseconds = _time,
                Direction = own ? Direction.Out : Direction.In,
                Contact = own ? _recipient : _author.Name,
                Body = _body.Text,
            }
        );
        _author = null;
    }
}
