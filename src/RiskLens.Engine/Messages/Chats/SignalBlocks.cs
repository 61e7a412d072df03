using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>A message of sigtop's text: its fields as written, null where they are missing.</summary>
internal sealed record SignalBlock(string? From, string Type, string? Sent, string Body)
{
    /// <summary>"Ann (+33123456789)" by the number, for that is the same everywhere; "You" and names as they are.</summary>
    public string? Contact
    {
        get
        {
            if (
                From is not [.., ')']
                || From.LastIndexOf(" (+", StringComparison.Ordinal) is not (var at and > 0)
            )
                return From;
            var number = From.AsSpan(at + 3, From.Length - at - 4);
            return number.ContainsAnyExceptInRange('0', '9') ? From : From[(at + 2)..^1];
        }
    }
}

/// <summary>
/// Cuts sigtop's text into messages. A block begins after a blank line with "From:" and "Type:", or with "Type:"
/// alone; a body that holds such lines itself cannot be told from it.
/// </summary>
internal sealed class SignalBlocks(Action<SignalBlock, long> take)
{
    private const int LongestBody = 1 << 20;

    private readonly StringBuilder _body = new();
    private string? _from;
    private string? _type;
    private string? _sent;
    private long _line;
    private bool _inFields;
    private bool _blank = true;
    private string? _waiting;
    private long _waitingLine;

    /// <summary>Takes a line.</summary>
    public void Add(ReadOnlySpan<char> line, long number)
    {
        var type = Field(line, "Type: ");
        if (type is not null && (_waiting is not null || _blank))
        {
            var (from, start) = (_waiting, _waiting is null ? number : _waitingLine);
            _waiting = null;
            End();
            (_from, _type, _sent, _line, _inFields) = (from, type, null, start, true);
        }
        else
        {
            GiveBack();
            Other(line, number);
        }
        _blank = line.IsWhiteSpace();
    }

    /// <summary>Hands on the last message.</summary>
    public void End()
    {
        GiveBack();
        if (_type is not null)
            take(new SignalBlock(_from, _type, _sent, _body.ToString().Trim(' ', '\n')), _line);
        _type = null;
        _body.Clear();
    }

    private void Other(ReadOnlySpan<char> line, long number)
    {
        if (_blank && Field(line, "From: ") is { } from)
            (_waiting, _waitingLine) = (from, number);
        else if (_inFields && line.IsWhiteSpace())
            _inFields = false;
        else if (_inFields)
            _sent ??= Field(line, "Sent: ");
        else if (_type is not null)
            Append(line);
    }

    /// <summary>A "From:" that no "Type:" followed was a line of the body.</summary>
    private void GiveBack()
    {
        if (_waiting is null)
            return;
        if (_type is not null)
            Append("From: " + _waiting);
        _waiting = null;
    }

    private void Append(ReadOnlySpan<char> line)
    {
        if (_body.Length < LongestBody)
            _body.Append(line[..Math.Min(line.Length, LongestBody - _body.Length)]).Append('\n');
    }

    private static string? Field(ReadOnlySpan<char> line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..].Trim().ToString() : null;
}
