using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// How much a shock on a node stops: by channel, the share of its function times the share of customers struck,
/// from the rows of the node's family by the Bayesian bootstrap (Rubin 1981): a trial weighs the rows once (Dirichlet,
/// all ones), a shock takes a row. Rows of about the shock's own length are likelier (a normal kernel one wide in the log
/// of hours), for how much stops and for how long go together: blocks of single services last for weeks, total cuts
/// for days. Where a row gives a range, one even draw places all its channels in their ranges: what is not known is
/// one thing.
/// </summary>
/// <remarks>
/// A row of the node itself, or of a place-bound family (operators, gateways, governments), speaks channel by channel:
/// one it does not name went on. A channel that no row of the family ever names (a company's own, say) shares the
/// fate of a channel of the node picked at random. A row of another service says how much of a service fails: the
/// share of one of its channels, picked at random, holds for all of the node.
/// </remarks>
public sealed class SeverityLaw
{
    /// <summary>Fewest rows of a family; under it the rows of the whole regime are used.</summary>
    public const int FewestRows = 5;

    // What keeps a length far from every row's from taking none.
    private const double Farthest = 1e-9;
    private const double ShortestHours = 1 / 60.0;

    private readonly Row[] _rows;

    private SeverityLaw(string pool, Row[] rows) => (Pool, _rows) = (pool, rows);

    /// <summary>Whose rows these are: a family, or a regime ("fault", "order", "cable") where the family has too few.</summary>
    public string Pool { get; }

    /// <summary>Rows behind the law.</summary>
    public int Rows => _rows.Length;

    /// <summary>Rows that struck less than everything, at this node.</summary>
    public int PartialRows => _rows.Count(r => !r.Full);

    /// <summary>Builds the law of a node for a company's channels from the rows of a pool.</summary>
    /// <param name="placeBound">Whether the pool's family is bound to places, so that rows share the node's channels.</param>
    public static SeverityLaw Of(
        string pool,
        IReadOnlyList<SeverityRow> rows,
        Node node,
        IReadOnlyList<string> channels,
        bool placeBound
    )
    {
        var everNamed = rows.SelectMany(r => r.Channels).ToHashSet(StringComparer.Ordinal);
        return new SeverityLaw(
            pool,
            [
                .. rows.Select(row => new Row(
                    placeBound || Strikes(row, node)
                        ? ByChannel(row, node, channels, everNamed)
                        : ByService(row, node, channels),
                    row.CustomersStruck,
                    row.Hours,
                    [.. channels.Select(c => node.Channels.Contains(c, StringComparer.Ordinal))]
                )),
            ]
        );
    }

    /// <summary>The law under which every shock stops everything.</summary>
    public static SeverityLaw Whole { get; } = new("", []);

