using RiskLens.Engine.Studies;

namespace RiskLens.Engine.Tests.Studies;

/// <summary>Grades at each of their borders, with studies made by hand.</summary>
public sealed class ConfidenceTests
{
    [Theory]
    [InlineData(0.92, 3, 0.5, "A")]
    [InlineData(0.98, 3, 0.5, "A")]
    [InlineData(0.919, 3, 0.5, "B", "coverage_low")]
    [InlineData(0.981, 3, 0.5, "B", "coverage_high")]
    [InlineData(0.95, 2, 0.5, "B", "few_outages")]
    [InlineData(0.95, 3, 0.49, "B", "few_measured")]
    [InlineData(0.95, 1, 0.2, "B", "few_outages", "few_measured")]
    [InlineData(0.95, 3, null, "B", "measured_unknown")]
    [InlineData(null, 3, 0.9, "C", "coverage_not_judged")]
    [InlineData(0.95, 0, 0.9, "C", "no_outage")]
    [InlineData(null, 0, null, "C", "coverage_not_judged", "no_outage", "measured_unknown")]
    public void A_grade_follows_from_coverage_own_outages_and_what_the_loss_rests_on(
        double? coverage,
        int outages,
        double? measured,
        string grade,
        params string[] reasons
    )
    {
        var confidence = Confidence.Of(
            Placebo(coverage),
            [.. Enumerable.Range(0, outages).Select(i => Past($"OUT-{i}", "whatsapp", "measured"))],
            measured is { } share ? Rests(("switch_rate", -share), ("balance.margin", 1 - share)) : null,
            [Used("switch_rate", "measured"), Used("balance.margin", "typed")]
        );
        Assert.Equal(grade, confidence.Grade);
        Assert.Equal(reasons, confidence.Reasons);
        Assert.Equal(coverage, confidence.Coverage95);
        Assert.Equal(outages, confidence.OwnOutages);
    }

    [Fact]
    public void An_outage_of_two_channels_is_one_and_one_without_a_trace_is_none()
    {
        var confidence = Confidence.Of(
            Placebo(0.95),
            [
                Past("OUT-1", "whatsapp", "measured"),
                Past("OUT-1", "instagram", "measured"),
                Past("OUT-2", "whatsapp", "no_trace"),
                Past("OUT-3", "sms", "too_little_data"),
                Past("OUT-4", "sms", "measured"),
            ],
            null,
            []
        );
        Assert.Equal(2, confidence.OwnOutages);
    }

    [Fact]
    public void Demand_is_measured_and_a_guess_or_a_typed_value_is_not()
    {
        // 1 + 0.25 of 1 + 0.25 + 0.75 + 0.5: whichever way the loss moves.
        var confidence = Confidence.Of(
            Placebo(0.95),
            [],
            Rests(("level", 1), ("recovered_share", -0.25), ("switch_rate", -0.75), ("order.margin", 0.5)),
            [Used("recovered_share", "measured"), Used("switch_rate", "prior"), Used("order.margin", "typed")]
        );
        Assert.Equal(0.5, confidence.MeasuredShare);
    }

    private static PlaceboSummary Placebo(double? coverage95) =>
        new("judged", 60, 0.1, 0.1, 0, 0.8, coverage95, 0.1);

    private static PastOutage Past(string id, string channel, string verdict) =>
        new(
            id,
            channel,
            "2021-10-04T15:40Z",
            "2021-10-04T22:05Z",
            "minute",
            "",
            "",
            verdict,
            null,
            null,
            null,
            false,
            null,
            false,
            null
        );

    private static AssumptionUsed Used(string key, string origin) =>
        new(key, 0, 0.5, 1, "share", origin, "test", "test", "2026-01-01");

    private static Sensitivity Rests(params (string Input, double OfLoss)[] on) =>
        new("money", 1, 1, [], [], null, null, new Tipping("money", "m1", true, [], null))
        {
            Elasticities = [.. on.Select(e => new Elasticity(e.Input, 1, e.OfLoss))],
        };
}
