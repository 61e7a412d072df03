using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Studies;

/// <summary>What known outages did to the company (shortfall, recovered, rerouted), and what they say together.</summary>
internal sealed class Past
{
    // A share whose 80 % interval is wider than this says nothing.
    private const double WidestRecovered = 0.5;
    private const double WidestRerouted = 0.25;

    private static readonly int[] Lengths = [1, 2, 4, 8, 12, 24, 48];

    private readonly IReadOnlyList<(ReviewedOutage Review, LearntOutage Learnt)> _learnt;

    private Past(
        IReadOnlyList<ReviewedOutage> reviewed,
        IReadOnlyList<(ReviewedOutage Review, LearntOutage Learnt)> learnt,
        Behaviour behaviour
    ) => (Reviewed, _learnt, Behaviour) = (reviewed, learnt, behaviour);

    /// <summary>Outages that could be held against a counterfactual.</summary>
    public IReadOnlyList<ReviewedOutage> Reviewed { get; }

    /// <summary>Those whose shortfall stands clear of zero.</summary>
    public IReadOnlyList<ReviewedOutage> Measured => [.. Reviewed.Where(IsMeasured)];

    /// <summary>What they say of switch rate and recovery.</summary>
    public Behaviour Behaviour { get; }

    /// <summary>Past outages that behaviour was learnt from.</summary>
    public IReadOnlyList<LearntOutage> Learnt => [.. _learnt.Select(l => l.Learnt)];

    /// <summary>
    /// Full outages with a known end, precise to the hour, that struck a channel everywhere or in the company's
    /// country while its log was watching: those of the catalogue, and the company's own that it lacks.
    /// </summary>
    public static IReadOnlyList<(CatalogueOutage Outage, string Channel)> OutagesIn(
        Ledger ledger,
        Catalogue catalogue,
        OwnEvidence own,
        string country
    ) =>
        [
            .. catalogue
                .Outages.Where(o =>
                    o.Places.Contains("global", StringComparer.Ordinal)
                    || o.Places.Contains(country, StringComparer.Ordinal)
                )
                .Concat(own.OfNewLength.Concat(own.TooShort).Select(o => AsListed(o, catalogue)))
                .Where(o => !o.Partial && o.End is not null && (o.Precision is "minute" or "hour"))
                .OrderBy(o => o.Start)
                .SelectMany(o => ledger.Channels.Where(c => Watched(ledger, c, o)).Select(c => (o, c))),
        ];

    private static CatalogueOutage AsListed(OwnOutage own, Catalogue catalogue)
    {
        var struck = own.StruckOf(
            catalogue.Nodes.First(n => string.Equals(n.Id, own.Node, StringComparison.Ordinal))
        );
        return new CatalogueOutage(
            own.Id,
            own.Node,
            own.Start,
            own.End,
            own.Precision,
            ["global"],
            struck,
            "",
            own.Source,
            "",
            null,
            own.Shortest,
            own.Longest,
            own.FunctionStopped.Where(share => struck.Contains(share.Key, StringComparer.Ordinal))
                .ToDictionary(StringComparer.Ordinal),
            own.CustomersStruck,
            ""
        );
    }

    /// <summary>
    /// Reviews the outages and learns from those measured. From all of them: one that says nothing by itself weighs
    /// little, and several such may say something together.
    /// </summary>
    public static Past Learn(
        StudyFrame frame,
        IReadOnlyList<(CatalogueOutage Outage, string Channel)> outages,
        Demand demand
    )
    {
        var reviewed = Review(outages, demand);
        (ReviewedOutage Review, LearntOutage Learnt)[] learnt =
        [
            .. reviewed
                .Where(r => IsMeasured(r) && r.Shares is not null)
                .Select(r =>
                    (
                        r,
                        new LearntOutage(
                            r.Shares!.RecoveredOfRest(),
                            r.Shares.Rerouted,
                            demand.ReachableElsewhere(r.Channel, frame.InboundMask)
                                * ShareAfter(frame.SwitchDelayHours, r.Outage.Hours),
                            r.Waits
                        )
                    )
                ),
        ];
        return new Past(reviewed, learnt, frame.BehaviourFrom([.. learnt.Select(l => l.Learnt)]));
    }

    /// <summary>Share of an outage in which rerouting had begun.</summary>
    private static double ShareAfter(double delayHours, double? hours) =>
        hours > 0 ? Math.Max(0, 1 - (delayHours / hours.Value)) : 1;

    private static List<ReviewedOutage> Review(
        IReadOnlyList<(CatalogueOutage Outage, string Channel)> outages,
        Demand demand
    )
    {
        var reviewed = new List<ReviewedOutage>();
        foreach (var (outage, channel) in outages)
        {
            string[] others =
            [
                .. demand.Channels.Where(c => !outage.Channels.Contains(c, StringComparer.Ordinal)),
            ];
            if (
                demand.ReviewedOf([channel]) is { } own
                && OutageReview.Of(
                    outage,
                    channel,
                    own,
                    others.Length == 0 ? null : demand.ReviewedOf(others)
                )
                    is { } review
            )
                reviewed.Add(review);
        }
        return reviewed;
    }

