using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Studies;

/// <summary>Conversations begun, as series to learn from: outages and the recovery hours after them masked.</summary>
internal sealed class Demand
{
    private const double SparsePerDay = 5;

    private readonly Ledger _ledger;
    private readonly Reach _reach;
    private readonly IReadOnlyList<(CatalogueOutage Outage, string Channel)> _outages;
    private readonly List<(Hour From, Hour To)> _masked;
    private readonly Dictionary<string, WindowFill?> _fills = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReviewedSeries?> _reviewed = new(StringComparer.Ordinal);

    public Demand(
        Ledger ledger,
        DateTimeZone zone,
        OccasionCalendar occasions,
        IReadOnlyList<(CatalogueOutage Outage, string Channel)> outages,
        Reach reach
    )
    {
        (_ledger, _outages, _reach) = (ledger, outages, reach);
        Clock = LocalClock.Of(zone, ledger.Start, ledger.Hours + Tournament.HorizonHours) with
        {
            Occasions = occasions,
        };
        _masked =
        [
            .. outages.Select(o =>
            {
                var (first, hours) = OutageReview.HoursOf(o.Outage);
                return (first, first + hours + OutageReview.RecoveryHoursOf(hours));
            }),
        ];
    }

    /// <summary>Local time from the ledger's start to the end of the horizon.</summary>
    public LocalClock Clock { get; }

    /// <summary>Channels of the ledger.</summary>
    public IReadOnlyList<string> Channels => _ledger.Channels;

    /// <summary>The busiest channel by conversations that customers begin (then: any conversations).</summary>
    public string Busiest =>
        Channels
            .OrderByDescending(c => Total(c, Direction.In))
            .ThenByDescending(c => Total(c, Direction.Out))
            .ThenBy(c => c, StringComparer.Ordinal)
            .First();

    /// <summary>Conversations begun by customers on some channels together; where none ever began, by the company.</summary>
    public HourlySeries Of(IReadOnlyList<string> channels)
    {
        var direction = channels.Any(c => Total(c, Direction.In) > 0) ? Direction.In : Direction.Out;
        var values = new double[_ledger.Hours];
        var usable = new bool[_ledger.Hours];
        Array.Fill(usable, true);
        for (var i = 0; i < Channels.Count; i++)
        {
            if (!channels.Contains(Channels[i], StringComparer.Ordinal))
                continue;
            for (var h = 0; h < usable.Length; h++)
                usable[h] &= _ledger.Observed[i][h];
        }
        foreach (
            var activity in _ledger.Activities.Where(a =>
                channels.Contains(a.Channel, StringComparer.Ordinal)
            )
        )
        {
            var counts = CountsOf(activity, direction);
            for (var h = 0; h < values.Length; h++)
                values[h] += counts[h];
        }
        return new HourlySeries(_ledger.Start, values, usable);
    }

    /// <summary>The same, masked for learning.</summary>
    public HourlySeries Masked(IReadOnlyList<string> channels) => Of(channels).Without(_masked);

    /// <summary>What fills a window of the masked series; null with too few days. Fitted once for each set of channels.</summary>
    public WindowFill? FillOf(IReadOnlyList<string> channels)
    {
        var key = string.Join(';', channels);
        if (!_fills.TryGetValue(key, out var fill))
            _fills[key] = fill = channels is [var one]
                ? WindowFill.Of(Masked(channels), Clock, ControlsOf(one))
                : WindowFill.Of(Masked(channels), Clock);
        return fill;
    }

    /// <summary>
    /// What outages on or beside some channels are reviewed on: their conversations, and those without repeats; null with
    /// too few days.
    /// </summary>
    public ReviewedSeries? ReviewedOf(IReadOnlyList<string> channels)
    {
        var key = string.Join(';', channels);
        if (!_reviewed.TryGetValue(key, out var series))
        {
            series = FillOf(channels) is { } fill
                ? new ReviewedSeries(new FilledSeries(Of(channels), fill), FirstsOf(channels))
                : null;
            _reviewed[key] = series;
        }
        return series;
    }

