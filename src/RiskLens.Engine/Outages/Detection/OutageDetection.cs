using NodaTime;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Outages;

/// <summary>What a search found.</summary>
/// <param name="Proposals">By start, then channel.</param>
/// <param name="Power">What could have been found, for each channel of the ledger.</param>
public sealed record DetectionResult(
    IReadOnlyList<OutageProposal> Proposals,
    IReadOnlyList<DetectionPower> Power
);

/// <summary>Hours of a channel in which an outage is known already: neither learnt from nor proposed again.</summary>
public sealed record KnownOutage(string Channel, DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// Finds outages nobody reported in the company's own ledger: unusual silence, unusually low counts, unusual shares
/// of failures. A year without an outage gives a channel about <see cref="FalseAlarmsPerYear"/> proposals.
/// </summary>
public static class OutageDetection
{
    /// <summary>Expected proposals of a channel in a year without an outage, all kinds together.</summary>
    public const double FalseAlarmsPerYear = 2 * SeriesDetection.ChanceLimit;

    /// <summary>Searches the ledger.</summary>
    /// <param name="ledger">The company's ledger.</param>
    /// <param name="zone">The company's clock.</param>
    /// <param name="known">Outages known already.</param>
    /// <param name="logOf">
    /// For each channel, a name of the log that recorded it (channels of one log share it); null where not known.
    /// </param>
    /// <param name="cancellationToken">Ends the search between two channels.</param>
    public static DetectionResult Run(
        Ledger ledger,
        DateTimeZone zone,
        IReadOnlyList<KnownOutage> known,
        IReadOnlyDictionary<string, string>? logOf,
        CancellationToken cancellationToken
    )
    {
        var hourOfWeek = HoursOfWeek(zone, ledger.Start, ledger.Hours);
        var channels = new List<ChannelSearch>();
        foreach (var channel in ledger.Channels)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var hidden = Hidden(ledger, channel, known);
            channels.Add(ChannelSearch.Of(ledger, channel, hourOfWeek, hidden));
        }
        var proposals = new List<OutageProposal>();
        var power = new List<DetectionPower>();
        foreach (var channel in channels)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var others = channels.Where(c => c != channel).ToArray();
            foreach (var (series, hours) in channel.Found())
                proposals.Add(Proposal(ledger, hourOfWeek, channel, series, hours, others, logOf));
            power.Add(channel.Power(ledger, hourOfWeek));
        }
        return new DetectionResult(
            [.. proposals.OrderBy(p => p.Start).ThenBy(p => p.Channel, StringComparer.Ordinal)],
            power
        );
    }

    private static OutageProposal Proposal(
        Ledger ledger,
        int[] hourOfWeek,
        ChannelSearch channel,
        string series,
        UnusualHours hours,
        ChannelSearch[] others,
        IReadOnlyDictionary<string, string>? logOf
    )
    {
        var (from, to) = (hours.FromHour, hours.ToHour);
        OtherChannel[] meanwhile = [.. others.Select(o => o.Meanwhile(from, to))];
        var signs = GapSigns.Of(channel, series, hours, others, meanwhile, logOf, hourOfWeek, ledger.Start);
        return new OutageProposal(
            channel.Channel,
            Moment(hours.Start),
            Moment(hours.End),
            hours.StartWithinHours,
            hours.EndWithinHours,
            hours.Kind,
            series,
            GapSigns.Reading(signs),
            signs,
            hours.Expected,
            hours.Actual,
            hours.ChanceInYear,
            Moment(hours.WiderFromHour),
            Moment(hours.WiderToHour),
            channel.In.Between(from, to),
            channel.Out.Between(from, to),
            channel.Failed.Between(from, to),
            meanwhile
        );

        DateTimeOffset Moment(double hour) =>
            DateTimeOffset.FromUnixTimeSeconds(
                ledger.Start.StartUnixMilliseconds / 1000 + 60 * (long)Math.Round(hour * 60)
            );
    }

    private static bool[] Hidden(Ledger ledger, string channel, IReadOnlyList<KnownOutage> known)
    {
        var hidden = new bool[ledger.Hours];
        foreach (var outage in known)
        {
            if (!string.Equals(outage.Channel, channel, StringComparison.Ordinal))
                continue;
            var from = Math.Max(0, Hour.Of(outage.From) - ledger.Start);
            var to = Math.Min(ledger.Hours, Hour.Of(outage.To.AddTicks(-1)) - ledger.Start + 1);
            if (from < to)
                Array.Fill(hidden, true, from, to - from);
        }
        return hidden;
    }

    private static int[] HoursOfWeek(DateTimeZone zone, Hour start, int hours)
    {
        var week = new int[hours];
        for (var i = 0; i < hours; i++)
        {
            var local = Instant
                .FromUnixTimeMilliseconds((start + i).StartUnixMilliseconds)
                .InZone(zone)
                .LocalDateTime;
            week[i] = ((int)local.DayOfWeek - 1) * 24 + local.Hour;
        }
        return week;
    }
}
