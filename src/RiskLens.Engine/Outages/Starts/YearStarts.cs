using NodaTime;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// When the shocks of one node begin in a simulated year: by the hour of the day in the law's clock (its changes to
/// and from summer time kept), oftener in the sensitive weeks that fall into the year.
/// </summary>
public sealed class YearStarts
{
    private readonly double[] _usual;
    private readonly double[] _sensitive;
    private readonly double _sensitiveShare;
    private readonly OccasionLaw? _occasions;

    private YearStarts(double[] usual, double[] sensitive, double sensitiveShare, OccasionLaw? occasions) =>
        (_usual, _sensitive, _sensitiveShare, _occasions) = (usual, sensitive, sensitiveShare, occasions);

    /// <summary>Whether sensitive weeks make shocks likelier in some years than in others.</summary>
    public bool MovesRates => _occasions is not null;

    /// <summary>
    /// Starts of a node over the hours of a year; null where every hour is as likely as any other. Sensitive weeks
    /// raise a node only where its law knows of occasions.
    /// </summary>
    public static YearStarts? Of(StartLaw law, string place, YearClock clock, int hours)
    {
        var occasions = clock.SensitiveWeeks.Count == 0 ? null : law.Occasions;
        // A peak in UTC hours is one of world-wide nodes: it says nothing of a country's operators or cables.
        var shaped = !law.Uniform && (law.LocalHours || place is "global");
        if (occasions is null && !shaped)
            return null;
        var zone = PlaceZone.Of(place) ?? DateTimeZone.Utc;
        var (usual, sensitive) = (new double[hours], new double[hours]);
        var inside = 0;
        for (var h = 0; h < hours; h++)
        {
            var moment = Instant.FromUnixTimeMilliseconds((clock.Start + h).StartUnixMilliseconds);
            var local = moment.InZone(law.LocalHours ? zone : DateTimeZone.Utc);
            var weight = shaped ? law.ShareByHour[local.Hour] : 1;
            var isSensitive =
                occasions is not null && Named(clock.SensitiveWeeks, moment.InZone(zone).Date.ToDateOnly());
            inside += isSensitive ? 1 : 0;
            usual[h] = (h == 0 ? 0 : usual[h - 1]) + (isSensitive ? 0 : weight);
            sensitive[h] = (h == 0 ? 0 : sensitive[h - 1]) + (isSensitive ? weight : 0);
        }
        return new YearStarts(usual, sensitive, inside / (double)hours, inside > 0 ? occasions : null);
    }

    /// <summary>
    /// For one trial: the year's number of shocks over that of a mean year, and the chance that a shock begins in a
    /// sensitive week.
    /// </summary>
    public (double Rate, double InSensitive) OfTrial(Rng rng)
    {
        if (_occasions is null)
            return (1, 0);
        var (inside, outside) = _occasions.Draw(rng);
        var rate = (inside * _sensitiveShare) + (outside * (1 - _sensitiveShare));
        return (rate, inside * _sensitiveShare / rate);
    }

    /// <summary>One start, in hours from the beginning of the year.</summary>
    public double Draw(Rng rng, double inSensitive)
    {
        var cumulative = inSensitive > 0 && rng.NextDouble() < inSensitive ? _sensitive : _usual;
        var at = Array.BinarySearch(cumulative, rng.NextOpenDouble() * cumulative[^1]);
        // An exact hit on a bound belongs to the hour after it, as do equal bounds of hours of no weight.
        var hour = at < 0 ? ~at : Array.FindIndex(cumulative, at, c => c > cumulative[at]);
        return Math.Clamp(hour, 0, cumulative.Length - 1) + rng.NextDouble();
    }

    private static bool Named(IReadOnlyList<SensitiveWeek> weeks, DateOnly day)
    {
        foreach (var week in weeks)
        {
            if (day >= week.From && day <= week.To)
                return true;
        }
        return false;
    }
}
