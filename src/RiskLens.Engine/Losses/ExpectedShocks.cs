using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Losses;

/// <summary>
/// Expected number of shocks a year, by the channels that they take and by length, under drawn rates and laws of
/// lengths. Lengths lie on a grid: every law is put on it with its mass and its mean between any two points kept, so that
/// a loss that is linear between them is exact, whatever the law. Severities are the mean over their rows. Not among
/// them: overlaps of shocks, and what they overload.
/// </summary>
public sealed class ExpectedShocks
{
    private const int Points = 64;
    private const double ShortestHours = 0.01;
    private const int MeanDraws = 1000;

    private readonly ShockYear _year;
    private readonly (Regime Regime, double From)[] _laws;
    private readonly Regime[] _regimes;
    private readonly int[] _lawOf;
    private readonly string[] _rateInputOf;
    private readonly (int Mask, double[] ByLength)[][] _layersOf;
    private readonly double[] _meanRates;
    private readonly double[][] _meanLengths;

    /// <summary>Lays out the shocks of a model.</summary>
    /// <param name="kinks">Lengths at which a loss jumps, such as tolerances (hours).</param>
    /// <param name="rng">For the mean law of lengths.</param>
    public ExpectedShocks(ShockYear year, IEnumerable<double> kinks, Rng rng)
    {
        _year = year;
        _laws = [.. year.Nodes.Select(n => (n.Rate.Node.Regime, n.ReportedFrom)).Distinct()];
        _regimes = [.. _laws.Select(l => l.Regime).Distinct().Order()];
        _lawOf = [.. year.Nodes.Select(n => Array.IndexOf(_laws, (n.Rate.Node.Regime, n.ReportedFrom)))];
        _rateInputOf = [.. year.Nodes.Select(n => $"rate.{RateFamily.Of(n.Rate.Node)}")];
        Uncertain =
        [
            .. _rateInputOf.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            .. _regimes.Select(LengthInput),
            .. year.Nodes.Any(n => n.Starts is { MovesRates: true }) ? [Occasions] : Array.Empty<string>(),
        ];
        var cap = year.Model.Durations.Values.Select(d => d.CapHours).DefaultIfEmpty(1).Max();
        Hours = Grid(cap, kinks);
        var layers = year
            .Nodes.Select(n => n.Severity.MeanLayers(n.Rate.ChannelMask, Hours).ToArray())
            .ToArray();
        Masks = [.. layers.SelectMany(l => l.Select(m => m.Key)).Distinct().Order()];
        _layersOf = Array.ConvertAll(
            layers,
            byMask => Array.ConvertAll(byMask, m => (Array.IndexOf(Masks, m.Key), m.Value))
        );
        _meanRates = new double[year.Nodes.Count];
        _meanLengths = Array.ConvertAll(_laws, _ => new double[Hours.Length]);
        FindMeans(rng);
        Mean = Of(_meanRates, _meanLengths);
    }

    /// <summary>Name of the input that sensitive weeks are.</summary>
    public const string Occasions = "occasions";

    /// <summary>
    /// Names of what is drawn: "rate.FAMILY" of the nodes of a family, "length.REGIME", and the sensitive weeks where they
    /// move rates.
    /// </summary>
    public IReadOnlyList<string> Uncertain { get; }

    /// <summary>Lengths of the grid, rising.</summary>
    public double[] Hours { get; }

    /// <summary>Channels taken, bit i for channel i: the rows of the expected numbers.</summary>
    public int[] Masks { get; }

    /// <summary>Expected numbers over all draws: a row for each mask, a column for each length.</summary>
    public double[] Mean { get; }

    /// <summary>Expected numbers of one draw, with the streams of a trial of <see cref="YearSimulation"/>.</summary>
    /// <param name="parameters">The generator of the trial's parameters.</param>
    public double[] Draw(Rng parameters, InputChange? change = null)
    {
        Rng For(string input) => change?.Of(input)?.From ?? parameters;
        var laws = _regimes.ToDictionary(r => r, r => Law(r, For(LengthInput(r))));
        return Of(
            [
                .. Enumerable
                    .Range(0, _rateInputOf.Length)
                    .Select(n => RateOf(n, For(_rateInputOf[n]), For(Occasions))),
            ],
            Array.ConvertAll(_laws, l => OnGrid(laws[l.Regime], l.From))
        );
    }

