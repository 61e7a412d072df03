using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Losses;

/// <summary>
/// Draws the shocks of one year after another; one a thread. First the parameters are fixed: every node's rate, each
/// regime's law of lengths, the weights of the severities' rows, the chance of an overload. Then years are drawn under
/// them: for each node how many shocks (Poisson), and for each shock when it begins, how long it lasts, how much of each
/// channel it stops, and whether those it displaces overload substitutes. Parameters and events have generators apart,
/// and every shock a stream of its own by (node, index): no draw shifts another's.
/// </summary>
public sealed class ShockDraws : IYearShocks
{
    // Under this share of one channel nothing is worth simulating.
    private const double Least = 1e-3;

    private static readonly int Regimes = Enum.GetValues<Regime>().Length;
    private static readonly StreamName ParametersOf = new("parameters");
    private static readonly StreamName EventsOf = new("year");
    private static readonly StreamName Duration = new("duration");
    private static readonly StreamName Occasions = new("occasions");
    private static readonly StreamName OverloadChance = new("overload");

    private readonly ShockYear _year;
    private readonly bool _withOverload;
    private readonly DrawnLengths[] _lengths = new DrawnLengths[Regimes];
    private readonly double[] _rates;
    private readonly double[] _inSensitive;
    private readonly double[]?[] _weights;
    private readonly List<Strike> _strikes = [];
    private readonly Rng _events = new(0);
    private readonly Rng _stream = new(0);
    private double _overloadChance;

    /// <summary>Room for the shocks of one trial at a time.</summary>
    /// <param name="withOverload">Whether shocks overload substitutes. Off and on share every other draw.</param>
    public ShockDraws(ShockYear year, bool withOverload)
    {
        _year = year;
        _withOverload = withOverload && year.Model.Overload is not null;
        _rates = new double[year.Nodes.Count];
        _inSensitive = new double[year.Nodes.Count];
        _weights = new double[year.Pools][];
    }

    /// <summary>The generator of the parameters fixed last: whatever else a trial draws once is forked from it.</summary>
    public Rng Parameters { get; } = new(0);

    /// <summary>Fixes the parameters of an index for the years that follow.</summary>
    public void Fix(Rng rng, long index)
    {
        FixInto(Parameters, rng, index);
        foreach (var (regime, durations) in _year.Model.Durations)
        {
            Parameters.ForkInto(_stream, Duration, (int)regime);
            _lengths[(int)regime] = durations.DrawLaw(_stream);
        }
        for (var n = 0; n < _rates.Length; n++)
        {
            var node = _year.Nodes[n];
            Parameters.ForkInto(_stream, node.RateStream);
            _rates[n] = node.Rate.Rate.Draw(_stream);
            if (node.Starts is null)
                continue;
            Parameters.ForkInto(_stream, Occasions);
            (var factor, _inSensitive[n]) = node.Starts.OfTrial(_stream);
            _rates[n] *= factor;
        }
        Array.Clear(_weights);
        if (_withOverload)
        {
            Parameters.ForkInto(_stream, OverloadChance);
            _overloadChance = _year.Model.Overload!.DrawChance(_stream);
        }
    }

    /// <summary>The strikes of the year of an index, node by node; the list is used again by the next year.</summary>
    public List<Strike> Draw(Rng rng, long index)
    {
        rng.ForkInto(_events, EventsOf, index);
        _strikes.Clear();
        for (var n = 0; n < _rates.Length; n++)
        {
            var node = _year.Nodes[n];
            _events.ForkInto(_stream, node.CountStream);
            var count = _stream.NextPoisson(_rates[n]);
            for (var shock = 0; shock < count; shock++)
            {
                _events.ForkInto(_stream, node.ShockStream, shock);
                Add(node, n);
            }
        }
        return _strikes;
    }

    IReadOnlyList<Strike> IYearShocks.Draw(Rng rng, long index) => Draw(rng, index);

    /// <summary>Names the generator of all parameters of an index.</summary>
    internal static void FixInto(Rng parameters, Rng rng, long index) =>
        rng.ForkInto(parameters, ParametersOf, index);

    private void Add(ShockNode node, int n)
    {
        var start =
            node.Starts?.Draw(_stream, _inSensitive[n])
            ?? (_stream.NextDouble() * YearSimulation.HoursPerYear);
        var hours = _lengths[(int)node.Rate.Node.Regime].Draw(_stream, node.ReportedFrom);
        var shares = node.Severity.Draw(_stream, WeightsOf(node), hours);
        var most = shares is null ? 1 : Most(shares);
        if (most >= Least)
        {
            var beyond = hours > node.LongestHours;
            _strikes.Add(new Strike(node.Rate.ChannelMask, start, start + hours, shares, beyond));
        }
        if (_withOverload && node.Substitutes != 0)
            AddOverload(node, node.Displaced * most, start, hours);
    }

    private void AddOverload(ShockNode node, double displaced, double start, double hours)
    {
        var (cut, length) = _year.Model.Overload!.Draw(_stream, _overloadChance, displaced);
        if (cut < Least)
            return;
        var shares = new double[1 + int.Log2(node.Substitutes)];
        Array.Fill(shares, cut);
        _strikes.Add(new Strike(node.Substitutes, start, start + (length * hours), shares));
    }

    // Drawn when the first shock asks: most years have none of most families.
    private double[] WeightsOf(ShockNode node) =>
        _weights[node.Pool] ??= node.Severity.DrawWeights(Parameters.Fork(node.WeightStream));

    private static double Most(double[] shares)
    {
        var most = 0.0;
        foreach (var share in shares)
            most = Math.Max(most, share);
        return most;
    }
}
