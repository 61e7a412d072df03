using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>One outage of one channel: by starting hour, by length, its worst hour, and days that are not ordinary.</summary>
internal sealed class Scenarios(
    LossInputs inputs,
    OutageLoss loss,
    Tournament tournament,
    Demand demand,
    int horizonStart,
    Rng rng
)
{
    private const int Draws = 1000;
    private const int Week = 168;
    private const int FewestWeeks = 8;
    private const int MostSpecialDays = 12;

    /// <summary>Lengths at which the loss is told, in hours.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [1, 2, 4, 8, 24, 48, 72, 168, 720];

    private readonly int[] _starts =
    [
        .. Enumerable
            .Range(0, Week)
            .Select(hour => (hour - demand.Clock.HourOfWeek[horizonStart] + Week) % Week),
    ];

    /// <summary>Loss of one outage of the channel by starting hour of the local week, on common draws.</summary>
    public ScenarioLoss Of(string channel, int hours, double longestObservedHours)
    {
        var mask = 1 << demand.IndexOf(channel);
        var draws = OrdinaryDrawsFor(hours);
        var byStart = loss.Grid(mask, _starts, [hours], [draws])[0];
        var figures = byStart.Select(Summaries.FigureOf).ToArray();
        double Lost(int start) => MeanOf(figures[start]);
        var worst = Enumerable.Range(0, Week).MaxBy(Lost);
        int[] upTo = [.. Enumerable.Range(1, hours)];
        var growing = loss.Grid(mask, [_starts[worst]], upTo, [.. upTo.Select(_ => draws)]);
        var lengths = ByLength(mask);
        var growth =
            longestObservedHours < hours
                ? GrowthOver(mask, worst, longestObservedHours, figures[worst])
                : null;
        return new ScenarioLoss(
            channel,
            hours,
            figures,
            worst,
            Enumerable.Range(0, Week).MinBy(Lost),
            FigureOf(AnyStart(byStart)),
            Summaries.PartsOf(byStart[worst].MeanParts),
            [.. growing.Select(row => row[0].MeanParts.Lost.Count)],
            longestObservedHours
        )
        {
            ComponentsAtWorst = inputs.InMoney ? byStart[worst].MeanMoney : null,
            InFlightAtWorst = byStart[worst].MeanParts.InFlight.Count,
            AmountAtRiskAtWorst = byStart[worst].MeanParts.AmountLost,
            Worst = WorstHourOf(mask, hours, figures),
            ByLength = lengths,
            SpecialDays = SpecialDays(mask, hours, figures),
            WidensBy = growth?.Width,
            GrowsBy = growth?.Mean,
        };
    }

    /// <summary>
    /// Mean loss of one outage of the channel at any starting hour, in money or in conversations, and the standard error that
    /// the draws leave it.
    /// </summary>
    public (double Mean, double StandardError) AnyStart(string channel, int hours, LossUnit unit)
    {
        var byStart = loss.Grid(1 << demand.IndexOf(channel), _starts, [hours], [OrdinaryDrawsFor(hours)])[0];
        var figure = FigureOf(AnyStart(byStart));
        double Draw(int j) => byStart.Average(s => unit == LossUnit.Money ? s.Money![j] : s.Conversations[j]);
        double[] draws = [.. Enumerable.Range(0, Draws).Select(Draw)];
        var mean = draws.Average();
        var variance = draws.Sum(x => (x - mean) * (x - mean)) / (Draws - 1);
        return (
            (unit == LossUnit.Money ? figure.Money! : figure.Conversations).Mean,
            Math.Sqrt(variance / Draws)
        );
    }

    /// <summary>Draws of the inputs for an outage of so many hours: the level's own error depends on the length.</summary>
    public LossDraw[] DrawsFor(double hours) =>
        OutageLoss.DrawInputs(inputs, tournament.Errors.LogRatios((int)Math.Ceiling(hours)), rng, Draws);

    /// <summary>The same for an ordinary day: what a campaign is worth belongs to its own day, told apart.</summary>
    private LossDraw[] OrdinaryDrawsFor(int hours) =>
        Array.ConvertAll(
            DrawsFor(hours),
            draw =>
                draw.Money is { } money
                    ? draw with
                    {
                        Money = money with { Campaigns = new double[money.Campaigns.Length] },
                    }
                    : draw
        );

    private IReadOnlyList<LengthImpact> ByLength(int mask)
    {
        LossDraw[][] draws = [.. Lengths.Select(OrdinaryDrawsFor)];
        var grid = loss.Grid(mask, _starts, Lengths, draws);
        return [.. Lengths.Select((length, l) => Impact(length, grid[l]))];
    }

    private LengthImpact Impact(int hours, OutageLossDraws[] byStart)
    {
        double[] means =
        [
            .. byStart.Select(s => s.Money is { } money ? money.Average() : s.Conversations.Average()),
        ];
        var highest = Array.IndexOf(means, means.Max());
        var any = AnyStart(byStart);
        return new LengthImpact(
            hours,
            FigureOf(any),
            Summaries.FigureOf(byStart[highest]),
            highest,
            means,
            [.. inputs.Table.Purposes.Select((purpose, p) => PurposeOf(purpose, any.ByPurpose[p]))]
        );
    }

    private PurposeImpact PurposeOf(string purpose, PurposeLoss of) =>
        new(
            purpose,
            Summaries.PartsOf(of.Parts),
            of.Parts.InFlight.Count,
            of.Parts.AmountLost,
            inputs.InMoney ? of.Money : null
        );

    /// <summary>The spread of the draws about the mean over all starting hours, which is what the purposes add up to.</summary>
    private static LossFigure FigureOf(OutageLossDraws any)
    {
        var figure = Summaries.FigureOf(any);
        return new LossFigure(
            figure.Conversations with
            {
                Mean = any.MeanParts.Lost.Count,
            },
            figure.Money is null ? null : figure.Money with { Mean = any.MeanMoney.Total }
        );
    }

    /// <summary>Every draw at a starting hour of its own, so that the spread over hours is in the draws.</summary>
    private OutageLossDraws AnyStart(OutageLossDraws[] byStart)
    {
        var count = byStart[0].Conversations.Length;
        double[] Each(Func<OutageLossDraws, double[]> of) =>
            [.. Enumerable.Range(0, count).Select(j => of(byStart[j * 61 % Week])[j])];
        return new OutageLossDraws(
            Each(s => s.Conversations),
            inputs.InMoney ? Each(s => s.Money!) : null,
            [
                .. inputs.Table.Purposes.Select(
                    (_, p) =>
                        1.0 / Week * byStart.Aggregate(default(PurposeLoss), (sum, s) => sum + s.ByPurpose[p])
                ),
            ]
        );
    }

    /// <summary>
    /// Losses on past weeks as they came over their forecast. Weeks of one number stay in one half: a start chosen on
    /// one half is valued on the other. The band is the middle of all starts plus and minus one multiple of each one's
    /// own spread, as large as holds all 168 at once in 80 of 100 paths.
    /// </summary>
    private WorstHour? WorstHourOf(int mask, int hours, LossFigure[] figures)
    {
        var paths = tournament.Errors.PastWeeks();
        var weeks = paths.Select(p => p.Number).Distinct().Count();
        if (weeks < FewestWeeks)
            return null;
        var ratios = RatiosOf(paths, mask);
        // The path holds the level's error already.
        LossDraw[] draws = [.. OrdinaryDrawsFor(hours).Select(d => d with { Level = 1 })];
        var byStart = loss.Grid(mask, _starts, [hours], [draws], j => ratios[j % paths.Count])[0];
        double[][] losses = [.. byStart.Select(s => s.Money ?? s.Conversations)];
        var (valued, picked) = (0.0, 0.0);
        for (var half = 0; half < 2; half++)
        {
            double Mean(int start, int of) =>
                Enumerable
                    .Range(0, Draws)
                    .Where(j => paths[j % paths.Count].Number % 2 == of)
                    .Average(j => losses[start][j]);
            var chosen = Enumerable.Range(0, Week).MaxBy(start => Mean(start, half));
            valued += Mean(chosen, 1 - half) / 2;
            picked += Mean(chosen, half) / 2;
        }
        var (lower, upper) = Band(losses, figures);
        return new WorstHour(valued, picked, weeks, lower, upper);
    }

    /// <summary>
    /// What the forecast's mean week must be multiplied by, hour by hour, to have the shape of a past week and to miss its
    /// total as that week missed its own: actual x total of the mean week / (forecast total of then x the mean week). The
    /// forecast's own luck at single hours is gone.
    /// </summary>
    private double[][] RatiosOf(IReadOnlyList<PastWeek> paths, int mask)
    {
        var mean = new double[Week];
        foreach (var cell in inputs.Cells.Where(c => IsForecast(c, mask)))
        {
            for (var h = 0; h < cell.Path.Length; h++)
                mean[h % Week] += cell.Path[h];
        }
        var total = mean.Sum();
        return
        [
            .. paths.Select(week =>
                week.Actual.Select(
                        (actual, h) => mean[h] > 0 ? actual * total / (week.ForecastTotal * mean[h]) : 1
                    )
                    .ToArray()
            ),
        ];
    }

    private static bool IsForecast(DemandCell cell, int mask) =>
        (mask >> cell.Channel & 1) != 0
        && cell.Direction == Direction.In
        && cell.Campaign == CampaignUnit.None;

    private static (double[] Lower, double[] Upper) Band(double[][] losses, LossFigure[] figures)
    {
        var means = losses.Select(l => l.Average()).ToArray();
        var spreads = losses
            .Select((l, s) => Math.Sqrt(l.Average(x => (x - means[s]) * (x - means[s]))))
            .ToArray();
        var farthest = Quantiles.Sorted(
            Enumerable
                .Range(0, Draws)
                .Select(j =>
                    Enumerable
                        .Range(0, Week)
                        .Where(s => spreads[s] > 0)
                        .Select(s => Math.Abs(losses[s][j] - means[s]) / spreads[s])
                        .DefaultIfEmpty(0)
                        .Max()
                )
        );
        var reach = Quantiles.Of(farthest, 0.8);
        return (
            [.. figures.Select((f, s) => Math.Max(0, MeanOf(f) - (reach * spreads[s])))],
            [.. figures.Select((f, s) => MeanOf(f) + (reach * spreads[s]))]
        );
    }

    private IReadOnlyList<SpecialDay> SpecialDays(int mask, int hours, LossFigure[] figures)
    {
        var draws = DrawsFor(hours);
        var special = new List<SpecialDay>();
        for (var h = horizonStart; h < demand.Clock.Day.Length; h++)
        {
            if (demand.Clock.HourOfDay[h] != 0 || OccasionOf(demand.Clock.Day[h]) is not { } occasion)
                continue;
            var lost = Summaries.FigureOf(loss.Value(mask, [h - horizonStart], hours, draws));
            var ordinary = MeanOf(figures[demand.Clock.HourOfWeek[h]]);
            special.Add(
                new SpecialDay(
                    LocalClock.DateOf(demand.Clock.Day[h]).ToString("uuuu-MM-dd", null),
                    occasion,
                    lost,
                    ordinary > 0 ? MeanOf(lost) / ordinary : 1
                )
            );
        }
        return
        [
            .. special
                .OrderByDescending(d => d.OverOrdinary)
                .Take(MostSpecialDays)
                .OrderBy(d => d.Date, StringComparer.Ordinal),
        ];
    }

    private string? OccasionOf(int day)
    {
        var occasions = demand.Clock.Occasions;
        if (occasions.IsCampaign(day))
            return OccasionCalendar.Campaign;
        var date = LocalClock.DateOf(day);
        if (date.Month != date.PlusDays(1).Month)
            return "month_end";
        return occasions.IsHoliday(day) ? occasions.On(day)[0] : null;
    }

    private (double Width, double Mean)? GrowthOver(int mask, int worst, double observed, LossFigure at)
    {
        var length = (int)Math.Round(observed);
        if (length < 1)
            return null;
        var seen = Summaries.FigureOf(
            loss.Grid(mask, [_starts[worst]], [length], [OrdinaryDrawsFor(length)])[0][0]
        );
        var (wide, narrow) = (EstimateOf(at), EstimateOf(seen));
        var width = narrow.Upper80 - narrow.Lower80;
        return width > 0 && narrow.Mean > 0
            ? ((wide.Upper80 - wide.Lower80) / width, wide.Mean / narrow.Mean)
            : null;
    }

    private static Estimate EstimateOf(LossFigure figure) => figure.Money ?? figure.Conversations;

    private static double MeanOf(LossFigure figure) => EstimateOf(figure).Mean;
}