    /// <summary>Weights of the rows for one trial (not normalised).</summary>
    public double[] DrawWeights(Rng rng)
    {
        var weights = new double[_rows.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = rng.NextExponential();
        return weights;
    }

    /// <summary>
    /// What one shock of a length stops, by channel of the company (0 to 1; 0 for channels that go on); null where it
    /// stops all that the node carries, for everyone.
    /// </summary>
    public double[]? Draw(Rng rng, double[] weights, double hours)
    {
        if (_rows.Length == 0)
            return null;
        var row = _rows[Pick(weights, Math.Log(Math.Max(ShortestHours, hours)), rng.NextDouble())];
        if (row.Full)
            return null;
        var function = row.Alternatives[rng.NextInt(row.Alternatives.Length)];
        var (within, customers) = (rng.NextDouble(), At(row.Customers, rng.NextDouble()));
        var shares = new double[function.Length];
        for (var c = 0; c < shares.Length; c++)
            shares[c] = At(function[c], within) * customers;
        return shares;
    }

    /// <summary>Mean of what a shock stops, by channel of the company, over the rows alike.</summary>
    public double[] Means()
    {
        if (_rows.Length == 0)
            return [];
        var means = new double[_rows[0].Alternatives[0].Length];
        foreach (var row in _rows)
        {
            foreach (var function in row.Alternatives)
            {
                for (var c = 0; c < means.Length; c++)
                {
                    means[c] +=
                        At(function[c], 0.5)
                        * At(row.Customers, 0.5)
                        / (row.Alternatives.Length * (double)_rows.Length);
                }
            }
        }
        return means;
    }

    /// <summary>
    /// The mean, over rows that weigh alike, of what shocks of some lengths stop, in layers: by channels of a node's mask
    /// that are stopped together, the share of the demand that meets just these, at each length. Shares that add up to
    /// less than 1 leave the rest of the demand alone.
    /// </summary>
    public IReadOnlyDictionary<int, double[]> MeanLayers(int channelMask, double[] hours)
    {
        var layers = new SortedDictionary<int, double[]>();
        double[] Of(int mask) =>
            layers.TryGetValue(mask, out var shares) ? shares : layers[mask] = new double[hours.Length];
        if (_rows.Length == 0)
        {
            Array.Fill(Of(channelMask), 1);
            return layers;
        }
        var chances = Array.ConvertAll(hours, h => Chances(Math.Log(Math.Max(ShortestHours, h))));
        for (var i = 0; i < _rows.Length; i++)
        {
            foreach (var (mask, share) in LayersOf(_rows[i], channelMask))
            {
                var shares = Of(mask);
                for (var h = 0; h < hours.Length; h++)
                    shares[h] += chances[h][i] * share;
            }
        }
        return layers;
    }

    /// <summary>Chance of each row for a shock of a length, rows weighing alike.</summary>
    private double[] Chances(double logHours)
    {
        var known = _rows.Count(r => r.LogHours is not null);
        var near = Array.ConvertAll(
            _rows,
            r => r.LogHours is { } seen ? Math.Exp(-(logHours - seen) * (logHours - seen) / 2) + Farthest : 0
        );
        var unknown = known > 0 ? near.Sum() / known : 1;
        for (var i = 0; i < near.Length; i++)
            near[i] = _rows[i].LogHours is null ? unknown : near[i];
        var sum = near.Sum();
        return Array.ConvertAll(near, n => n / sum);
    }

    /// <summary>Layers of a row: over its alternatives, and over the one even draw that places channels in their ranges.</summary>
    private static List<(int Mask, double Share)> LayersOf(Row row, int channelMask)
    {
        const int Steps = 16;
        if (row.Full)
            return [(channelMask, 1)];
        var layers = new List<(int, double)>();
        foreach (var function in row.Alternatives)
        {
            for (var step = 0; step < Steps; step++)
            {
                var within = (step + 0.5) / Steps;
                var each = At(row.Customers, 0.5) / (Steps * (double)row.Alternatives.Length);
                int[] down =
                [
                    .. Enumerable
                        .Range(0, function.Length)
                        .Where(c => (channelMask >> c & 1) != 0 && At(function[c], within) > 0)
                        .OrderBy(c => At(function[c], within)),
                ];
                var (below, mask) = (0.0, down.Sum(c => 1 << c));
                foreach (var c in down)
                {
                    var share = At(function[c], within);
                    if (share > below)
                        layers.Add((mask, (share - below) * each));
                    (below, mask) = (share, mask & ~(1 << c));
                }
            }
        }
        return layers;
    }

    private int Pick(double[] weights, double logHours, double chance)
    {
        Span<double> cumulative = stackalloc double[_rows.Length <= 256 ? 256 : 0];
        if (cumulative.IsEmpty)
            cumulative = new double[_rows.Length];
        var (near, all) = (0.0, 0.0);
        for (var i = 0; i < _rows.Length; i++)
        {
            if (_rows[i].LogHours is not { } seen)
                continue;
            var far = logHours - seen;
            cumulative[i] = weights[i] * (Math.Exp(-far * far / 2) + Farthest);
            (near, all) = (near + cumulative[i], all + weights[i]);
        }
        var sum = 0.0;
        for (var i = 0; i < _rows.Length; i++)
        {
            // A row of unknown length is as likely beside the others as if lengths said nothing.
            sum += _rows[i].LogHours is null ? weights[i] * (all > 0 ? near / all : 1) : cumulative[i];
            cumulative[i] = sum;
        }
        for (var i = 0; i < _rows.Length - 1; i++)
        {
            if (cumulative[i] > chance * sum)
                return i;
        }
        return _rows.Length - 1;
    }

    private static double At(ShareRange range, double within) =>
        range.Low + ((range.High - range.Low) * within);

    private static bool Strikes(SeverityRow row, Node node) =>
        string.Equals(row.Node, node.Id, StringComparison.Ordinal)
        || (
            string.Equals(row.Node, node.Kind, StringComparison.Ordinal)
            && row.Places.Contains(node.Place, StringComparer.Ordinal)
        );

    private static ShareRange[][] ByChannel(
        SeverityRow row,
        Node node,
        IReadOnlyList<string> channels,
        HashSet<string> everNamed
    )
    {
        ShareRange Named(string channel) =>
            row.Channels.Contains(channel, StringComparer.Ordinal) ? row.Of(channel) : default;
        ShareRange[] With(ShareRange others) =>
            [
                .. channels.Select(c =>
                {
                    if (!node.Channels.Contains(c, StringComparer.Ordinal))
                        return default;
                    return everNamed.Contains(c) ? Named(c) : others;
                }),
            ];
        string[] known = [.. node.Channels.Where(everNamed.Contains)];
        var unnamed = channels.Any(c =>
            node.Channels.Contains(c, StringComparer.Ordinal) && !everNamed.Contains(c)
        );
        if (known.Length == 0)
            return ByService(row, node, channels);
        return unnamed ? [.. known.Select(c => With(Named(c)))] : [With(default)];
    }

    private static ShareRange[][] ByService(SeverityRow row, Node node, IReadOnlyList<string> channels)
    {
        ShareRange[] With(ShareRange share) =>
            [.. channels.Select(c => node.Channels.Contains(c, StringComparer.Ordinal) ? share : default)];
        return row.Channels.Count == 0
            ? [With(ShareRange.All)]
            : [.. row.Channels.Select(c => With(row.Of(c)))];
    }

    /// <summary>A row as this node would feel it: alternatives of equal chance, each by channel of the company.</summary>
    private sealed class Row(ShareRange[][] alternatives, ShareRange customers, double? hours, bool[] carried)
    {
        public ShareRange[][] Alternatives { get; } = alternatives;

        public ShareRange Customers { get; } = customers;

        public double? LogHours { get; } = hours is { } h ? Math.Log(Math.Max(ShortestHours, h)) : null;

        public bool Full { get; } =
            customers.Low >= 1
            && alternatives.All(a => a.Zip(carried).All(c => !c.Second || c.First.Low >= 1));
    }
}
