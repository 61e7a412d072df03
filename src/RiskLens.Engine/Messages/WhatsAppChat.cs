namespace RiskLens.Engine.Messages;

/// <summary>
/// The second pass over an export: puts lines together to messages and hands each on once the next begins.
/// </summary>
internal sealed class WhatsAppChat
{
    /// <summary>A body only serves to tell two messages apart: what follows so many characters is not kept.</summary>
    private const int LongestBody = 1 << 20;

    private readonly WhatsAppSurvey _survey;
    private readonly WhatsAppAuthors _authors;
    private readonly LocalTimes _zone;
    private readonly TimeWindow _window;
    private readonly DateOrder _order;
    private readonly IMessageSink _sink;
    private readonly string? _own;
    private readonly string _ownContact;

    private char[] _author = new char[128];
    private int _authorLength;
    private char[] _body = new char[1024];
    private int _bodyLength;
    private long _time;
    private bool _begun;
    private bool _pending;

    public WhatsAppChat(WhatsAppSurvey survey, LogContext context, DateOrder order, IMessageSink sink)
    {
        _survey = survey;
        _authors = survey.Authors();
        _zone = new LocalTimes(context.Zone);
        _window = new TimeWindow(context.LatestUnixMilliseconds);
        _order = order;
        _sink = sink;
        _own = Own(context.OwnName);
        _ownContact = (_own is null ? null : _authors.OtherThan(_own)) ?? WhatsAppExport.Group;
    }

    private static string? Own(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        var buffer = new char[name.Length];
        return new string(buffer, 0, WhatsAppAuthors.Normalise(name, buffer));
    }

    public void Add(ReadOnlySpan<char> line, long number)
    {
        if (WhatsAppHeader.TryRead(line, out var header) && _survey.IsOwn(header.Style))
        {
            End();
            _begun = true;
            Begin(header, number);
        }
        else if (_pending)
        {
            AppendToBody("\n");
            AppendToBody(line);
        }
        else if (!_begun && !line.IsWhiteSpace())
        {
            _sink.Reject(new Rejected(number, RejectionReason.BeforeFirstHeader));
        }
    }

    private void Begin(WhatsAppHeader header, long number)
    {
        var line = WhatsAppLine.Of(header, _authors);
        if (!line.IsMessage)
        {
            _sink.CountSystem();
            return;
        }
        var real = header.Clock.TryLocal(_order, out var local);
        var time = real ? _zone.ToUnixMilliseconds(local) : 0;
        if (_window.Refusal(real ? TimeOutcome.Read : TimeOutcome.Unreadable, time) is { } refusal)
        {
            _sink.Reject(new Rejected(number, refusal));
            return;
        }
        if (_author.Length < line.Author.Length)
            _author = new char[line.Author.Length];
        _authorLength = WhatsAppAuthors.Normalise(line.Author, _author);
        if (_authorLength == 0)
        {
            _sink.Reject(new Rejected(number, RejectionReason.NoContact));
            return;
        }
        _time = time;
        _bodyLength = 0;
        AppendToBody(line.Body);
        _pending = true;
    }

    /// <summary>Hands on the message that is being put together, if any.</summary>
    public void End()
    {
        if (!_pending)
            return;
        _pending = false;
        ReadOnlySpan<char> author = _author.AsSpan(0, _authorLength);
        var own = _own is not null && author.SequenceEqual(_own);
        _sink.Accept(
            new Message
            {
                UnixMilliseconds = _time,
                Direction = own ? Direction.Out : Direction.In,
                Contact = own ? _ownContact : author,
                Body = _body.AsSpan(0, _bodyLength),
            }
        );
    }

    private void AppendToBody(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, LongestBody - _bodyLength)];
        if (_bodyLength + text.Length > _body.Length)
            Array.Resize(ref _body, Math.Max(_bodyLength + text.Length, _body.Length * 2));
        text.CopyTo(_body.AsSpan(_bodyLength));
        _bodyLength += text.Length;
    }
}
