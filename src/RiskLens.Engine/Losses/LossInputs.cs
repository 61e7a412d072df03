using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>One draw of everything uncertain about a loss but the outages: shared by all events of a trial.</summary>
/// <param name="Level">Demand over its forecast.</param>
/// <param name="SwitchRate">Share who come over another channel, given that they can be reached there.</param>
/// <param name="RecoveredNow">r(0): share of what was not rerouted that comes back when the wait is short.</param>
/// <param name="RecoveryHours">Waiting time over which r falls by a factor e: r(w) = r(0) exp(-w / RecoveryHours).</param>
/// <param name="ServedElsewhere">By cell: share of the rest that branch, till or agent serves.</param>
/// <param name="Margin">By cell: margin per conversation, company's currency; null when not known.</param>
public sealed record LossDraw(
    double Level,
    double SwitchRate,
    double RecoveredNow,
    double RecoveryHours,
    double[] ServedElsewhere,
    double[]? Margin
);

/// <summary>Laws of the uncertain inputs of a loss.</summary>
public sealed class LossInputs
{
    private readonly Behaviour _behaviour;
    private readonly (string Stream, Assumption? Law)[] _served;
    private readonly (string Stream, Assumption? Law)[]? _margins;
    private readonly int[] _purposeOfCell;

    /// <summary>Binds assumptions to demand cells by purpose.</summary>
    /// <param name="cells">Demand cells, in the order of the arrays of a draw.</param>
    /// <param name="behaviour">Switch rate and recovery.</param>
    /// <param name="served">Served elsewhere, by purpose; none means 0.</param>
    /// <param name="margins">By purpose; null when any purpose lacks one: then no money is printed.</param>
    public LossInputs(
        IReadOnlyList<DemandCell> cells,
        Behaviour behaviour,
        IReadOnlyDictionary<string, Assumption> served,
        IReadOnlyDictionary<string, Assumption>? margins
    )
    {
        string[] purposes =
        [
            .. cells.Select(c => c.Purpose).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        Cells = cells;
        _behaviour = behaviour;
        _purposeOfCell = [.. cells.Select(c => Array.IndexOf(purposes, c.Purpose))];
        _served = [.. purposes.Select(p => ($"served.{p}", served.GetValueOrDefault(p)))];
        _margins = margins is null
            ? null
            : [.. purposes.Select(p => ($"margin.{p}", margins.GetValueOrDefault(p)))];
    }

    /// <summary>Demand cells, in the order of the arrays of a draw.</summary>
    public IReadOnlyList<DemandCell> Cells { get; }

    /// <summary>Whether losses can be told in money.</summary>
    public bool InMoney => _margins is not null;

    /// <summary>
    /// Draws all inputs, each from a stream of its own name, so that adding one never shifts another's draws. The
    /// level is picked from the forecast's own log ratios.
    /// </summary>
    public LossDraw Draw(Rng rng, double[] logRatiosOfLevel)
    {
        var (switchRate, recoveredNow, recoveryHours) = _behaviour.Draw(rng.Fork("behaviour"));
        var level =
            logRatiosOfLevel.Length == 0
                ? 1
                : Math.Exp(logRatiosOfLevel[rng.Fork("level").NextInt(logRatiosOfLevel.Length)]);
        return new LossDraw(
            level,
            switchRate,
            recoveredNow,
            recoveryHours,
            ByCell(_served, rng),
            _margins is null ? null : ByCell(_margins, rng)
        );
    }

    private double[] ByCell((string Stream, Assumption? Law)[] laws, Rng rng)
    {
        var byPurpose = new double[laws.Length];
        for (var p = 0; p < laws.Length; p++)
            byPurpose[p] = laws[p].Law?.Draw(rng.Fork(laws[p].Stream)) ?? 0;
        var byCell = new double[_purposeOfCell.Length];
        for (var k = 0; k < byCell.Length; k++)
            byCell[k] = byPurpose[_purposeOfCell[k]];
        return byCell;
    }
}
