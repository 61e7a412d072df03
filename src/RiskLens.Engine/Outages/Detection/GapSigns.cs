using RiskLens.Engine.Units;

namespace RiskLens.Engine.Outages;

/// <summary>Tells outages from gaps in the recording, where the data allow.</summary>
internal static class GapSigns
{
    private const int AfterHours = 6;

    // A neighbouring hour with less of it lost was whole.
    private const double CutOff = 0.3;

    /// <summary>The signs for either, of <see cref="ReadingSigns"/>.</summary>
    public static IReadOnlyList<string> Of(
        ChannelSearch channel,
        string series,
        UnusualHours hours,
        ChannelSearch[] others,
        OtherChannel[] meanwhile,
        IReadOnlyDictionary<string, string>? logOf,
        int[] hourOfWeek,
        Hour start
    )
    {
        var (from, to) = (hours.FromHour, hours.ToHour);
        var signs = new List<string>();
        if (channel.Failed.Between(from, to).Actual > 0)
            signs.Add(ReadingSigns.FailuresReported);
        if (hours.Kind is "silence" && series is "in" && ChannelSearch.Alive(channel.Out.Between(from, to)))
            signs.Add(ReadingSigns.OtherDirectionAlive);
        if (hours.Kind is not "failures" && channel.Stronger(to, to + AfterHours))
            signs.Add(ReadingSigns.CameBackStronger);
        if (Array.Exists(others, o => o.Stronger(from, to)))
            signs.Add(ReadingSigns.OtherChannelStronger);
        signs.AddRange(OfOthers(channel.Channel, meanwhile, logOf));
        if (hours.Kind is "silence" && WholeDays(hours, hourOfWeek, start))
            signs.Add(ReadingSigns.WholeDays);
        if (
            Array.IndexOf(channel.All.Observed, true) == from
            || Array.LastIndexOf(channel.All.Observed, true) == to - 1
        )
            signs.Add(ReadingSigns.AtTheEdge);
        return signs;
    }

    /// <summary>Signs for one of the two and none for the other are a reading; anything else is unclear.</summary>
    public static string Reading(IReadOnlyList<string> signs)
    {
        var outage = signs.Any(s =>
            s
                is ReadingSigns.FailuresReported
                    or ReadingSigns.OtherDirectionAlive
                    or ReadingSigns.SameLogAlive
                    or ReadingSigns.CameBackStronger
                    or ReadingSigns.OtherChannelStronger
        );
        var gap = signs.Any(s =>
            s is ReadingSigns.SameLogSilent or ReadingSigns.AllChannelsSilent or ReadingSigns.WholeDays
        );
        if (outage == gap)
            return "unclear";
        return outage ? "outage" : "recording_gap";
    }

    private static IEnumerable<string> OfOthers(
        string channel,
        OtherChannel[] meanwhile,
        IReadOnlyDictionary<string, string>? logOf
    )
    {
        if (logOf is not null && logOf.TryGetValue(channel, out var log))
        {
            OtherChannel[] same =
            [
                .. meanwhile.Where(o =>
                    logOf.TryGetValue(o.Channel, out var other)
                    && string.Equals(other, log, StringComparison.Ordinal)
                ),
            ];
            if (Array.Exists(same, o => o.State is "alive"))
                yield return ReadingSigns.SameLogAlive;
            else if (Array.Exists(same, o => o.State is "silent"))
                yield return ReadingSigns.SameLogSilent;
        }
        if (
            Array.Exists(meanwhile, o => o.State is "silent")
            && Array.TrueForAll(meanwhile, o => o.State is not "alive")
        )
            yield return ReadingSigns.AllChannelsSilent;
    }

    // Files of a day begin at midnight by the company's clock or by UTC.
    private static bool WholeDays(UnusualHours hours, int[] hourOfWeek, Hour start)
    {
        var (from, to) = (hours.FromHour, hours.ToHour);
        var local = hourOfWeek[from] % 24 == 0 && (to == hourOfWeek.Length || hourOfWeek[to] % 24 == 0);
        var utc = (start + from).Start.Hour == 0 && (start + to).Start.Hour == 0;
        return (local || utc)
            && hours.Start > from - CutOff
            && hours.End < to + CutOff
            && hours.StartWithinHours <= 1
            && hours.EndWithinHours <= 1;
    }
}