    /// <summary>Each outage's own estimates, and what is left of them beside the others.</summary>
    public IReadOnlyList<PastOutage> Report(
        IReadOnlyList<(CatalogueOutage Outage, string Channel)> outages,
        Demand demand,
        Rng rng
    )
    {
        PastOutage Told((CatalogueOutage Outage, string Channel) o, int index)
        {
            var review = Reviewed.FirstOrDefault(r =>
                ReferenceEquals(r.Outage, o.Outage)
                && string.Equals(r.Channel, o.Channel, StringComparison.Ordinal)
            );
            var lesson = _learnt.FirstOrDefault(l => ReferenceEquals(l.Review, review)).Learnt;
            var past = Of(o.Outage, o.Channel, review, demand);
            if (lesson is null)
                return past;
            var (recovered, rerouted) = Behaviour.Shrunk(lesson, rng.Fork("shrunk", index));
            return past with
            {
                RecoveredShrunk = Summaries.EstimateOf(recovered),
                ReroutedShrunk = rerouted is null ? null : Summaries.EstimateOf(rerouted),
            };
        }
        return [.. outages.Select(Told)];
    }

    /// <summary>What comes back after an outage of so many hours, by all past outages together; empty where they are silent.</summary>
    public IReadOnlyList<RecoveredByLength> Curve(Rng rng) =>
        [
            .. Lengths
                .Select(hours =>
                    (Hours: hours, Draws: Behaviour.RecoveredAfter(hours, rng.Fork("curve", hours)))
                )
                .Where(point => point.Draws is not null)
                .Select(point => new RecoveredByLength(point.Hours, Summaries.EstimateOf(point.Draws!))),
        ];

    private static bool IsMeasured(ReviewedOutage review) =>
        Summaries.ConformalOf(review.Shortfall).Lower80 > 0;

    private static bool Says(double[]? draws, double widest) =>
        draws is not null
        && Summaries.ConformalOf(draws) is var share
        && share.Upper80 - share.Lower80 <= widest;

    private static bool Watched(Ledger ledger, string channel, CatalogueOutage outage)
    {
        if (!outage.Channels.Contains(channel, StringComparer.Ordinal))
            return false;
        var observed = ledger.Observed[ledger.IndexOf(channel)];
        var (first, hours) = OutageReview.HoursOf(outage);
        var from = first - ledger.Start;
        return from >= 0
            && from + hours <= ledger.Hours
            && Enumerable.Range(from, hours).All(h => observed[h]);
    }

    private static PastOutage Of(
        CatalogueOutage outage,
        string channel,
        ReviewedOutage? review,
        Demand demand
    )
    {
        var measured = review is not null && IsMeasured(review);
        var shares = measured ? review!.Shares : null;
        return new PastOutage(
            outage.Id,
            channel,
            Iso(outage.Start),
            Iso(outage.End!.Value),
            outage.Precision,
            outage.Cause,
            outage.Source,
            Verdict(review, measured),
            review is null ? null : Summaries.ConformalOf(review.Demand),
            review is null ? null : Summaries.ConformalOf(review.Shortfall),
            WideOf(shares?.Recovered),
            Says(shares?.Recovered, WidestRecovered),
            WideOf(shares?.Rerouted),
            Says(shares?.Rerouted, WidestRerouted),
            review is null ? null : Episode(review, demand)
        )
        {
            RecoveryHours = review?.RecoveryHours,
            RecoveredInHalf = WideOf(shares?.RecoveredInHalf),
            RecoveredInDouble = WideOf(shares?.RecoveredInDouble),
            ReroutedAndAfter = WideOf(shares?.ReroutedAndAfter),
            RepeatsCountOnce = shares is not null && review!.RepeatsOut,
        };
    }

    private static WideEstimate? WideOf(double[]? draws) =>
        draws is null ? null : Summaries.ConformalOf(draws);

    private static string Verdict(ReviewedOutage? review, bool measured)
    {
        if (review is null)
            return "too_little_data";
        return measured ? "measured" : "no_trace";
    }

    private static string Iso(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH:mm'Z'",
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>
    /// Hours from 24 before to 48 after: the calendar's expectation at the level that the fill found for the
    /// outage, with the interval that single hours of this clock hour show elsewhere.
    /// </summary>
    private static EpisodeHours Episode(ReviewedOutage review, Demand demand)
    {
        var own = demand.Of([review.Channel]);
        var masked = demand.Masked([review.Channel]);
        var calendar = demand.FillOf([review.Channel])!.CalendarExpected;
        var from = Math.Max(0, review.First - own.Start - 24);
        var to = Math.Min(own.Hours, review.First - own.Start + review.Hours + 48);
        var at = review.First - own.Start;
        var level =
            review.ExpectedByHour[0] > 0 && calendar[at] > 0 ? review.ExpectedByHour[0] / calendar[at] : 1;
        var ratios = HourRatios.Of(masked, demand.Clock, calendar);
        var actual = new List<int?>();
        var (mean, lower, upper) = (new List<double>(), new List<double>(), new List<double>());
        for (var h = from; h < to; h++)
        {
            var inside = h >= at && h < at + review.ExpectedByHour.Length;
            var expected = inside ? review.ExpectedByHour[h - at] : calendar[h] * level;
            var (low, high) = ratios.Band(demand.Clock.HourOfDay[h], expected, 0.80);
            actual.Add(own.Usable[h] ? (int)own.Values[h] : null);
            mean.Add(expected);
            lower.Add(low);
            upper.Add(high);
        }
        return new EpisodeHours((own.Start + from).ToString(), actual, mean, lower, upper);
    }
}
