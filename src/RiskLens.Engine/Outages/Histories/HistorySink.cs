using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Collects what a format finds: checks times, looks for time spans in the texts, and holds each outage once. Each
/// entry is begun by <see cref="Next"/> and ended by exactly one of Accept, Maintenance, Notice, Reject.
/// </summary>
internal sealed class HistorySink(string format, HistoryContext context)
{
    /// <summary>1990-01-01T00:00Z, as for messages.</summary>
    private const long Earliest = 631_152_000_000;

    private readonly long _latest = context.Latest.ToUnixTimeMilliseconds();
    private readonly Dictionary<(string Page, string Id), ReportedOutage> _outages = [];
    private readonly OrderedDictionary<string, bool> _pages = new(StringComparer.Ordinal);
    private readonly List<RejectedEntry> _rejected = [];
    private readonly List<WatchedSpan> _watched = [];
    private int _entry;
    private int _maintenance;
    private int _notices;
    private int _repeated;
    private int _repaired;
    private long? _first;
    private long? _last;

    /// <summary>How the file's times are read; UTC where they have no offset.</summary>
    public HistoryTimes Times { get; init; } = HistoryTimes.Utc();

    public HistoryContext Context { get; } = context;

    /// <summary>Goes to the next entry of the file.</summary>
    public void Next() => _entry++;

    /// <summary>The entry is announced work.</summary>
    public void Maintenance() => _maintenance++;

    /// <summary>The entry says that nothing failed.</summary>
    public void Notice() => _notices++;

    /// <summary>The entry cannot be read.</summary>
    public void Reject(string reason) => _rejected.Add(new RejectedEntry(_entry, reason));

    /// <summary>A page or monitor that the file is about; its name comes back as it is kept.</summary>
    public string Page(string? name, string fallback)
    {
        var kept = PublicText.Name(name) is { Length: > 0 } given ? given : fallback;
        _pages.TryAdd(kept, true);
        return kept;
    }

    /// <summary>A time that stands in the file.</summary>
    public void See(long? unixMilliseconds)
    {
        if (unixMilliseconds is not { } time || time < Earliest || time > _latest)
            return;
        _first = Math.Min(_first ?? time, time);
        _last = Math.Max(_last ?? time, time);
    }

    /// <summary>Time in which the monitor was watching.</summary>
    public void Watch(string page, long from, long to)
    {
        to = Math.Min(to, _latest);
        if (from < Earliest || from >= to)
            return;
        See(from);
        See(to);
        _watched.Add(new WatchedSpan(page, At(from), At(to)));
    }

    /// <summary>The start of an entry, from the first of the properties that is there; else the entry is refused.</summary>
    public bool TryStart(JsonElement entry, out long start, params ReadOnlySpan<string> properties)
    {
        var outcome = Times.Read(entry, properties, out start);
        if (outcome == TimeOutcome.Read)
            return true;
        Reject(outcome == TimeOutcome.Missing ? HistoryRejection.NoStart : HistoryRejection.UnreadableStart);
        return false;
    }

    /// <summary>The end of an entry, null where it has none; refused where it cannot be read.</summary>
    public bool TryEnd(JsonElement entry, out long? end, params ReadOnlySpan<string> properties)
    {
        end = null;
        var outcome = Times.Read(entry, properties, out var time);
        if (outcome == TimeOutcome.Read)
            end = time;
        if (outcome is TimeOutcome.Read or TimeOutcome.Missing)
            return true;
        Reject(HistoryRejection.UnreadableEnd);
        return false;
    }

    /// <summary>Takes an outage, unless its times cannot be.</summary>
    public void Accept(FoundOutage found)
    {
        if (found.Start < Earliest || found.Start > _latest)
        {
            Reject(found.Start < Earliest ? HistoryRejection.TooEarly : HistoryRejection.InTheFuture);
            return;
        }
        var (start, end) = Repaired(found);
        if (end - start < CivilTime.Minute && (found.IsPosted || end == start))
            end = null;
        var windows = TextWindows.In(found.Texts, start, end, _latest);
        if (found.MayBeNotice && end is null && windows.Count == 0)
        {
            Notice();
            return;
        }
        See(start);
        See(end);
        foreach (var text in found.Texts)
            See(text.Written);
        Keep(Outage(found, start, end, windows));
    }

    /// <summary>What was read.</summary>
    public HistoryReading Reading() =>
        new(
            format,
            [
                .. _outages
                    .Values.OrderBy(one => one.Start)
                    .ThenBy(one => one.Page, StringComparer.Ordinal)
                    .ThenBy(one => one.SourceId, StringComparer.Ordinal),
            ],
            _maintenance,
            _notices,
            _repeated,
            _repaired,
            _rejected,
            [.. _pages.Keys],
            _first is { } first ? At(first) : null,
            _last is { } last ? At(last) : null,
            _watched
        );

    private (long Start, long? End) Repaired(FoundOutage found)
    {
        if (found.End is not { } end || (end >= found.Start && end <= _latest))
            return (found.Start, found.End);
        _repaired++;
        // Posted after the fact, with the moment of writing as its start: what it calls its end is the earlier time.
        return end > _latest || end < Earliest ? (found.Start, null) : (end, null);
    }

    private static ReportedOutage Outage(
        FoundOutage found,
        long start,
        long? end,
        IReadOnlyList<ProposedWindow> windows
    )
    {
        var hours = end is null ? (double?)null : (double)(end.Value - start) / CivilTime.HourLength;
        var lasted =
            found.End is null && found.LastWord is { } word && word > start
                ? (double)(word - start) / CivilTime.HourLength
                : 0;
        return new ReportedOutage(
            PublicText.Line(found.Id, PublicText.LongestTitle),
            found.Page,
            [
                .. found
                    .Components.Select(PublicText.Name)
                    .Where(n => n.Length > 0)
                    .Distinct(StringComparer.Ordinal),
            ],
            PublicText.Line(found.Title, PublicText.LongestTitle),
            At(start),
            end is null ? null : At(end.Value),
            found.Precision,
            found.FunctionStopped,
            PublicText.Name(found.Impact),
            PublicText.Address(found.Url),
            windows
        )
        {
            ShortestHours = found.Hours?.Shortest ?? hours ?? lasted,
            LongestHours = found.Hours?.Longest ?? hours ?? double.PositiveInfinity,
            Node = found.Node,
            Places = found.Places,
            FunctionStoppedByChannel =
                found.FunctionStoppedByChannel ?? new Dictionary<string, ShareRange>(StringComparer.Ordinal),
            CustomersStruck = found.CustomersStruck,
        };
    }

    private void Keep(ReportedOutage outage)
    {
        var key = (outage.Page, outage.SourceId);
        if (_outages.TryAdd(key, outage))
            return;
        _repeated++;
        if (_outages[key].End is null && outage.End is not null)
            _outages[key] = outage;
    }

    private static DateTimeOffset At(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds);
}
