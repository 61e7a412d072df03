using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Losses;

public sealed class InFlightTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(5000)]
    public void At_an_even_rate_it_is_rate_times_mean_length(double meanHours)
    {
        var open = InFlight.Of([.. Enumerable.Repeat(12.0, 336)], meanHours);
        foreach (var at in (double[])[0, 0.3, 100.999, 335.5, 336, 1000.25, -7.5])
            Assert.Equal(12 * meanHours, open.At(at), 12 * meanHours * 1e-9);
    }

    [Fact]
    public void Within_one_busy_hour_it_fills_and_after_it_it_empties()
    {
        // By hand: 6 x 0.5 (1 - exp(-0.25 / 0.5)) a quarter of an hour in; at the end 3 (1 - e^-2); then exp(-t / 0.5).
        var path = new double[500];
        path[10] = 6;
        var open = InFlight.Of(path, 0.5);
        Assert.Equal(0, open.At(10), 1e-12);
        Assert.Equal(3 * (1 - Math.Exp(-0.5)), open.At(10.25), 1e-12);
        Assert.Equal(3 * (1 - Math.Exp(-2)), open.At(11), 1e-12);
        Assert.Equal(3 * (1 - Math.Exp(-2)) * Math.Exp(-3), open.At(12.5), 1e-12);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(3)]
    [InlineData(30)]
    public void It_is_the_integral_of_the_rate_times_the_share_still_open(double meanHours)
    {
        double[] path = [0, 3, 9, 4, 0, 0, 7, 1];
        var open = InFlight.Of(path, meanHours);
        foreach (var at in (double[])[0, 2.4, 7.9, 12.5])
        {
            // The integral in steps of a 2000th of an hour, by their middles.
            const int steps = 2000;
            var sum = 0.0;
            for (var i = 0; i < steps * 40 * Math.Max(1, meanHours); i++)
            {
                var u = (i + 0.5) / steps;
                var hour = (int)Math.Floor(at - u);
                sum += path[((hour % 8) + 8) % 8] * Math.Exp(-u / meanHours) / steps;
            }
            Assert.Equal(sum, open.At(at), 2e-3 * Math.Max(1, sum));
        }
    }

    [Fact]
    public void It_is_what_a_stream_of_conversations_has_open_on_average()
    {
        // Quiet nights and busy days of 24 h, lengths exponential with mean 1.5 h, counted at 09:30 of many days.
        double[] path = [.. Enumerable.Range(0, 24).Select(h => h is >= 8 and < 20 ? 20.0 : 2.0)];
        const double meanHours = 1.5;
        const double at = 9.5;
        var days = Repetitions.Of(4000, 40_000);
        var rng = new Rng(31);
        var open = 0L;
        for (var day = 0; day < days; day++)
        {
            for (var back = 0; back < 48; back++)
            {
                var hour = 9 - back;
                for (var count = rng.NextPoisson(path[((hour % 24) + 24) % 24]); count > 0; count--)
                {
                    var start = hour + rng.NextDouble();
                    if (start <= at && start + (meanHours * rng.NextExponential()) > at)
                        open++;
                }
            }
        }
        // What is open is Poisson: four standard errors of its mean over the days.
        var expected = InFlight.Of(path, meanHours).At(at);
        Assert.Equal((double)open / days, expected, 4 * Math.Sqrt(expected / days));
    }

    [Fact]
    public void Lengths_of_zero_leave_nothing_open() => Assert.Equal(0, InFlight.Of([5, 5], 0).At(1.5));

    [Fact]
    public void Where_the_log_does_not_tell_lengths_nothing_is_said() =>
        Assert.Null(InFlight.Of(Cells.Flat[0]));

    [Fact]
    public void Of_a_cell_it_uses_the_length_that_the_log_tells()
    {
        var cell = Cells.Flat[0] with { Facts = ConversationFacts.None with { OpenHours = 0.1 } };
        Assert.Equal(10 * 0.1, InFlight.Of(cell)!.At(77.7), 1e-9);
    }
}
