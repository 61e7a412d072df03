namespace RiskLens.Engine.Messages;

/// <summary>The headers of one style in a file: how many, how they come, what their dates tell, who wrote.</summary>
internal sealed class WhatsAppStyleTally(HeaderStyle style, LogContext context)
{
    /// <summary>Exports joined in one file whose dates are read one by one; what comes after joins the last.</summary>
    private const int MostExports = 64;

    private readonly List<WhatsAppDates> _exports = [new(style, context.LatestUnixMilliseconds)];
    private DateReading[] _readings = [];
    private readonly HeaderStyle _style = style;
    private long _run;
    private long _worded;
    private long _unreadable;
    private long _afterFeed;
    private int _export;
    private long _seen;

    public ref readonly HeaderStyle Style => ref _style;

    public long Count { get; private set; }

    /// <summary>Whether the first header of the file has this style.</summary>
    public bool Begins { get; private set; }

    /// <summary>Whether a run of it begins as exports do: with a byte order mark or WhatsApp's opening notice.</summary>
    public bool BeginsAsExport { get; private set; }

    /// <summary>The most headers in a row.</summary>
    public long LongestRun { get; private set; }

    public WhatsAppAuthors Authors { get; } = new();

    /// <summary>Whether the style is the file's own.</summary>
    public bool IsOwn { get; set; }

    /// <summary>
    /// Whether only a line after CR LF begins a message: iOS ends its messages so, and breaks lines inside them with
    /// LF alone.
    /// </summary>
    public bool NeedsReturn { get; private set; }

    public DateOrder DateOrder => _readings[0].Order;

    public bool IsAmbiguous { get; private set; }

    public void Add(in WhatsAppHeader header, bool begins, bool runBegins, bool notice, bool afterReturn)
    {
        Begins |= begins;
        var seam = IsSeam(header, notice);
        BeginsAsExport |= seam && runBegins;
        _run = runBegins ? 1 : _run + 1;
        LongestRun = Math.Max(LongestRun, _run);
        _afterFeed += afterReturn ? 0 : 1;
        if (seam && Count > 0 && _exports.Count < MostExports)
            _exports.Add(new WhatsAppDates(_style, context.LatestUnixMilliseconds));
        Count++;
        _worded += header.HasWord ? 1 : 0;
        _unreadable += header.MillisecondOfDay < 0 ? 1 : 0;
        _exports[^1].Add(header.Date);
    }

    /// <summary>
    /// Whether a header is this style's: where most others have no word beside the time, one that is not understood is
    /// the text of somebody.
    /// </summary>
    public bool Includes(in WhatsAppHeader header) => header.MillisecondOfDay >= 0 || HasWords;

    /// <summary>Whether so many words beside the times are unknown that the others cannot be trusted either.</summary>
    public bool IsInUnknownWords => HasWords && _unreadable > 0 && _unreadable * 4 >= _worded;

    private bool HasWords => _worded * 2 > Count;

    /// <summary>Decides how the dates are to be read.</summary>
    /// <exception cref="Units.RiskLensException">A spreadsheet has rewritten some of them.</exception>
    public void Settle(long returns)
    {
        var readings = _exports.ConvertAll(dates =>
            dates.Decide(context.DefaultDateOrder, context.ForcedDateOrder)
        );
        if (_style.Semicolons && readings.Exists(reading => reading.Contradictory))
        {
            throw new Units.RiskLensException(
                "A spreadsheet has rewritten some of the dates, so day and month can no longer be told apart.",
                "Export the chat again and give the file as it is, without opening it in a spreadsheet."
            );
        }
        readings = InAgreement(readings);
        _readings = [.. readings];
        IsAmbiguous = readings.Exists(reading => reading.Ambiguous);
        var afterReturn = Count - _afterFeed;
        NeedsReturn =
            _style.Joint == HeaderJoint.Brackets
            && _afterFeed > 0
            && _afterFeed * 10 <= afterReturn
            // The first message has no line before it, the last may have no line end.
            && returns - afterReturn is 0 or -1;
    }

    /// <summary>
    /// What one of several joined exports leaves open, the others decide where they agree. One that runs better in
    /// time in another order than theirs, which proves nothing, is said to be a guess.
    /// </summary>
    private static List<DateReading> InAgreement(List<DateReading> readings)
    {
        var strong = readings.FindAll(reading => reading.Proved);
        if (strong.Count == 0)
            strong = readings.FindAll(reading => !reading.Ambiguous);
        if (strong.Count == 0 || strong.Count == readings.Count && strong[0].Proved)
            return readings;
        var agreed = strong.TrueForAll(reading => reading.Agrees(strong[0]));
        return readings.ConvertAll(reading =>
        {
            if (reading.Proved || reading.Contradictory)
                return reading;
            return agreed
                ? strong[0] with
                {
                    Ambiguous = !reading.Ambiguous && !reading.Agrees(strong[0]),
                }
                : reading with
                {
                    Ambiguous = true,
                };
        });
    }

    /// <summary>In the second pass: the reading of the dates of the export to which a header belongs.</summary>
    public DateReading Reading(in WhatsAppHeader header, bool notice)
    {
        if (IsSeam(header, notice) && _seen > 0)
            _export = Math.Min(_export + 1, _readings.Length - 1);
        _seen++;
        return _readings[_export];
    }

    private static bool IsSeam(in WhatsAppHeader header, bool notice) => header.Front.ByteOrderMark || notice;
}
