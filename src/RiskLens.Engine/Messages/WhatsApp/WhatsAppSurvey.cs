using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The first pass over an export: which header styles are the file's own, how their dates are to be read, and who
/// wrote. A style is the file's own when no other is more frequent, when the file begins with it, or when its lines
/// come in one long run, as in two exports joined to one file; the few lines of another style that somebody quoted in
/// a message are not.
/// </summary>
internal sealed class WhatsAppSurvey(LogContext context)
{
    private const int LongRun = 10;

    /// <summary>A long run in a file more than twenty times as long may be a chat pasted into a message.</summary>
    private const int SmallestShare = 20;

    private readonly List<WhatsAppStyleTally> _tallies = [];
    private int _lastStyle = -1;
    private long _mostFrequent;
    private long _returns;
    private bool _afterReturn;
    private bool _afterLine;

    /// <summary>The reader of headers, which has learnt the forms of this file.</summary>
    public WhatsAppHeaders Headers { get; } = new();

    /// <summary>Those who wrote, under headers of the file's own styles.</summary>
    public WhatsAppAuthors Authors { get; } = new();

    /// <summary>Takes a line; <paramref name="endsWithReturn"/> where it ends with CR LF.</summary>
    public void Add(ReadOnlySpan<char> line, bool endsWithReturn)
    {
        if (Headers.TryRead(line, out var header))
            Add(header);
        _returns += endsWithReturn ? 1 : 0;
        (_afterLine, _afterReturn) = (true, endsWithReturn);
    }

    private void Add(in WhatsAppHeader header)
    {
        while (_tallies.Count <= header.Style)
            _tallies.Add(new WhatsAppStyleTally(Headers.Styles[_tallies.Count], context));
        var tally = _tallies[header.Style];
        var line = WhatsAppLine.Learn(header, tally.Style, tally.Authors);
        tally.Add(
            header,
            begins: _lastStyle < 0,
            runBegins: header.Style != _lastStyle,
            notice: line.IsNotice,
            afterReturn: _afterReturn || !_afterLine
        );
        _lastStyle = header.Style;
    }

    /// <summary>Decides what the whole file tells; the second pass may begin.</summary>
    /// <exception cref="RiskLensException">Its times or dates cannot be read as a whole.</exception>
    public LogReading Settle()
    {
        _mostFrequent = _tallies
            .Where(tally => tally.Style.IsOfExports)
            .Select(tally => tally.Count)
            .DefaultIfEmpty()
            .Max();
        var own = new List<WhatsAppStyleTally>();
        foreach (var tally in _tallies)
        {
            tally.IsOwn = IsOwn(tally);
            if (!tally.IsOwn)
                continue;
            own.Add(tally);
            Authors.Add(tally.Authors);
            tally.Settle(_returns);
        }
        if (own.Count == 0)
            return new LogReading(null, DateOrderAmbiguous: false);
        var main = own.MaxBy(tally => tally.Count)!;
        if (main.IsInUnknownWords)
        {
            throw new RiskLensException(
                "Beside the times stand words for the part of the day that are not known.",
                "Set the phone to a 24-hour clock or to English and export the chat again."
            );
        }
        return new LogReading(main.DateOrder, own.Exists(tally => tally.IsAmbiguous));
    }

    /// <summary>The tally of a header's style.</summary>
    public WhatsAppStyleTally Tally(int style) => _tallies[style];

    private bool IsOwn(WhatsAppStyleTally tally)
    {
        if (tally.Begins || !tally.Style.IsOfExports)
            return tally.Begins;
        return tally.Count == _mostFrequent
            || tally.BeginsAsExport
            || (tally.LongestRun >= LongRun && tally.Count * SmallestShare >= _mostFrequent);
    }
}
