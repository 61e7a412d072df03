using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Losses;

/// <summary>
/// TV-5 in simulated years (Heizer and Render, example S11.1): with a shared shock of chance S and own ones of chance U
/// all of n channels are struck within a year with chance P(n) = S + (1 - S) U^n, and what n channels cost is
/// P(n) times the loss, plus n times the price of one.
/// </summary>
public sealed class CommonShockTests
{
    private static readonly int Years = Repetitions.Of(40_000, 400_000);

    [Theory]
    [InlineData(0.005, 0.04, 10_000_000, 10_000, 3, 80_636.80)]
    [InlineData(0.03, 0.05, 400_000, 15_000, 2, 42_970)]
    [InlineData(0.04, 0.06, 500_000, 15_000, 2, 51_728)]
    public void Years_in_which_all_channels_are_struck_come_as_often_as_in_the_book(
        double shared,
        double own,
        double loss,
        double price,
        int best,
        double leastCost
    )
    {
        var struck = MasksStruck(shared, own, channels: 3);
        var costs = new double[4];
        for (var n = 1; n <= 3; n++)
        {
            var all = (1 << n) - 1;
            var chance = shared + ((1 - shared) * Math.Pow(own, n));
            var share = (double)struck.Count(mask => (mask & all) == all) / Years;
            Assert.InRange(
                share,
                chance - Repetitions.FourErrors(chance, Years),
                chance + Repetitions.FourErrors(chance, Years)
            );
            costs[n] = (share * loss) + (n * price);
        }
        var error = Repetitions.FourErrors(shared + ((1 - shared) * Math.Pow(own, best)), Years) * loss;
        Assert.InRange(costs[best], leastCost - error, leastCost + error);
    }

    [Fact]
    public void Ever_more_channels_leave_the_shared_shock()
    {
        const double Shared = 0.04;
        var struck = MasksStruck(Shared, own: 0.3, channels: 12);
        var last = 1.0;
        for (var n = 1; n <= 12; n++)
        {
            var all = (1 << n) - 1;
            var share = (double)struck.Count(mask => (mask & all) == all) / Years;
            Assert.InRange(share, 0, last);
            last = share;
        }
        // With twelve, own shocks add 0.96 x 0.3^12: less than one year in a million.
        Assert.InRange(
            last,
            Shared - Repetitions.FourErrors(Shared, Years),
            Shared + Repetitions.FourErrors(Shared, Years)
        );
    }

    // By year, the channels that any shock struck. A Poisson rate of -ln(1 - p) strikes at least once with chance p.
    private static int[] MasksStruck(double shared, double own, int channels)
    {
        var nodes = Enumerable
            .Range(0, channels)
            .Select(c => NodeOf(1 << c, own))
            .Prepend(NodeOf((1 << channels) - 1, shared));
        var model = new OutageModel(
            [.. nodes],
            new Dictionary<Regime, DurationLaw> { [Regime.Fault] = Lengths.Certain }
        );
        var draws = new ShockDraws(new ShockYear(model, null), withOverload: false);
        var rng = new Rng(20261123);
        var struck = new int[Years];
        for (var t = 0; t < Years; t++)
        {
            draws.Fix(rng, t);
            foreach (var strike in draws.Draw(rng, t))
                struck[t] |= strike.ChannelMask;
        }
        return struck;
    }

    private static NodeRate NodeOf(int mask, double chance) =>
        new(
            new Node(
                FormattableString.Invariant($"node-{mask}"),
                new LocalText("n", "n"),
                "service",
                Regime.Fault,
                "global",
                []
            ),
            mask,
            0,
            0,
            // All but certain: a rate with a relative spread of 1e-5.
            new GammaRate(1e10 * -Math.Log(1 - chance), 1e10)
        );
}
