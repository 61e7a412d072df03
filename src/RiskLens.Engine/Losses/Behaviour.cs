using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>
/// What a past outage says: joint draws of the recovered and rerouted shares of its demand, and the waits behind
/// them (hours from demand to return, with the expected demand at each).
/// </summary>
public sealed record LearntOutage(
    double[] RecoveredShare,
    double[]? ReroutedShare,
    double ReachableShare,
    IReadOnlyList<(double WaitHours, double Demand)> Waits
);

/// <summary>
/// How customers react: switch rate and recovery. Recovered demand is r(w) = r(0) exp(-w / scale) of what was not
/// rerouted, w the wait until the channel's return; the scale is a wide prior (median 12 h, 90 % of it from 2.3 to
/// 62 h), for one outage or two cannot tell it; r(0) then follows from the mean r that the past outages show.
/// </summary>
public sealed class Behaviour
{
    private static readonly Lognormal RecoveryScale = new(Math.Log(12), 1);

    private readonly LearntOutage[] _learnt;
    private readonly LearntOutage[] _rerouted;
    private readonly double[] _recoveredWeights;
    private readonly double[] _reroutedWeights;
    private readonly Assumption? _switchRate;
    private readonly Assumption? _recovered;

    private Behaviour(IReadOnlyList<LearntOutage> learnt, Assumption? switchRate, Assumption? recovered)
    {
        _learnt = [.. learnt];
        _switchRate = switchRate;
        _recovered = recovered;
        _rerouted = [.. learnt.Where(o => o.ReroutedShare is not null && o.ReachableShare > 0.005)];
        _recoveredWeights = WeightsOf(_learnt.Select(o => o.RecoveredShare));
        _reroutedWeights = WeightsOf(_rerouted.Select(o => o.ReroutedShare!));
    }

    /// <summary>"typed", "measured" (from past outages) or "prior" (uniform from 0 to 1).</summary>
    public string SwitchOrigin => Origin(_switchRate, _rerouted.Length);

    /// <summary>"typed", "measured" (from past outages) or "prior" (uniform from 0 to 1).</summary>
    public string RecoveredOrigin => Origin(_recovered, _learnt.Length);

    /// <summary>Past outages that say something of recovery.</summary>
    public int LearntOutages => _learnt.Length;

    /// <summary>Typed assumptions come first, then past outages, then ignorance.</summary>
    public static Behaviour Of(
        IReadOnlyList<LearntOutage> learnt,
        Assumption? switchRate,
        Assumption? recovered
    ) => new(learnt, switchRate, recovered);

    /// <summary>Switch rate, r(0) and the recovery scale in hours.</summary>
    public (double SwitchRate, double RecoveredNow, double RecoveryHours) Draw(Rng rng)
    {
        var scale = RecoveryScale.Draw(rng.Fork("scale"));
        var (recoveredShare, reroutedShare) = DrawShares(rng.Fork("outages"));
        var switchRate =
            _switchRate?.Draw(rng.Fork("switch"))
            ?? (
                _rerouted.Length > 0
                    ? reroutedShare / _rerouted.Average(o => o.ReachableShare)
                    : rng.Fork("switch").NextDouble()
            );
        var recoveredNow =
            _recovered?.Draw(rng.Fork("recovered"))
            ?? (
                _learnt.Length > 0
                    ? Clip(recoveredShare / Math.Max(0.05, 1 - Clip(reroutedShare))) / MeanShape(scale)
                    : rng.Fork("recovered").NextDouble()
            );
        return (Clip(switchRate), Clip(recoveredNow), scale);
    }

    private static string Origin(Assumption? typed, int outages)
    {
        if (typed is not null)
            return "typed";
        return outages > 0 ? "measured" : "prior";
    }

    private static double Clip(double x) => Math.Clamp(x, 0, 1);

    /// <summary>Outages weigh by the precision of what they say.</summary>
    private static double[] WeightsOf(IEnumerable<double[]> draws)
    {
        var precisions = draws
            .Select(values =>
            {
                var mean = values.Average();
                return 1 / Math.Max(1e-6, values.Sum(x => (x - mean) * (x - mean)) / values.Length);
            })
            .ToArray();
        var total = precisions.Sum();
        return [.. precisions.Select(p => p / total)];
    }

    /// <summary>Both shares of an outage come from the same past window: their errors go together.</summary>
    private (double Recovered, double Rerouted) DrawShares(Rng rng)
    {
        var (recovered, rerouted, other) = (0.0, 0.0, 0);
        for (var i = 0; i < _learnt.Length; i++)
        {
            var row = rng.NextInt(_learnt[i].RecoveredShare.Length);
            recovered += _recoveredWeights[i] * _learnt[i].RecoveredShare[row];
            if (other < _rerouted.Length && ReferenceEquals(_rerouted[other], _learnt[i]))
                rerouted += _reroutedWeights[other] * _rerouted[other++].ReroutedShare![row];
        }
        return (recovered, rerouted);
    }

    private double MeanShape(double scale)
    {
        var (shape, total) = (0.0, 0.0);
        foreach (var outage in _learnt)
        {
            foreach (var (wait, demand) in outage.Waits)
                (shape, total) = (shape + (demand * Math.Exp(-wait / scale)), total + demand);
        }
        return total > 0 ? shape / total : 1;
    }
}
