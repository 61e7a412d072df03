using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Studies;

/// <summary>The scenario by starting hour, and known outages replayed in the coming quarter.</summary>
internal sealed class Scenarios(
    LossInputs inputs,
    Routing today,
    Tournament tournament,
    Demand demand,
    int horizonStart,
    Rng rng
)
{
    private const int Draws = 1000;
    private const int Week = 168;
    private static readonly int[] LongerHours = [72];

    private static readonly (string Id, LocalText Name)[] Known =
    [
        ("OUT-044", new("WhatsApp, 25 October 2022 (2 h)", "WhatsApp, 25 octobre 2022 (2 h)")),
        ("OUT-032", new("Meta, 4 October 2021 (7 h)", "Meta, 4 octobre 2021 (7 h)")),
        ("OUT-013", new("Meta, 13 March 2019 (22 h)", "Meta, 13 mars 2019 (22 h)")),
    ];

    private readonly OutageLoss _loss = new(inputs, today, demand.Channels.Count);

    /// <summary>Loss of one outage of the channel by starting hour of the local week, on common draws.</summary>
    public ScenarioLoss ByStartingHour(string channel, int hours, double longestObservedHours)
    {
        var mask = 1 << demand.IndexOf(channel);
        var draws = DrawsFor(hours);
        var byStart = new OutageLossDraws[Week];
        for (var start = 0; start < Week; start++)
            byStart[start] = _loss.Value(mask, StartsAt(start, 0), hours, draws);
        var figures = byStart.Select(Summaries.FigureOf).ToArray();
        double Lost(int start) => (figures[start].Money ?? figures[start].Conversations).Mean;
        var worst = Enumerable.Range(0, Week).MaxBy(Lost);
        var any = new OutageLossDraws(
            [.. Enumerable.Range(0, Draws).Select(j => byStart[(j * 61) % Week].Conversations[j])],
            inputs.InMoney
                ? [.. Enumerable.Range(0, Draws).Select(j => byStart[(j * 61) % Week].Money![j])]
                : null,
            default
        );
        return new ScenarioLoss(
            channel,
            hours,
            figures,
            worst,
            Enumerable.Range(0, Week).MinBy(Lost),
            Summaries.FigureOf(any),
            Summaries.PartsOf(byStart[worst].MeanParts),
            [
                .. Enumerable
                    .Range(1, hours)
                    .Select(h => _loss.Value(mask, StartsAt(worst, 0), h, draws).MeanParts.Lost),
            ],
            longestObservedHours
        );
    }

    /// <summary>
    /// The known outages at their own weekday and time of day, and the scenario's channel for 72 h from its worst hour.
    /// Where the company uses none of the channels struck, its own is taken for as long, and the name says so.
    /// </summary>
    public IReadOnlyList<ReplayLoss> Replays(Catalogue catalogue, DateTimeZone zone, ScenarioLoss scenario)
    {
        var replays = new List<ReplayLoss>();
        foreach (var (id, name) in Known)
        {
            if (
                catalogue.Outages.FirstOrDefault(o => string.Equals(o.Id, id, StringComparison.Ordinal))
                is not { Hours: { } hours } outage
            )
                continue;
            string[] struck =
            [
                .. demand.Channels.Where(c => outage.Channels.Contains(c, StringComparer.Ordinal)),
            ];
            var local = Instant.FromDateTimeOffset(outage.Start).InZone(zone).LocalDateTime;
            var startOfWeek = (((int)local.DayOfWeek - 1) * 24) + local.Hour;
            replays.Add(
                Replay(
                    id,
                    struck.Length > 0
                        ? name
                        : new LocalText($"As long as {name.En}", $"Aussi longue que {name.Fr}"),
                    struck.Length > 0 ? struck : [scenario.Channel],
                    hours,
                    startOfWeek,
                    local.Minute
                )
            );
        }
        foreach (var hours in LongerHours)
        {
            var name = FormattableString.Invariant($"{hours} h");
            replays.Add(
                Replay(
                    FormattableString.Invariant($"{hours}h"),
                    new LocalText(name, name),
                    [scenario.Channel],
                    hours,
                    scenario.WorstStart,
                    0
                )
            );
        }
        return replays;
    }

    private ReplayLoss Replay(
        string id,
        LocalText name,
        IReadOnlyList<string> channels,
        double hours,
        int hourOfWeek,
        int minute
    )
    {
        var mask = channels.Sum(c => 1 << demand.IndexOf(c));
        var draws = DrawsFor((int)Math.Ceiling(hours));
        var value = _loss.Value(mask, StartsAt(hourOfWeek, minute / 60.0), hours, draws);
        return new ReplayLoss(
            id,
            name,
            channels,
            hours,
            hourOfWeek + (minute / 60.0),
            Summaries.PartsOf(value.MeanParts),
            Summaries.FigureOf(value)
        );
    }

    // The same behaviour draws for every length; the level's own error depends on the length.
    private LossDraw[] DrawsFor(int hours) =>
        OutageLoss.DrawInputs(inputs, tournament.Errors.LogRatios(hours), rng, Draws);

    private double[] StartsAt(int hourOfWeek, double fraction)
    {
        var first = (hourOfWeek - demand.Clock.HourOfWeek[horizonStart] + Week) % Week;
        return
        [
            .. Enumerable.Range(0, Tournament.HorizonHours / Week).Select(k => first + (k * Week) + fraction),
        ];
    }
}
