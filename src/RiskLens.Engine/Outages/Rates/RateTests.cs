using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>One test of how shocks arrive.</summary>
/// <param name="Subject">
/// A family's name, "catalogue" (all nodes), "company" (the nodes that take its channels) or "channel:" and an id (the
/// nodes that take this one).
/// </param>
/// <param name="Shocks">How many shocks it rests on; one that struck several countries counts once.</param>
/// <param name="Statistic">
/// Trend: the standardised sum of Laplace, above 0 where shocks crowd to the end. Dispersion: Pearson's sum by its
/// degrees of freedom, 1 under Poisson.
/// </param>
/// <param name="P">Chance of a statistic so far out if shocks were Poisson at a steady rate; null under too few.</param>
/// <param name="Verdict">rising, falling, steady or too_few; overdispersed, poisson or too_few.</param>
/// <param name="GrowthFound">
/// Trend: what a verdict of "steady" is worth: how many times the rate must have grown from the first to the last day
/// to be found in four cases of five. Null for dispersion and under too few.
/// </param>
public sealed record RateTest(
    string Subject,
    int Shocks,
    double Statistic,
    double? P,
    string Verdict,
    double? GrowthFound
);

/// <summary>
/// Whether shocks arrive as the rates assume: as many in any year as in another (trend), and no more in clusters than
/// chance makes (dispersion). Both are conditional on how many shocks each node had, so that a place listed for
/// having failed is treated like any other. Verdicts are at 5 %: of twenty, one is wrong by chance. What is found
/// may be the search and not the shocks: recent years are searched more readily.
/// </summary>
public sealed record RateTests(IReadOnlyList<RateTest> Trend, IReadOnlyList<RateTest> Dispersion)
{
    public static readonly RateTests None = new([], []);

    /// <summary>
    /// No verdict under ten shocks: even a rate that grows tenfold over the watched time, or a yearly variance of three
    /// times the mean on a single node, is then found in fewer than half of the cases.
    /// </summary>
    public const int FewestShocks = 10;

    private const double Level = 0.05;
    private const int Resamples = 1999;

    // The p of a resampling test moves in its third digit with the seed; a fixed one keeps the model a function of its
    // inputs alone.
    private const ulong Seed = 0x5EED_0F_7E57;

    internal static RateTests Of(
        IReadOnlyList<NodeHistory> nodes,
        IReadOnlyCollection<string> company,
        IReadOnlyList<string> channels
    )
    {
        (string Subject, NodeHistory[] Nodes)[] families =
        [
            .. nodes
                .GroupBy(n => RateFamily.Of(n.Node), StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (g.Key, g.ToArray())),
            ("catalogue", [.. nodes]),
        ];
        NodeHistory[] ours = [.. nodes.Where(n => company.Contains(n.Node.Id))];
        (string Subject, NodeHistory[] Nodes)[] own =
        [
            ("company", ours),
            .. channels.Select(c =>
                (
                    $"channel:{c}",
                    ours.Where(n => n.Node.Channels.Contains(c, StringComparer.Ordinal)).ToArray()
                )
            ),
        ];
        return new RateTests(
            [.. families.Concat(own).Select(s => TrendOf(s.Subject, s.Nodes))],
            [.. families.Select(s => DispersionOf(s.Subject, s.Nodes))]
        );
    }

    /// <summary>Whether shocks on these nodes become more frequent.</summary>
    internal static RateTest TrendOf(string subject, IReadOnlyList<NodeHistory> nodes)
    {
        var shares = Shock.Of(nodes).Select(s => s.Nodes[0].Watched.ShareBefore(s.Start)).ToArray();
        if (shares.Length == 0)
            return new RateTest(subject, 0, 0, null, "too_few", null);
        var (z, p) = TrendTest.Laplace(shares);
        if (shares.Length < FewestShocks)
            return new RateTest(subject, shares.Length, z, null, "too_few", null);
        var direction = z > 0 ? "rising" : "falling";
        return new RateTest(
            subject,
            shares.Length,
            z,
            p,
            p > Level ? "steady" : direction,
            TrendTest.GrowthFound(shares.Length, Level, 0.8)
        );
    }

    /// <summary>
    /// Whether the counts of these nodes by calendar year vary more than Poisson counts: sum of (x - e)^2 / e, e the
    /// node's count times the year's share of its watched time (Fisher 1950), against the same of shocks thrown back
    /// on the watched time at random. A shock on several nodes is thrown as one.
    /// </summary>
    internal static RateTest DispersionOf(string subject, IReadOnlyList<NodeHistory> nodes)
    {
        var cells = new YearCells(nodes);
        var observed = cells.Statistic(Shock.Of(nodes), null);
        if (cells.Freedom == 0)
            return new RateTest(subject, cells.Shocks, 1, null, "too_few", null);
        if (cells.Shocks < FewestShocks)
            return new RateTest(subject, cells.Shocks, observed / cells.Freedom, null, "too_few", null);
        var rng = new Rng(Seed).Fork(subject);
        var shocks = Shock.Of(nodes);
        var asFar = 1;
        for (var i = 0; i < Resamples; i++)
        {
            // Ties in the sum of squares must not hang on the last bit.
            if (cells.Statistic(shocks, rng) >= observed - 1e-9)
                asFar++;
        }
        var p = asFar / (Resamples + 1.0);
        return new RateTest(
            subject,
            cells.Shocks,
            observed / cells.Freedom,
            p,
            p > Level ? "poisson" : "overdispersed",
            null
        );
    }
}