    /// <summary>
    /// Demand by channel, purpose and direction over the horizon. What customers begin is forecast by the winner;
    /// sparse cells, and what the company begins (it plans that itself), by their mean week.
    /// </summary>
    public IReadOnlyList<DemandCell> Cells(IForecaster winner)
    {
        var cells = new List<DemandCell>();
        foreach (var activity in _ledger.Activities)
        {
            var channel = IndexOf(activity.Channel);
            foreach (var direction in new[] { Direction.In, Direction.Out })
            {
                var counts = CountsOf(activity, direction);
                if (counts.All(c => c == 0))
                    continue;
                var series = new HourlySeries(
                    _ledger.Start,
                    [.. counts.Select(c => (double)c)],
                    _ledger.Observed[channel]
                ).Without(_masked);
                cells.Add(
                    new DemandCell(
                        channel,
                        activity.Purpose,
                        direction,
                        ForecasterFor(direction, series, winner)
                            .Forecast(series, Clock, Tournament.HorizonHours)
                            ?? new WeeklyMean().Forecast(series, Clock, Tournament.HorizonHours)
                            ?? new double[Tournament.HorizonHours],
                        _reach.SharesOf(channel, activity.Purpose, direction),
                        activity.Value.Any(v => v > 0)
                    )
                    {
                        Facts = MeanConversation.Of(activity, direction, series.Usable),
                    }
                );
            }
        }
        return cells;
    }

    /// <summary>
    /// Share of the demand that customers begin on a channel whose contacts are also known on another channel where
    /// they can write.
    /// </summary>
    public double ReachableElsewhere(string channel, int inboundMask)
    {
        var (reachable, total) = (0.0, 0.0);
        var others = inboundMask & ~(1 << IndexOf(channel));
        foreach (
            var demand in _ledger.Reach.Demand.Where(d =>
                d.Direction == Direction.In && string.Equals(d.Channel, channel, StringComparison.Ordinal)
            )
        )
        {
            foreach (var (set, volume) in demand.ConversationsBySet)
                (reachable, total) = (reachable + ((set & others) != 0 ? volume : 0), total + volume);
        }
        return total > 0 ? reachable / total : 0;
    }

    /// <summary>Channels that none of a channel's outages struck and to which nothing was rerouted in them.</summary>
    private IReadOnlyList<HourlySeries> ControlsOf(string channel)
    {
        var own = _outages.Where(o => string.Equals(o.Channel, channel, StringComparison.Ordinal)).ToArray();
        var spared = Channels.Where(c =>
            !string.Equals(c, channel, StringComparison.Ordinal)
            && Array.TrueForAll(own, o => !o.Outage.Channels.Contains(c, StringComparer.Ordinal))
        );
        return Controls.Unmoved(
            [.. spared.Select(c => Of([c]))],
            Clock,
            [
                .. own.Select(o =>
                {
                    var (first, hours) = OutageReview.HoursOf(o.Outage);
                    return (first, first + hours);
                }),
            ]
        );
    }

    /// <summary>Customers' conversations that are no repeats within a day; null where a log does not tell repeats.</summary>
    private FilledSeries? FirstsOf(IReadOnlyList<string> channels)
    {
        var activities = _ledger
            .Activities.Where(a => channels.Contains(a.Channel, StringComparer.Ordinal))
            .ToArray();
        if (
            channels.All(c => Total(c, Direction.In) == 0)
            || Array.Exists(activities, a => a.RepeatsIn is null)
        )
            return null;
        var all = Of(channels);
        var values = (double[])all.Values.Clone();
        foreach (var activity in activities)
        {
            for (var h = 0; h < values.Length; h++)
                values[h] -= activity.RepeatsIn![h];
        }
        var series = all with { Values = values };
        return WindowFill.Of(series.Without(_masked), Clock) is { } fill
            ? new FilledSeries(series, fill)
            : null;
    }

    public int IndexOf(string channel) => _ledger.IndexOf(channel);

    private static IForecaster ForecasterFor(Direction direction, HourlySeries series, IForecaster winner)
    {
        if (direction == Direction.Out)
            return new OccasionAware(new WeeklyMean());
        return series.Values.Average() * 24 < SparsePerDay ? new WeeklyMean() : winner;
    }

    private static int[] CountsOf(Activity activity, Direction direction) =>
        direction == Direction.In ? activity.ConversationsIn : activity.ConversationsOut;

    private long Total(string channel, Direction direction) =>
        _ledger
            .Activities.Where(a => string.Equals(a.Channel, channel, StringComparison.Ordinal))
            .Sum(a => CountsOf(a, direction).Sum(c => (long)c));
}