    /// <summary>Expected numbers with one input drawn and all others at their mean.</summary>
    public double[] With(string input, Rng from)
    {
        var rates = new double[_meanRates.Length];
        for (var n = 0; n < rates.Length; n++)
        {
            var node = _year.Nodes[n];
            if (string.Equals(input, _rateInputOf[n], StringComparison.Ordinal))
                rates[n] =
                    node.Rate.Rate.Draw(from.Fork(node.RateStream)) * _meanRates[n] / node.Rate.Rate.Mean;
            else if (string.Equals(input, Occasions, StringComparison.Ordinal) && node.Starts is { } starts)
                rates[n] = node.Rate.Rate.Mean * starts.OfTrial(from.Fork(Occasions)).Rate;
            else
                rates[n] = _meanRates[n];
        }
        var lengths = _meanLengths.ToArray();
        for (var l = 0; l < _laws.Length; l++)
        {
            if (string.Equals(input, LengthInput(_laws[l].Regime), StringComparison.Ordinal))
                lengths[l] = OnGrid(Law(_laws[l].Regime, from), _laws[l].From);
        }
        return Of(rates, lengths);
    }

    private static string LengthInput(Regime regime) => $"length.{regime.Name()}";

    private DrawnLengths Law(Regime regime, Rng rng) =>
        _year.Model.Durations[regime].DrawLaw(rng.Fork("duration", (int)regime));

    private double RateOf(int n, Rng rates, Rng occasions)
    {
        var node = _year.Nodes[n];
        var rate = node.Rate.Rate.Draw(rates.Fork(node.RateStream));
        return node.Starts is { } starts ? rate * starts.OfTrial(occasions.Fork(Occasions)).Rate : rate;
    }

    private void FindMeans(Rng rng)
    {
        for (var n = 0; n < _meanRates.Length; n++)
        {
            var starts = _year.Nodes[n].Starts;
            _meanRates[n] =
                _year.Nodes[n].Rate.Rate.Mean
                * (
                    starts is { MovesRates: true }
                        ? Enumerable
                            .Range(0, MeanDraws)
                            .Average(j => starts.OfTrial(rng.Fork(Occasions, j)).Rate)
                        : 1
                );
        }
        for (var j = 0; j < MeanDraws; j++)
        {
            var laws = _regimes.ToDictionary(r => r, r => Law(r, rng.Fork("lengths", j)));
            for (var l = 0; l < _laws.Length; l++)
            {
                var drawn = OnGrid(laws[_laws[l].Regime], _laws[l].From);
                for (var g = 0; g < drawn.Length; g++)
                    _meanLengths[l][g] += drawn[g] / MeanDraws;
            }
        }
    }

    private double[] Of(double[] rates, double[][] lengths)
    {
        var expected = new double[Masks.Length * Hours.Length];
        for (var n = 0; n < rates.Length; n++)
        {
            var chances = lengths[_lawOf[n]];
            foreach (var (row, shares) in _layersOf[n])
            {
                for (var g = 0; g < chances.Length; g++)
                    expected[(row * chances.Length) + g] += rates[n] * chances[g] * shares[g];
            }
        }
        return expected;
    }

    /// <summary>Chances of the grid's lengths: mass and mean between neighbours as the law has them.</summary>
    private double[] OnGrid(DrawnLengths law, double from)
    {
        var chances = new double[Hours.Length];
        var over = law.ChanceOver(Hours[0], from);
        chances[0] = 1 - over;
        for (var g = 0; g + 1 < Hours.Length; g++)
        {
            var (low, high) = (Hours[g], Hours[g + 1]);
            var beyond =
                g + 2 < Hours.Length
                    ? law.ChanceOver(high, from)
                    : law.ChanceOver(Math.BitDecrement(high), from);
            // Simpson's rule of the chance to last: mean length over the lower point of what ends between the two.
            var middle = law.ChanceOver((low + high) / 2, from);
            var between = over - beyond;
            var share =
                between <= 0 ? 0 : Math.Clamp(((over + (4 * middle) + beyond) / 6 - beyond) / between, 0, 1);
            chances[g] += between * (1 - share);
            chances[g + 1] += between * share;
            over = beyond;
        }
        chances[^1] += over;
        return chances;
    }

    /// <summary>Points at equal ratios; a kink is two points next to each other.</summary>
    private static double[] Grid(double cap, IEnumerable<double> kinks)
    {
        var step = Math.Log(cap / ShortestHours) / (Points - 1);
        return
        [
            .. Enumerable
                .Range(0, Points - 1)
                .Select(g => ShortestHours * Math.Exp(g * step))
                .Append(cap)
                .Concat(
                    kinks
                        .Where(k => k > ShortestHours && k < cap)
                        .SelectMany(k => new[] { k, k * (1 + 1e-9) })
                )
                .Distinct()
                .Order(),
        ];
    }
}
