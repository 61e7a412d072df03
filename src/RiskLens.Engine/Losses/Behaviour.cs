using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>
/// What a past outage says: joint draws of the recovered and rerouted shares of its demand, and the waits behind
/// them (hours from demand to return, with the expected demand at each).
/// </summary>
/// <param name="RecoveredOfRest">Recovered as a share of what was not rerouted.</param>
/// <param name="ReroutedShare">Of all demand; null where no other channel can tell.</param>
/// <param name="ReachableShare">Share of the demand whose customers are known on another channel.</param>
/// <param name="Waits">Hours from demand to return, with the expected demand at each.</param>
public sealed record LearntOutage(
    double[] RecoveredOfRest,
    double[]? ReroutedShare,
    double ReachableShare,
    IReadOnlyList<(double WaitHours, double Demand)> Waits
);

/// <summary>
/// How customers react: switch rate and recovery. Recovered demand is r(w) = r(0) exp(-w / scale) of what was not
/// rerouted, w the wait until the channel's return: it never rises with the wait. Past outages are pooled
/// (<see cref="SharePool"/>): each has an r(0) and a switch rate of its own around a common one. The scale is a wide
/// prior (median 12 h, 90 % of it from 2.3 to 62 h), for one outage or two of a length cannot tell it; outages of
/// several lengths do. What the pool cannot tell to within half a share is the prior: uniform from 0 to 1.
/// </summary>
public sealed class Behaviour
{
    /// <summary>A pooled share whose 80 % interval is wider than this says nothing.</summary>
    public const double Widest = 0.5;

    private const int Draws = 2000;
    private const double LeastReachable = 0.005;
    private static readonly Lognormal RecoveryScale = new(Math.Log(12), 1);
    private static readonly double[] Scales = SharePool.Middles(31, RecoveryScale.Quantile);
    private static readonly double[] OneScale = [1];

    private readonly LearntOutage[] _learnt;
    private readonly LearntOutage[] _rerouted;
    private readonly SharePool _recovery;
    private readonly SharePool _switching;
    private readonly Assumption? _switchRate;
    private readonly Assumption? _recovered;
    private readonly Assumption? _recoveryHours;

    private Behaviour(
        IReadOnlyList<LearntOutage> learnt,
        Assumption? switchRate,
        Assumption? recovered,
        Assumption? recoveryHours
    )
    {
        (_switchRate, _recovered, _recoveryHours) = (switchRate, recovered, recoveryHours);
        _learnt = [.. learnt];
        _rerouted = [.. learnt.Where(o => o.ReroutedShare is not null && o.ReachableShare > LeastReachable)];
        _switching = SharePool.Of(
            _rerouted.Select(o => Measured(o.ReroutedShare!, [o.ReachableShare])),
            OneScale
        );
        _recovery = SharePool.Of(
            _learnt.Select(o =>
                Measured(o.RecoveredOfRest, Array.ConvertAll(Scales, scale => MeanDecay(o.Waits, scale)))
            ),
            Scales
        );
        SwitchOrigin = Origin(switchRate, _rerouted.Length > 0 && Says(rng => _switching.Draw(rng).Middle));
        RecoveredOrigin = Origin(
            recovered,
            _learnt.Length > 0 && Says(rng => MeanRecovered(_recovery.Draw(rng)))
        );
    }

    /// <summary>"typed", "measured" (from past outages) or "prior" (uniform from 0 to 1).</summary>
    public string SwitchOrigin { get; }

    /// <summary>"typed", "measured" (from past outages) or "prior" (uniform from 0 to 1).</summary>
    public string RecoveredOrigin { get; }

    /// <summary>Past outages that were learnt from.</summary>
    public int LearntOutages => _learnt.Length;

    /// <summary>Typed assumptions come first, then past outages, then ignorance.</summary>
    /// <param name="recoveryHours">
    /// The scale where it is stated; with a recovered share from past outages it is learnt together with that share.
    /// </param>
    public static Behaviour Of(
        IReadOnlyList<LearntOutage> learnt,
        Assumption? switchRate,
        Assumption? recovered,
        Assumption? recoveryHours = null
    ) => new(learnt, switchRate, recovered, recoveryHours);

