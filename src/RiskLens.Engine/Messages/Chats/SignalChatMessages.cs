using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>The second pass over a chat: puts lines together to messages and hands each on once the next begins.</summary>
internal sealed class SignalChatMessages(
    SignalSurvey survey,
    LocalTimes zone,
    LogContext context,
    IMessageSink sink
)
{
    /// <summary>A body only serves to tell two messages apart: what follows so many characters is not kept.</summary>
    private const int LongestBody = 1 << 20;

    private readonly TimeWindow _window = new(context.LatestUnixMilliseconds);
    private readonly StringBuilder _body = new();
    private string _author = "";
    private long _time;
    private bool _begun;
    private bool _pending;
    private bool _blank = true;

    /// <summary>Takes a line.</summary>
    public void Add(ReadOnlySpan<char> line, long number)
    {
        if (survey.Begins(line, _blank, out var header))
        {
            End();
            _begun = true;
            Begin(header, line, number);
        }
        else if (_pending && _body.Length < LongestBody)
        {
            _body.Append('\n').Append(line[..Math.Min(line.Length, LongestBody - _body.Length)]);
        }
        else if (!_begun && !line.IsWhiteSpace())
        {
            sink.Reject(new Rejected(number, RejectionReason.BeforeFirstHeader, LineShape.Of(line)));
        }
        _blank = line.IsWhiteSpace();
    }

    /// <summary>Hands on the message that is being put together, if any.</summary>
    public void End()
    {
        if (!_pending)
            return;
        _pending = false;
        var own = survey.Authors.IsOwn(_author);
        var contact = ContactName.Normalised(own ? survey.Authors.Customer : _author);
        sink.Accept(
            new Message
            {
                UnixMilliseconds = _time,
                Direction = own ? Direction.Out : Direction.In,
                Contact = contact,
                Body = _body.ToString().AsSpan().Trim(" \n"),
            }
        );
    }

    private void Begin(SignalHeader header, ReadOnlySpan<char> line, long number)
    {
        if (IsSystem(header))
        {
            sink.CountSystem();
            return;
        }
        var real = header.Clock.TryLocal(DateOrder.YearFirst, out var local);
        var time = real ? zone.ToUnixMilliseconds(local) : 0;
        var refusal = _window.Refusal(real ? TimeOutcome.Read : TimeOutcome.Unreadable, time);
        _author = header.Author.ToString();
        if (refusal is null && ContactName.Normalised(_author).Length == 0)
            refusal = RejectionReason.NoContact;
        if (refusal is not null)
        {
            sink.Reject(new Rejected(number, refusal, LineShape.Of(line)));
            return;
        }
        _time = time;
        _body.Clear().Append(header.Body[..Math.Min(header.Body.Length, LongestBody)]);
        _pending = true;
    }

    private static bool IsSystem(SignalHeader header) =>
        header.Style == SignalStyle.Short
            ? header.Body is ['[', ..] && header.Body.EndsWith(" message]", StringComparison.Ordinal)
            : IsCall(header.Body);

    /// <summary>"Incoming voice call (accepted, 3m 2s)", "Missed call", "Outgoing video call (unanswered)".</summary>
    private static bool IsCall(ReadOnlySpan<char> body)
    {
        foreach (var word in (ReadOnlySpan<string>)["Incoming ", "Outgoing ", "Missed "])
        {
            if (!body.StartsWith(word, StringComparison.Ordinal))
                continue;
            var rest = body[word.Length..];
            foreach (var kind in (ReadOnlySpan<string>)["voice ", "video ", "group "])
                rest = rest.StartsWith(kind, StringComparison.Ordinal) ? rest[kind.Length..] : rest;
            return rest is "call"
                || (rest.StartsWith("call (", StringComparison.Ordinal) && rest is [.., ')']);
        }
        return false;
    }
}
