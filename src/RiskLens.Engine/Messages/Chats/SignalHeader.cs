namespace RiskLens.Engine.Messages;

/// <summary>How the lines that begin a message are written.</summary>
internal enum SignalStyle
{
    /// <summary>signal-export since 2021: "[2024-03-30 23:58:41] Ann: body".</summary>
    Seconds,

    /// <summary>signal-export before: "[2019-05-29, 15:04] Ann: body".</summary>
    Minutes,

    /// <summary>sigtop's text-short: "2024-03-30 23:58 Ann: [details] body".</summary>
    Short,
}

/// <summary>The line that begins a message in a chat as text: time, author, and the first line of the body.</summary>
internal readonly ref struct SignalHeader
{
    public required SignalStyle Style { get; init; }

    public required ClockText Clock { get; init; }

    public required ReadOnlySpan<char> Author { get; init; }

    public required ReadOnlySpan<char> Body { get; init; }

    /// <summary>Reads a header; false where the line is none.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, out SignalHeader header)
    {
        header = default;
        var bracket = line is ['[', ..];
        var text = bracket ? line[1..] : line;
        if (!StartsWithDay(text))
            return false;
        var length = ClockText.Read(text, out var clock);
        if (length == 0 || !clock.HasTime || StyleOf(text[..length], bracket, clock) is not { } style)
            return false;
        text = text[length..];
        if (bracket)
        {
            if (text is not [']', ..])
                return false;
            text = text[1..];
        }
        if (text is not [' ', not ' ', ..])
            return false;
        text = text[1..];
        var end = text.IndexOf(": ", StringComparison.Ordinal);
        if (end < 0 && text is [.., ':'])
            end = text.Length - 1;
        // "2024-12-31 21:05 - Ann: " is WhatsApp's in Sweden.
        if (end <= 0 || text.StartsWith("- ", StringComparison.Ordinal))
            return false;
        header = new SignalHeader
        {
            Style = style,
            Clock = clock,
            Author = text[..end],
            Body = text[(end + 1)..].Trim(' '),
        };
        return true;
    }

    private static SignalStyle? StyleOf(ReadOnlySpan<char> clock, bool bracket, ClockText read)
    {
        // yyyy-MM-dd, then a comma or none, a space, and two or three pairs of digits.
        var comma = clock.Length > 10 && clock[10] == ',';
        return (bracket, comma, read.HasSeconds, clock.Length) switch
        {
            (true, false, true, 19) => SignalStyle.Seconds,
            (true, true, false, 17) => SignalStyle.Minutes,
            (false, false, false, 16) => SignalStyle.Short,
            _ => null,
        };
    }

    private static bool StartsWithDay(ReadOnlySpan<char> text) =>
        text.Length > 10
        && text[4] == '-'
        && text[7] == '-'
        && text[10] is ' ' or ','
        && char.IsAsciiDigit(text[9]);
}
