using System.Globalization;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

internal enum MonitorState
{
    Up,
    Down,

    /// <summary>Not watched, or under maintenance.</summary>
    Unknown,
}

/// <summary>What a monitor saw at a moment, in Unix milliseconds.</summary>
internal readonly record struct MonitorLook(long Time, MonitorState State);

/// <summary>
/// Makes outages of what a monitor saw. A list of changes says that a state held until the next; a series of samples
/// says only what was at each moment: a gap in it was not watched, and is neither up nor down.
/// </summary>
internal static class MonitorStates
{
    /// <summary>Samples further apart than so many steps have a gap between them.</summary>
    private const int StepsToGap = 4;

    /// <summary>The outages of a list of changes; what still lasts at the last look is open.</summary>
    /// <param name="until">The end of what the list covers, or null for its last change.</param>
    public static void FromChanges(
        IReadOnlyList<MonitorLook> changes,
        long? until,
        string id,
        string page,
        string? url,
        HistorySink sink
    )
    {
        var looks = InOrder(changes);
        if (looks.Count == 0)
            return;
        Watch(looks, until ?? looks[^1].Time, page, sink);
        for (var i = 0; i < looks.Count; i++)
        {
            if (looks[i].State != MonitorState.Down)
                continue;
            var first = i;
            while (i + 1 < looks.Count && looks[i + 1].State == MonitorState.Down)
                i++;
            var end = i + 1 < looks.Count ? looks[i + 1].Time : (long?)null;
            sink.Next();
            sink.Accept(
                Outage(id, page, url, looks[first].Time, end) with
                {
                    LastWord = until ?? looks[^1].Time,
                }
            );
        }
    }

    /// <summary>
    /// The outages of a series of samples: from the first sample that is down to the next that is up. The true start lies
    /// between it and the sample before, and the true end likewise: the shortest and the longest length say so.
    /// </summary>
    public static void FromSamples(
        IReadOnlyList<MonitorLook> samples,
        string id,
        string page,
        string? url,
        HistorySink sink
    )
    {
        var looks = InOrder(samples);
        if (looks.Count == 0)
            return;
        var step = Step(looks);
        foreach (var (from, to) in WithoutGaps(looks, step * StepsToGap))
            sink.Watch(page, from, to);
        for (var i = 0; i < looks.Count; i++)
        {
            if (looks[i].State != MonitorState.Down)
                continue;
            var first = i;
            while (i + 1 < looks.Count && looks[i + 1].State == MonitorState.Down)
                i++;
            sink.Next();
            sink.Accept(Sampled(looks, first, i, step, Outage(id, page, url, looks[first].Time, null)));
        }
    }

    private static FoundOutage Sampled(
        List<MonitorLook> looks,
        int first,
        int last,
        long step,
        FoundOutage outage
    )
    {
        var (from, to) = (looks[first].Time, looks[last].Time);
        outage = outage with { Precision = PrecisionOf(step), LastWord = to };
        if (last + 1 == looks.Count)
            return outage;
        var next = looks[last + 1].Time;
        var isSeen = next - to <= step * StepsToGap;
        // Where nobody looked when it came back, it is down as long as it was seen to be.
        var end = isSeen ? next : to + step;
        var longest = first == 0 ? double.PositiveInfinity : Hours(next - looks[first - 1].Time);
        return outage with { End = end, Hours = (Hours(to - from), longest) };
    }

    private static string PrecisionOf(long step)
    {
        if (step <= 15 * CivilTime.Minute)
            return "minute";
        return step <= 2 * CivilTime.HourLength ? "hour" : "day";
    }

    private static FoundOutage Outage(string id, string page, string? url, long start, long? end) =>
        new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{id}/{start / CivilTime.Second}"),
            Page = page,
            Start = start,
            End = end,
            FunctionStopped = ReportedSeverity.Whole,
            Impact = "down",
            Url = url,
        };

    /// <summary>Tells the time watched: from each look on that is not unknown to the next that is, or to the end.</summary>
    public static void Watch(IReadOnlyList<MonitorLook> looks, long until, string page, HistorySink sink)
    {
        for (var i = 0; i < looks.Count; i++)
        {
            if (looks[i].State == MonitorState.Unknown)
                continue;
            var first = i;
            while (i + 1 < looks.Count && looks[i + 1].State != MonitorState.Unknown)
                i++;
            sink.Watch(page, looks[first].Time, i + 1 < looks.Count ? looks[i + 1].Time : until);
        }
    }

    private static IEnumerable<(long From, long To)> WithoutGaps(List<MonitorLook> looks, long gap)
    {
        var first = 0;
        for (var i = 1; i <= looks.Count; i++)
        {
            if (i < looks.Count && looks[i].Time - looks[i - 1].Time <= gap)
                continue;
            yield return (looks[first].Time, looks[i - 1].Time);
            first = i;
        }
    }

    /// <summary>The median time between samples; a minute where there is but one.</summary>
    private static long Step(List<MonitorLook> looks)
    {
        var steps = looks
            .Zip(looks.Skip(1), (one, next) => next.Time - one.Time)
            .Where(time => time > 0)
            .Order()
            .ToList();
        return steps.Count > 0 ? steps[steps.Count / 2] : CivilTime.Minute;
    }

    /// <summary>By time; of several looks at one moment the last in the file holds.</summary>
    private static List<MonitorLook> InOrder(IReadOnlyList<MonitorLook> looks) =>
        [.. looks.GroupBy(look => look.Time).Select(group => group.Last()).OrderBy(look => look.Time)];

    private static double Hours(long milliseconds) => (double)milliseconds / CivilTime.HourLength;
}
