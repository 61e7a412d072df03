namespace RiskLens.Engine.Messages;

/// <summary>The moments of headers: days in the order and calendar of their export, wall clocks in the company's zone.</summary>
internal sealed class WhatsAppTimes(LogContext context)
{
    private readonly TimeWindow _window = new(context.LatestUnixMilliseconds);

    private ChatDate _lastDate;
    private DateReading? _lastReading;
    private int _lastStyle;
    private long _lastDay;
    private bool _lastIsReal;

    public LocalTimes Clock { get; } = new(context.Zone);

    /// <summary>Why the time of a header is refused; null where it stands, in Unix milliseconds.</summary>
    public string? Refusal(
        in WhatsAppHeader header,
        in HeaderStyle style,
        DateReading reading,
        out long unixMilliseconds
    )
    {
        if (header.Date != _lastDate || header.Style != _lastStyle || !ReferenceEquals(reading, _lastReading))
        {
            (_lastDate, _lastStyle, _lastReading) = (header.Date, header.Style, reading);
            _lastIsReal = header.Date.TryDay(reading.Order, reading.Count, style.ShortYear, out _lastDay);
        }
        unixMilliseconds = 0;
        if (header.MillisecondOfDay < 0)
            return RejectionReason.UnreadableTime;
        unixMilliseconds = _lastIsReal ? Clock.ToUnixMilliseconds(_lastDay + header.MillisecondOfDay) : 0;
        return _window.Refusal(_lastIsReal ? TimeOutcome.Read : TimeOutcome.Unreadable, unixMilliseconds);
    }
}
