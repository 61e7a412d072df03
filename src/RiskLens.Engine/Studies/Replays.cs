using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Studies;

/// <summary>Known outages, if they happened next: at their hour of the week, in every week of the coming quarter.</summary>
internal sealed class Replays(
    LossInputs inputs,
    OutageLoss loss,
    Scenarios scenarios,
    Demand demand,
    int horizonStart
)
{
    private const int Week = 168;
    private const int DrawsByHour = 100;
    private const int NextMonth = 28 * 24;
    private static readonly int[] LongerHours = [72];

    private static readonly (string Id, LocalText Name)[] Known =
    [
        ("OUT-044", new("WhatsApp, 25 October 2022 (2 h)", "WhatsApp, 25 octobre 2022 (2 h)")),
        ("OUT-032", new("Meta, 4 October 2021 (7 h)", "Meta, 4 octobre 2021 (7 h)")),
        ("OUT-013", new("Meta, 13 March 2019 (22 h)", "Meta, 13 mars 2019 (22 h)")),
        (
            "OUT-062",
            new(
                "Cables cut off West Africa, 14 March 2024 (12 h)",
                "Câbles coupés au large de l’Afrique de l’Ouest, 14 mars 2024 (12 h)"
            )
        ),
        (
            "OUT-077",
            new(
                "Country shut down as Tanzania was, 29 October 2025 (5 days)",
                "Pays coupé comme la Tanzanie le 29 octobre 2025 (5 jours)"
            )
        ),
    ];

    /// <summary>
    /// The known outages at their own weekday and time of day, and the scenario's channel for 72 h from its worst hour.
    /// What was struck in part counts as struck whole, and what struck another place as if it struck the company's.
    /// Where the company uses none of the channels struck, its own is taken for as long, and the name says so.
    /// </summary>
    public IReadOnlyList<ReplayLoss> Of(Catalogue catalogue, DateTimeZone zone, ScenarioLoss scenario)
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
            replays.Add(
                Replay(
                    id,
                    struck.Length > 0
                        ? name
                        : new LocalText($"As long as {name.En}", $"Aussi longue que {name.Fr}"),
                    struck.Length > 0 ? struck : [scenario.Channel],
                    hours,
                    (((int)local.DayOfWeek - 1) * 24) + local.Hour,
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
        var draws = scenarios.DrawsFor(hours);
        var first = (hourOfWeek - demand.Clock.HourOfWeek[horizonStart] + Week) % Week;
        double StartOf(int week) => first + (week * Week) + (minute / 60.0);
        var value = loss.Value(
            mask,
            [.. Enumerable.Range(0, Tournament.HorizonHours / Week).Select(StartOf)],
            hours,
            draws
        );
        // The same hour of the week once four weeks have passed.
        var next = StartOf(NextMonth / Week);
        var byHour = loss.ByHour(mask, next, hours, draws[..DrawsByHour]);
        return new ReplayLoss(
            id,
            name,
            channels,
            hours,
            hourOfWeek + (minute / 60.0),
            Summaries.PartsOf(value.MeanParts),
            Summaries.FigureOf(value)
        )
        {
            StartUtc = (demand.Clock.Start + horizonStart + (int)Math.Floor(next)).ToString(),
            DemandByHour = [.. byHour.Select(h => h.Parts.Demand.Count)],
            LostByHour = [.. byHour.Select(h => h.Parts.Lost.Count)],
            Components = inputs.InMoney ? value.MeanMoney : null,
        };
    }
}
