using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Losses;

/// <summary>Duration curves of channels and the part beyond what was observed, against closed forms.</summary>
public sealed class OutageLengthsTests
{
    private const int Years = 50_000;
    private const double Rate = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Long_outages_come_as_often_as_rate_and_law_of_lengths_say(ulong seed)
    {
        // Lengths lognormal of median 3 h and sigma 0.5 (nearly certain: 280 were seen), four a year on both channels.
        var lengths = OutageLengths.Of(
            new ShockYear(Model(), null),
            false,
            3,
            Years,
            new Rng(seed),
            2,
            CancellationToken.None
        );
        foreach (var (at, hours) in new[] { (0, 1.0), (1, 2.0), (2, 4.0), (3, 8.0) })
        {
            var perYear = Rate * (1 - MathNet.Numerics.Distributions.LogNormal.CDF(Math.Log(3), 0.5, hours));
            var chance = 1 - Math.Exp(-perYear);
            for (var channel = 0; channel < 2; channel++)
            {
                // 3 % for the parameters, which are only nearly certain, and for shocks that meet.
                var slack = 0.03 * perYear;
                Assert.InRange(
                    lengths.PerYear(channel, at) - perYear,
                    -slack - (4 * Math.Sqrt(perYear / Years)),
                    slack + (4 * Math.Sqrt(perYear / Years))
                );
                Assert.InRange(
                    lengths.ChanceInYear(channel, at) - chance,
                    -(0.03 * chance) - Repetitions.FourErrors(chance, Years),
                    (0.03 * chance) + Repetitions.FourErrors(chance, Years)
                );
            }
            Assert.Equal(0, lengths.PerYear(2, at));
        }
        Assert.InRange(
            lengths.ChanceOfNone - Math.Exp(-Rate),
            -Repetitions.FourErrors(Math.Exp(-Rate), Years),
            Repetitions.FourErrors(Math.Exp(-Rate), Years)
        );
    }

    [Fact]
    public void The_chance_of_a_year_without_a_shock_is_that_of_a_negative_binomial_count()
    {
        // Two nodes of Gamma(1.5, 2) rates: (2 / 3)^1.5 each.
        var model = Model();
        var year = new ShockYear(
            model with
            {
                Nodes = [.. model.Nodes.Select(n => n with { Rate = new GammaRate(1.5, 2) })],
            },
            null
        );
        var chance = Math.Pow(2 / 3.0, 1.5);
        Assert.Equal(chance, year.ChanceOfNone!.Value, 1e-12);
        var lengths = OutageLengths.Of(year, false, 3, Years, new Rng(8), 2, CancellationToken.None);
        Assert.InRange(
            lengths.ChanceOfNone - chance,
            -Repetitions.FourErrors(chance, Years),
            Repetitions.FourErrors(chance, Years)
        );
    }

    [Fact]
    public void The_share_of_the_mean_beyond_the_longest_observed_is_the_laws_own()
    {
        // Loss is hours x 10: the share over 5 h is E[L; L > 5] / E[L] = P(Z < (ln 3 + 0.25 - ln 5) / 0.5).
        var model = Model();
        var observed = model with
        {
            Nodes = [.. model.Nodes.Select(n => n with { ChannelMask = 1, LongestHours = 5 })],
        };
        var years = new YearSimulation(
            observed,
            Cells.Inputs(switchRate: 0, recovered: 0),
            [],
            Cells.Channels
        ).Run(
            [Cells.RoutingOf(7)],
            LossUnit.Conversations,
            Years,
            new Rng(3),
            2,
            null,
            CancellationToken.None
        )[0];
        var share = MathNet.Numerics.Distributions.Normal.CDF(0, 1, (Math.Log(3) + 0.25 - Math.Log(5)) / 0.5);
        Assert.InRange(years.Beyond.Average() / years.Total.Average() / share, 0.96, 1.04);
    }

    [Fact]
    public void Where_no_outage_of_a_node_was_observed_the_longest_of_its_regime_stands()
    {
        var model = Model();
        Assert.Equal(Lengths.Certain.LongestHours, model.LongestHours(model.Nodes[0]));
        Assert.Equal(5, model.LongestHours(model.Nodes[0] with { LongestHours = 5 }));
    }

    [Fact]
    public void Half_of_a_channel_is_an_outage_and_less_is_none()
    {
        var model = Model();
        SeverityLaw Stops(double share) =>
            SeverityLaw.Of(
                "service",
                [
                    new SeverityRow(
                        "another",
                        ["global"],
                        ["0"],
                        new Dictionary<string, ShareRange> { ["0"] = new(share, share) },
                        ShareRange.All,
                        null
                    ),
                ],
                model.Nodes[0].Node,
                ["0", "1", "2"],
                placeBound: false
            );
        double PerYear(double share) =>
            OutageLengths
                .Of(
                    new ShockYear(
                        model with
                        {
                            Severities = new Dictionary<string, SeverityLaw> { ["n"] = Stops(share) },
                        },
                        null
                    ),
                    false,
                    3,
                    2000,
                    new Rng(4),
                    1,
                    CancellationToken.None
                )
                .PerYear(0, 0);
        Assert.True(PerYear(0.5) > 1);
        Assert.Equal(0, PerYear(0.49));
    }

    private static OutageModel Model() =>
        new(
            [
                new NodeRate(
                    new Node("n", new LocalText("n", "n"), "service", Regime.Fault, "global", ["0", "1"]),
                    3,
                    0,
                    0,
                    new GammaRate(Rate * 1e6, 1e6)
                ),
            ],
            new Dictionary<Regime, DurationLaw> { [Regime.Fault] = Lengths.Certain }
        );
}
