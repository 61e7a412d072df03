using NodaTime;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>A mass message that the company planned; times are on its own clock.</summary>
/// <param name="End">First moment after it; null where the plan gives none.</param>
/// <param name="Name">As the company calls it.</param>
/// <param name="Channel">Id of the channel, or empty.</param>
/// <param name="Purpose">Id of the purpose, or empty.</param>
/// <param name="Reach">How many people it is sent to.</param>
/// <param name="Value">What it is worth, in the company's currency.</param>
/// <param name="WindowHours">Hours from its start in which people answer it.</param>
public sealed record Campaign(
    LocalDateTime Start,
    LocalDateTime? End,
    string Name,
    string Channel,
    string Purpose,
    long? Reach,
    double? Value,
    double? WindowHours
)
{
    private const double UsualWindowHours = 24;

    /// <summary>The days on which it shows: to its end, else to the end of its window, else the day of its start.</summary>
    public IEnumerable<LocalDate> Days()
    {
        var end = End ?? Start.PlusSeconds((long)((WindowHours ?? 0) * 3600));
        var last = end > Start ? end.PlusTicks(-1).Date : Start.Date;
        for (var day = Start.Date; day <= last; day = day.PlusDays(1))
            yield return day;
    }

    /// <summary>
    /// As the losses see it: hours from the beginning of the horizon. It works in its window; where the plan gives none,
    /// from its start to its end; where it gives no end either, for 24 hours. A local time that the zone skips is as long
    /// after the skip; of one that comes twice the first is meant.
    /// </summary>
    public PlannedCampaign From(Hour horizon, DateTimeZone zone)
    {
        var start = HoursFrom(horizon, Start, zone);
        var stated = End is { } end ? HoursFrom(horizon, end, zone) - start : 0;
        var window = WindowHours is > 0 ? WindowHours.Value : stated;
        return new PlannedCampaign(
            Name,
            Channel,
            Purpose,
            start,
            window > 0 ? window : UsualWindowHours,
            Reach,
            Value
        );
    }

    private static double HoursFrom(Hour horizon, LocalDateTime moment, DateTimeZone zone) =>
        (moment.InZoneLeniently(zone).ToInstant().ToUnixTimeMilliseconds() - horizon.StartUnixMilliseconds)
        / 3_600_000.0;
}
