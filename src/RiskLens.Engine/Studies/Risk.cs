using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Studies;

/// <summary>The outage model in the study's words.</summary>
public static class Risk
{
    /// <summary>What the model says of these channels, at mean rates where chances are told.</summary>
    public static OutageRisk Of(OutageModel model, IReadOnlyList<string> channels) =>
        new(
            [.. model.Nodes.Select(n => Of(n, model, channels))],
            [
                .. model
                    .Durations.Values.OrderBy(d => d.Regime)
                    .Select(d => new RegimeDuration(
                        d.Regime.Name(),
                        d.Count,
                        d.OpenEnded,
                        d.Median(d.ReportedFromHours),
                        d.LogSd,
                        d.LongestHours,
                        d.ChanceOver(24, d.ReportedFromHours),
                        d.OverDay,
                        IntervalsOf(
                            d.Median(d.ReportedFromHours),
                            level => d.MedianInterval(level, d.ReportedFromHours)
                        ),
                        IntervalsOf(d.LogSd, d.SigmaInterval),
                        d.ReportedFromHours,
                        d.CapHours,
                        d.PossiblyOverDay,
                        d.Tail is { } tail
                            ? new LengthTailFit(
                                tail.FromHours,
                                tail.Excesses,
                                IntervalsOf(tail.Shape, tail.ShapeInterval)
                            )
                            : null,
                        model.Starts.TryGetValue(d.Regime, out var starts) ? Of(starts) : null
                    )),
            ],
            Pairs(model, channels),
            Channels(SharedShocks.Of(model), channels),
            [
                .. model.Families.Select(f => new FamilyRisk(
                    f.Name,
                    f.Watched,
                    f.Selected,
                    f.Events,
                    f.Years,
                    f.Prior.Mean,
                    f.Discount
                )),
            ],
            [
                .. model.Tests.Trend.Select(t => Of("trend", t)),
                .. model.Tests.Dispersion.Select(t => Of("dispersion", t)),
            ],
            model.Overload is { } o
                ? new OverloadRisk(
                    o.Occurred / (o.Occurred + o.Absent),
                    o.Cut.Low,
                    o.Cut.High,
                    o.Length.Low,
                    o.Length.High
                )
                : null,
            Of(model.Own)
        );

    private static ChannelRisk[] Channels(SharedShocks shocks, IReadOnlyList<string> channels) =>
        [
            .. channels.Select(
                (channel, i) =>
                    new ChannelRisk(
                        channel,
                        shocks.RateOf(i),
                        shocks.SharedFraction(i),
                        shocks.ChanceAllHit(1 << i)
                    )
            ),
        ];

    private static ArrivalTest Of(string kind, RateTest test) =>
        new(kind, test.Subject, test.Shocks, test.Statistic, test.P, test.Verdict, test.GrowthFound);

    private static OwnHistoryUse Of(OwnEvidence own) =>
        new(
            [
                .. own.Linked.Select(l => new LinkedAccounts(
                    l.Own.Id,
                    l.Catalogue.Id,
                    l.StartsLaterHours,
                    l.LastsLongerHours
                )),
            ],
            [
                .. own.Repeated.Select(r => new LinkedAccounts(
                    r.Repeated.Id,
                    r.Kept.Id,
                    (r.Repeated.Start - r.Kept.Start).TotalHours,
                    r.Repeated.End is { } end && r.Kept.End is { } kept
                        ? (end - r.Repeated.Start - (kept - r.Kept.Start)).TotalHours
                        : null
                )),
            ],
            own.Counted.Count,
            own.Unwatched.Count,
            own.TooShort.Count
        );

    private static ChannelPair[] Pairs(OutageModel model, IReadOnlyList<string> channels)
    {
        var shocks = SharedShocks.Of(model);
        var dayLong = SharedShocks.Lasting(model, 24);
        var hours = SharedShocks.ByHours(model);
        return
        [
            .. from a in Enumerable.Range(0, channels.Count)
            from b in Enumerable.Range(a + 1, channels.Count - a - 1)
            let both = (1 << a) | (1 << b)
            select new ChannelPair(
                channels[a],
                channels[b],
                shocks.ChanceAllHit(both),
                shocks.ChanceAllHitIfIndependent(both),
                shocks.CountCorrelation(a, b),
                Spared(a, b),
                Spared(b, a)
            ),
        ];
        StaysUp Spared(int struck, int spared) =>
            new(
                shocks.ShareSparing(struck, spared),
                dayLong.ShareSparing(struck, spared),
                hours.ShareSparing(struck, spared)
            );
    }

    private static StartHours Of(StartLaw law) =>
        new(
            law.Seen,
            law.UniformP,
            law.Verdict,
            law.LocalHours,
            law.ShareByHour,
            law.Occasions?.Orders,
            law.Occasions?.AtOccasion,
            law.Occasions?.Factor
        );

    private static WideEstimate IntervalsOf(double mean, Func<double, (double Lower, double Upper)> interval)
    {
        var (lower80, upper80) = interval(0.8);
        var (lower95, upper95) = interval(0.95);
        return new WideEstimate(mean, lower80, upper80, lower95, upper95);
    }

    private static NodeRisk Of(NodeRate node, OutageModel model, IReadOnlyList<string> channels) =>
        new(
            node.Node.Id,
            node.Node.Name,
            node.Node.Kind,
            node.Node.Regime.Name(),
            Coverage.NamesOf(node.ChannelMask, channels),
            node.Events,
            node.WatchedYears,
            node.OwnEvents,
            node.OwnYears,
            node.UpperSide,
            new WideEstimate(
                node.Rate.Mean,
                node.Rate.Quantile(0.1),
                node.Rate.Quantile(0.9),
                node.Rate.Quantile(0.025),
                node.Rate.Quantile(0.975)
            ),
            // A thinned Poisson process: day-long outages arrive at the rate times their share.
            1
                - new GammaRate(
                    node.Rate.Alpha,
                    node.Rate.Beta / model.ChanceOver(node.Node, 24)
                ).ChanceOfNone(1)
        )
        {
            LongestObservedHours = node.LongestHours,
        };
}
