using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>What the mean year hangs on: swings and shares of variance for today's mix, tipping points for the best.</summary>
public sealed class SensitivityStage
{
    private const int BaseDraws = 1000;
    private const int Probes = 16;
    private const int Others = 200;
    private const int Variants = 99;

    private readonly LossInputs _inputs;
    private readonly double[] _logRatios;
    private readonly Routing _today;
    private readonly LossUnit _unit;
    private readonly Rng _rng;
    private readonly LossDraw[] _others;

    /// <summary>Binds what is drawn to today's routing.</summary>
    /// <param name="shocks">As the years are drawn from.</param>
    /// <param name="logRatios">Of the level of a year's demand.</param>
    public SensitivityStage(ShockYear shocks, LossInputs inputs, double[] logRatios, Routing today, Rng rng)
    {
        (_inputs, _logRatios, _today, _rng) = (inputs, logRatios, today, rng);
        _unit = inputs.InMoney ? LossUnit.Money : LossUnit.Conversations;
        _others = [.. Enumerable.Range(0, Others).Select(j => Other(j, null))];
        var tolerances = _others[0].Money?.Penalties.Where(p => p.IsDue).Select(p => p.ToleranceHours) ?? [];
        Year = new MeanYear(new ExpectedShocks(shocks, tolerances, rng.Fork("mean")), inputs.Table);
    }

    /// <summary>The mean year in closed form.</summary>
    public MeanYear Year { get; }

