using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Counterfactuals;

public sealed class ControlsTests
{
    private const int Start = (130 * 24) + 9;
    private const int Hours = 24;

    [Fact]
    public void A_shock_that_struck_the_whole_company_is_followed_through_a_control()
    {
        // Day levels are shared by both channels; on the hidden day demand is halved everywhere.
        var (own, control, clock) = TwoChannels(1, onHiddenDay: 0.5);
        var truth = own.Values.AsSpan(Start, Hours).ToArray().Sum();
        var hidden = own.Without([Window(own)]);
        var alone = Middle(WindowFill.Of(hidden, clock)!);
        var controlled = Middle(WindowFill.Of(hidden, clock, [control])!);
        Assert.True(alone > 1.5 * truth);
        Assert.InRange(controlled, 0.85 * truth, 1.15 * truth);
    }

    [Fact]
    public void A_control_that_tells_nothing_has_no_say()
    {
        var (own, _, clock) = TwoChannels(2, onHiddenDay: 1);
        var (_, stranger, _) = TwoChannels(99, onHiddenDay: 1);
        var hidden = own.Without([Window(own)]);
        Assert.Equal(
            Middle(WindowFill.Of(hidden, clock)!),
            Middle(WindowFill.Of(hidden, clock, [stranger])!)
        );
    }

    [Fact]
    public void A_channel_that_took_reroutes_is_refused_as_a_control()
    {
        var (own, control, clock) = TwoChannels(3, onHiddenDay: 1);
        var values = (double[])control.Values.Clone();
        // Half of what the struck channel would have carried went to this one.
        for (var h = Start; h < Start + Hours; h++)
            values[h] += own.Values[h] / 2;
        var rerouted = control with { Values = values };
        Assert.Empty(Controls.Unmoved([rerouted], clock, [Window(own)]));
        Assert.Same(control, Assert.Single(Controls.Unmoved([control, rerouted], clock, [Window(own)])));
    }

    [Fact]
    public void A_channel_unseen_during_the_outage_is_refused()
    {
        var (own, control, clock) = TwoChannels(3, onHiddenDay: 1);
        Assert.Empty(Controls.Unmoved([control.Without([Window(own)])], clock, [Window(own)]));
    }

    [Fact]
    public void A_control_of_other_hours_is_a_mistake_of_the_caller()
    {
        var (own, control, clock) = TwoChannels(1, onHiddenDay: 1);
        Assert.Throws<ArgumentException>(() => WindowFill.Of(own, clock, [control.Until(own.Start + 2000)]));
    }

    private static (Hour From, Hour To) Window(HourlySeries series) =>
        (series.Start + Start, series.Start + Start + Hours);

    private static double Middle(WindowFill fill) =>
        Quantiles.Of(Quantiles.Sorted(fill.Fill(Start, Hours, 0)!.Window.Values), 0.5);

    private static (HourlySeries Own, HourlySeries Control, LocalClock Clock) TwoChannels(
        ulong seed,
        double onHiddenDay
    )
    {
        var (series, clock, _) = TournamentTests.Company(seed, 240, 0);
        var rng = new Rng(seed);
        var (own, control) = (new double[series.Hours], new double[series.Hours]);
        for (var h = 0; h < own.Length; h++)
        {
            var level = Math.Exp(0.15 * rng.Fork("shared", clock.Day[h]).NextNormal());
            level *= h is >= Start and < Start + Hours ? onHiddenDay : 1;
            var rhythm = 1 + Math.Sin((clock.HourOfDay[h] - 6) * Math.PI / 12);
            own[h] = rng.Fork("own", h).NextPoisson(40 * level * rhythm);
            control[h] = rng.Fork("control", h).NextPoisson(60 * level * rhythm);
        }
        return (series with { Values = own }, series with { Values = control }, clock);
    }
}
