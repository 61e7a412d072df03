using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>The year under today's mix: its figures and their bands, without overload too, and how long channels are down.</summary>
internal sealed class YearStage(
    IReadOnlyList<string> ledgerChannels,
    YearSimulation years,
    YearSimulation withoutOverload,
    int channels,
    Rng rng
)
{
    /// <summary>Today's year in each unit asked for, with its bands and the lengths of its outages.</summary>
    public YearLoss Of(
        Routing today,
        LossUnit[] units,
        YearDraws[] draws,
        int threads,
        Action<double> report,
        CancellationToken cancellationToken
    )
    {
        var trials = draws[0].Total.Length;
        var run = YearFigures.NestedFor(trials);
        Valued[] asked = [.. units.Select(u => new Valued(today, u))];
        var nested = years.RunNested(
            asked,
            run.Draws,
            run.TrialsPerDraw,
            YearFigures.Levels,
            rng,
            threads,
            report,
            cancellationToken
        );
        var calm = withoutOverload.Run(asked[..1], trials, rng, threads, null, cancellationToken)[0];
        var lengths = OutageLengths.Of(
            years.Shocks,
            years.WithOverload,
            channels,
            trials,
            rng,
            threads,
            cancellationToken
        );
        LossDistribution In(int u) => YearFigures.Of(draws[u], nested[u], run.TrialsPerDraw);
        return new YearLoss(trials, In(0), units.Length > 1 ? In(1) : null, calm.Total.Average())
        {
            Nested = run,
            ChanceWithoutShock = years.Shocks.ChanceOfNone,
            ChanceWithoutOutage = lengths.ChanceOfNone,
            Lengths =
            [
                .. ledgerChannels.Select(
                    (channel, c) =>
                        new ChannelLengths(
                            channel,
                            [
                                .. OutageLengths.Hours.Select(
                                    (hours, h) =>
                                        new LengthPoint(
                                            hours,
                                            lengths.ChanceInYear(c, h),
                                            lengths.PerYear(c, h)
                                        )
                                ),
                            ]
                        )
                ),
            ],
        };
    }
}
