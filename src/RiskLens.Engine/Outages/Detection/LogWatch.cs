namespace RiskLens.Engine.Outages;

/// <summary>
/// The time in which the company's own logs would have shown an outage. A log sees an outage only where it had
/// traffic: its time weighs by the chance that an outage of a drawn length, beginning at any minute, would have been
/// found in it (planted into the log itself, <see cref="DetectionPower"/>), not by its share of active hours.
/// </summary>
public static class LogWatch
{
    private const string Source = "ledger";
    private const double ShortestHours = 0.05;
    private const int Steps = 200;

    /// <summary>
    /// For every node that takes a channel of the logs, of the whole world or of the country: the time that the
    /// channel's log watched, and the chance to notice.
    /// </summary>
    public static IReadOnlyList<OwnWatch> Of(
        IReadOnlyList<DetectionPower> power,
        Catalogue catalogue,
        string country,
        IReadOnlyDictionary<Regime, DurationLaw> lengths
    ) =>
        [
            .. from channel in power
            where channel.From is not null && channel.To is not null
            from node in catalogue.Nodes
            where node.Place is "global" || string.Equals(node.Place, country, StringComparison.Ordinal)
            where node.Channels.Contains(channel.Channel, StringComparer.Ordinal)
            let noticed = ChanceToNotice(channel, lengths[node.Regime])
            where noticed > 0
            select new OwnWatch(node.Id, channel.From!.Value, channel.To!.Value, noticed, Source),
        ];

    /// <summary>
    /// Chance to find an outage whose length follows a law, of those long enough to be reported: its mean over equal
    /// steps of the log length.
    /// </summary>
    public static double ChanceToNotice(DetectionPower power, DurationLaw lengths)
    {
        var step = Math.Log(lengths.CapHours / ShortestHours) / Steps;
        var (sum, over) = (0.0, 1.0);
        for (var i = 0; i < Steps; i++)
        {
            var middle = ShortestHours * Math.Exp((i + 0.5) * step);
            var next =
                i + 1 == Steps
                    ? 0
                    : lengths.ChanceOver(ShortestHours * Math.Exp((i + 1) * step), lengths.ReportedFromHours);
            sum += (over - next) * power.ChanceDetected(middle);
            over = next;
        }
        return sum;
    }
}
