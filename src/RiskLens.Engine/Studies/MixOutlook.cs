using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>What to expect of a change of mix: over time, with slower switching, and what no mix removes.</summary>
internal sealed class MixOutlook(
    YearSimulation years,
    MixSearch search,
    MixCost cost,
    LossInputs inputs,
    MeanYear mean,
    double[] logRatiosOfLevel,
    Rng rng
)
{
    private static readonly double[] Delays = [0, 0.5, 4];

    /// <summary>What is left with all channels and everybody reached on each of them.</summary>
    public LossFloor Floor(YearTable table)
    {
        var all = (1 << search.Channels) - 1;
        var ideal = search
            .With(
                [
                    .. search.Cells.Select(c =>
                        c with
                        {
                            ShareBySet = new Dictionary<int, double> { [all] = 1 },
                        }
                    ),
                ],
                new Dictionary<int, double> { [all] = 1 }
            )
            .RoutingOf(new Mix(all, -1, 0));
        var (loss, allDown) = (table.Of(ideal), table.Unreachable(ideal));
        return new LossFloor(
            loss,
            [new FloorPart("all_down", allDown), new FloorPart("not_switching", loss - allDown)],
            [
                .. years
                    .Shocks.Nodes.Where(n => (n.Rate.ChannelMask & all) == all)
                    .Select(n => n.Rate.Node.Id)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ]
        );
    }

    /// <summary>The closed-form year where rerouting begins at once, after half an hour, after four.</summary>
    public SwitchingValue[] Switching(Routing today, Routing best, LossUnit unit)
    {
        const int Draws = 200;
        return Array.ConvertAll(
            Delays,
            delay =>
            {
                var change = new InputChange("switch_delay_hours", delay, null);
                var losses = mean.Over(
                    [
                        .. Enumerable
                            .Range(0, Draws)
                            .Select(j => inputs.Draw(rng.Fork("switching", j), logRatiosOfLevel, change)),
                    ],
                    unit,
                    mean.Shocks.Mean
                );
                return new SwitchingValue(delay, losses.Of(today), losses.Of(best));
            }
        );
    }

    /// <summary>
    /// The first year counts a new channel once its lead time has run, and the enrolled as they come. In simulated means:
    /// today, then the new channels, then the enrolment, each for the share of the year for which it stands.
    /// </summary>
    public MixOverTime OverTime(
        ValuedMix today,
        ValuedMix best,
        ValuedMixes valued,
        CancellationToken cancellationToken
    )
    {
        var set = best.Mix with { Standby = -1, StandbyShare = 0 };
        var channels = 1.0;
        for (var c = 0; c < search.Channels; c++)
        {
            if ((best.Mix.Active & ~search.TodayMask & (1 << c)) != 0)
                channels = Math.Min(channels, 1 - Math.Min(1, search.EnrolmentOn(c).LeadDays / 365.25));
        }
        var enrolment = best.Mix.Standby < 0 ? null : search.EnrolmentOn(best.Mix.Standby);
        var enrolled = Math.Min(channels, enrolment?.FirstYear(search.Enrolled(best.Mix)) ?? 1);
        valued.Value([set], null, cancellationToken);
        var (before, between, after) = (today.Mean, valued.Of(set).Mean, best.Mean);
        var steady = before - after;
        var first = (channels * (before - between)) + (enrolled * (between - after));
        var once = cost.OfEnrolment(best.Mix, search.Effort(best.Mix)) ?? 0;
        var running = best.RunningCost!.Value - today.Cost!.Value;
        var days = Math.Max((1 - channels) * 365.25, enrolment?.LeadDays ?? 0);
        return new MixOverTime(
            first,
            best.Cost!.Value - today.Cost.Value,
            steady,
            running,
            steady > running ? (days / 30.4375) + (12 * once / (steady - running)) : null,
            days
        );
    }
}