    /// <summary>Swings, shares of variance and tipping points; the same on any number of threads.</summary>
    /// <param name="search">The candidate mixes.</param>
    /// <param name="simulated">The year as simulated, to be held against the closed form.</param>
    /// <param name="mix">The mixes as simulated.</param>
    /// <param name="valued">All that were valued.</param>
    public Sensitivity Run(
        MixSearch search,
        MixCost cost,
        YearLoss simulated,
        MixComparison mix,
        IReadOnlyList<Mix> valued,
        int threads,
        CancellationToken cancellationToken
    )
    {
        string[] names = [.. Year.Shocks.Uncertain, .. _inputs.Uncertain];
        names = [.. names.Where(ChangesAnything)];
        var rows = new double[BaseDraws][];
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(1, threads),
            CancellationToken = cancellationToken,
        };
        Parallel.For(0, BaseDraws, options, j => rows[j] = RowOf(j, names));
        var indices = SobolIndices.Of(rows);
        var swings = new Swing[names.Length];
        Parallel.For(0, names.Length, options, i => swings[i] = SwingOf(names[i]));
        var tipping = new TippingSearch(
            Year,
            _inputs,
            _logRatios,
            search,
            cost,
            mix,
            valued,
            _rng.Fork("tipping")
        );
        return new Sensitivity(
            _inputs.InMoney ? "money" : "conversations",
            MeanOver(_others, Year.Shocks.Mean),
            (simulated.Money ?? simulated.Conversations).Mean,
            [
                .. swings
                    .OrderByDescending(s => Math.Abs(s.LossAtHigh - s.LossAtLow))
                    .ThenBy(s => s.Input, StringComparer.Ordinal),
            ],
            indices is null
                ? []
                :
                [
                    .. names
                        .Zip(
                            indices.ByInput,
                            (name, i) =>
                                new VarianceShare(
                                    name,
                                    i.FirstOrder,
                                    i.FirstOrderError,
                                    i.Total,
                                    i.TotalError
                                )
                        )
                        .OrderByDescending(v => v.Total)
                        .ThenBy(v => v.Input, StringComparer.Ordinal),
                ],
            indices?.Sum,
            indices?.SumError,
            tipping.Run(options)
        )
        {
            Elasticities = Elasticities(options),
        };
    }

    private IReadOnlyList<Elasticity> Elasticities(ParallelOptions options)
    {
        string[] names =
        [
            .. new[] { LossInputs.Level, LossInputs.SwitchRate, LossInputs.RecoveredShare }.Union(
                _inputs.StatedKeys,
                StringComparer.Ordinal
            ),
        ];
        var found = new Elasticity?[names.Length];
        Parallel.For(0, names.Length, options, i => found[i] = ElasticityOf(names[i]));
        return
        [
            .. found
                .OfType<Elasticity>()
                .OrderByDescending(e => Math.Abs(e.OfLoss))
                .ThenBy(e => e.Input, StringComparer.Ordinal),
        ];
    }

    /// <summary>Null where the loss does not follow the input.</summary>
    private Elasticity? ElasticityOf(string name)
    {
        double At(double value) =>
            MeanOver([.. Changed(new InputChange(name, value, null), Others)], Year.Shocks.Mean);
        var middle = _inputs.LawOf(name, _rng.Fork("law"), _logRatios)!.Quantile(0.5);
        if (middle == 0)
            return null;
        var (less, more) = (0.9 * middle, 1.1 * middle);
        if (_inputs.IsShare(name))
            more = Math.Min(more, 1);
        var (low, high) = (At(less), At(more));
        return low == high
            ? null
            : new Elasticity(name, middle, (high - low) / At(middle) * middle / (more - less));
    }

    /// <summary>Inputs that change no draw (fixed values, costs of what never happens) are not told of.</summary>
    private bool ChangesAnything(string name)
    {
        for (var j = 0; j < Probes; j++)
        {
            var row = RowOf(j, [name]);
            if (row[2] != row[0])
                return true;
        }
        return false;
    }

    /// <summary>f(A), f(B), then f(A with one input from B): shocks and losses are drawn again only where they change.</summary>
    private double[] RowOf(int j, string[] names)
    {
        var (a, b) = (_rng.Fork("a", j), _rng.Fork("b", j));
        var row = new double[names.Length + 2];
        var shocks = Year.Shocks.Draw(a);
        var draw = _inputs.Draw(a, _logRatios);
        row[0] = Year.Of(_today, _unit, shocks, draw);
        row[1] = Year.Of(_today, _unit, Year.Shocks.Draw(b), _inputs.Draw(b, _logRatios));
        for (var i = 0; i < names.Length; i++)
        {
            var change = new InputChange(names[i], null, b);
            row[i + 2] = OfShocks(names[i])
                ? Year.Of(_today, _unit, Year.Shocks.Draw(a, change), draw)
                : Year.Of(_today, _unit, shocks, _inputs.Draw(a, _logRatios, change));
        }
        return row;
    }

    private bool OfShocks(string name) => Year.Shocks.Uncertain.Contains(name, StringComparer.Ordinal);

    private Swing SwingOf(string name)
    {
        if (!OfShocks(name) && _inputs.LawOf(name, _rng.Fork("law"), _logRatios) is { } law)
        {
            double At(double value) =>
                MeanOver([.. Changed(new InputChange(name, value, null), Others)], Year.Shocks.Mean);
            var (low, high) = (law.Quantile(0.1), law.Quantile(0.9));
            return new Swing(name, low, high, At(low), At(high));
        }
        // Drawn jointly: the draws in the order of what they do.
        const int Few = 20;
        var byEffect = Enumerable
            .Range(0, Variants)
            .Select(v => (Variant: v, Loss: OfVariant(name, v, Few)))
            .OrderBy(v => v.Loss)
            .ToArray();
        return new Swing(
            name,
            null,
            null,
            OfVariant(name, byEffect[Variants / 10].Variant, Others),
            OfVariant(name, byEffect[^(1 + (Variants / 10))].Variant, Others)
        );
    }

    private double OfVariant(string name, int v, int others)
    {
        var from = _rng.Fork("variant", v);
        return OfShocks(name)
            ? MeanOver(_others[..others], Year.Shocks.With(name, from))
            : MeanOver([.. Changed(new InputChange(name, null, from), others)], Year.Shocks.Mean);
    }

    private IEnumerable<LossDraw> Changed(InputChange change, int others) =>
        Enumerable.Range(0, others).Select(j => Other(j, change));

    private LossDraw Other(int j, InputChange? change) =>
        _inputs.Draw(_rng.Fork("others", j), _logRatios, change);

    private double MeanOver(LossDraw[] draws, double[] expected) =>
        draws.Average(d => Year.Of(_today, _unit, expected, d));
}