    /// <summary>Switch rate, r(0) and the recovery scale in hours, of one more outage.</summary>
    public (double SwitchRate, double RecoveredNow, double RecoveryHours) Draw(Rng rng) => Draw(rng, rng);

    /// <summary>The same with a source of chance for the switch rate and one for the recovery.</summary>
    public (double SwitchRate, double RecoveredNow, double RecoveryHours) Draw(Rng switching, Rng recovery)
    {
        var (recoveredNow, _, scale) = RecoveredOrigin is "measured"
            ? _recovery.Draw(recovery.Fork("recovered"))
            : (
                _recovered?.Draw(recovery.Fork("recovered")) ?? recovery.Fork("recovered").NextDouble(),
                0,
                _recoveryHours?.Draw(recovery.Fork("scale")) ?? RecoveryScale.Draw(recovery.Fork("scale"))
            );
        var switchRate = SwitchOrigin is "measured"
            ? _switching.Draw(switching.Fork("switch")).Level
            : _switchRate?.Draw(switching.Fork("switch")) ?? switching.Fork("switch").NextDouble();
        return (Math.Clamp(switchRate, 0, 1), Math.Clamp(recoveredNow, 0, 1), scale);
    }

    /// <summary>
    /// Draws of the share, of what is not rerouted, that comes back after an outage of so many hours with even demand:
    /// the mean of r over its waits, for the middle of all outages. Null where no past outage tells it.
    /// </summary>
    public double[]? RecoveredAfter(double hours, Rng rng) =>
        RecoveredOrigin is not "measured"
            ? null
            :
            [
                .. Enumerable
                    .Range(0, Draws)
                    .Select(_ => _recovery.Draw(rng))
                    .Select(draw => draw.Middle * draw.Scale / hours * (1 - Math.Exp(-hours / draw.Scale))),
            ];

    /// <summary>
    /// Draws of the recovered and rerouted shares of the demand of a past outage, each shrunk to what all outages have in
    /// common. Rerouted is null where the outage does not tell it; together they are never above 1.
    /// </summary>
    public (double[] Recovered, double[]? Rerouted) Shrunk(LearntOutage outage, Rng rng)
    {
        var at = Array.IndexOf(_rerouted, outage);
        var rerouted = at < 0 ? null : _switching.Of(at, Draws, rng.Fork("rerouted"));
        var ofRest = _recovery.Of(Array.IndexOf(_learnt, outage), Draws, rng.Fork("recovered"));
        return ([.. ofRest.Select((r, i) => r * (1 - (rerouted?[i] ?? 0)))], rerouted);
    }

    private static string Origin(Assumption? typed, bool measured)
    {
        if (typed is not null)
            return "typed";
        return measured ? "measured" : "prior";
    }

    private static bool Says(Func<Rng, double> draw)
    {
        var rng = new Rng(1);
        var sorted = Quantiles.Sorted(Enumerable.Range(0, Draws).Select(_ => draw(rng)));
        return Quantiles.Of(sorted, 0.9) - Quantiles.Of(sorted, 0.1) <= Widest;
    }

    /// <summary>The middle draw and half the width of the middle 68 %: unmoved by a few odd windows.</summary>
    private static MeasuredShare Measured(double[] draws, double[] factors)
    {
        var sorted = Quantiles.Sorted(draws);
        var (low, high) = (Quantiles.Of(sorted, 0.16), Quantiles.Of(sorted, 0.84));
        return new MeasuredShare(Quantiles.Of(sorted, 0.5), Math.Max(0.005, (high - low) / 2), factors);
    }

    private double MeanRecovered((double Level, double Middle, double Scale) draw) =>
        draw.Middle * _learnt.Average(o => MeanDecay(o.Waits, draw.Scale));

    private static double MeanDecay(IReadOnlyList<(double WaitHours, double Demand)> waits, double scale)
    {
        var (decay, total) = (0.0, 0.0);
        foreach (var (wait, demand) in waits)
            (decay, total) = (decay + (demand * Math.Exp(-wait / scale)), total + demand);
        return total > 0 ? decay / total : 1;
    }
}
