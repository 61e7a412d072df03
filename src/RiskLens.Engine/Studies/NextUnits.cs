using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>
/// What the next unit of money buys, and how sure the choice is: one channel more or 1,000 contacts more beside the
/// recommended mix and beside today's, and all promising mixes again under resampled contacts, outages and assumptions.
/// </summary>
internal sealed class NextUnits(
    StudyFrame frame,
    YearSimulation years,
    MixSearch search,
    MixCost cost,
    ValuedMixes valued,
    BoundedSearch hunt,
    IReadOnlyDictionary<int, double> contactsBySet,
    Rng rng,
    int threads
)
{
    private const double Contacts = 1000;
    private const int MostMixes = 60;

    public (IReadOnlyList<NextUnit> Units, MixStability Stability) Run(
        int trials,
        Action<double>? progress,
        CancellationToken cancellationToken
    )
    {
        var (today, best) = (search.Today, hunt.Best.Mix);
        var bases = best == today ? [today] : new[] { best, today };
        var units = bases.SelectMany(UnitsBeside).ToArray();
        valued.Value(units.Select(u => u.Mix), null, cancellationToken);
        // The mixes of the units first: their losses are kept.
        Mix[] compared =
        [
            .. bases.Concat(units.Select(u => u.Mix)).DistinctBy(m => m.Id, StringComparer.Ordinal),
        ];
        var others = valued
            .All.Where(v => hunt.IsAllowed(v) && Array.TrueForAll(compared, c => c.Id != v.Mix.Id))
            .OrderBy(hunt.ObjectiveOf)
            .Take(MostMixes)
            .Select(v => v.Mix);
        ResampledMix[] resampled = [.. compared.Concat(others).Select(Resampled)];
        var (resamples, trialsEach) = MixStability.For(trials);
        var again = MixResamples.Of(
            resampled,
            compared.Length,
            years,
            search.Cells,
            contactsBySet,
            valued.Unit,
            resamples,
            trialsEach,
            rng,
            threads,
            progress,
            cancellationToken
        );
        var stability = MixStability.Of(again, trialsEach, resampled, best.Active, frame.Channels);
        int PlaceOf(Mix mix) => Array.FindIndex(compared, c => c.Id == mix.Id);
        return ([.. units.Select(u => UnitOf(u, PlaceOf(u.Beside), PlaceOf(u.Mix), again))], stability);
    }

    private ResampledMix Resampled(Mix mix) =>
        new(
            mix.Active,
            // Where nothing is allowed, what stands in the place of a recommendation is the only choice.
            hunt.IsAllowed(valued.Of(mix))
                || string.Equals(mix.Id, hunt.Best.Mix.Id, StringComparison.Ordinal),
            cells => search.With(cells, contactsBySet).RoutingOf(mix),
            (routing, r) =>
                valued.Unit == LossUnit.Money
                    ? (cost.Drawn(r).Of(mix, search.Effort(mix), routing) ?? 0) + FullOf(routing)
                    : FullOf(routing)
        );

    private double FullOf(Routing routing) => valued.Overflow.CanHappen ? valued.Overflow.Of(routing) : 0;

    private IEnumerable<Unit> UnitsBeside(Mix mix)
    {
        for (var c = 0; c < search.Channels; c++)
        {
            if (Added(mix, c) is { } added)
                yield return added;
            if ((mix.Active & search.InboundMask & (1 << c)) == 0 || (mix.Standby >= 0 && mix.Standby != c))
                continue;
            var share = mix.StandbyShare + (Contacts / search.Asked(c));
            var enrolling = mix with { Standby = c, StandbyShare = Math.Round(share, 4) };
            if (share < search.EnrolmentOn(c).Ceiling && IsPriced(enrolling))
                yield return new Unit(mix, enrolling, "contacts", c, (long)Contacts);
        }
    }

    /// <summary>
    /// A channel more; where customers can write on it, nobody has another standby yet and so many can be asked, with the first
    /// 1,000 enrolled on it, for a channel of which nobody knows buys nothing. Null where it is in the mix or out of question.
    /// </summary>
    private Unit? Added(Mix mix, int channel)
    {
        var added = mix with { Active = mix.Active | (1 << channel) };
        if (added == mix || !search.Policy.Allows(added.Active) || !IsPriced(added))
            return null;
        var share = Math.Round(Contacts / search.Asked(channel), 4);
        var enrolling = added with { Standby = channel, StandbyShare = share };
        return
            mix.Standby < 0
            && (search.InboundMask >> channel & 1) != 0
            && share < search.EnrolmentOn(channel).Ceiling
            && IsPriced(enrolling)
            ? new Unit(mix, enrolling, "channel", channel, (long)Contacts)
            : new Unit(mix, added, "channel", channel, 0);
    }

    private bool IsPriced(Mix mix) =>
        valued.Unit != LossUnit.Money || valued.CostOf(mix, search.RoutingOf(mix)) is not null;

    private NextUnit UnitOf(Unit unit, int beside, int place, MixResamples again)
    {
        var (before, after) = (valued.Of(unit.Beside), valued.Of(unit.Mix));
        var extra = after.Cost - before.Cost;
        double[] saved = [.. again.LossesOf(beside).Zip(again.LossesOf(place), MixStage.Difference)];
        return new NextUnit(
            unit.Beside.Id,
            unit.Kind,
            frame.Channels[unit.Channel],
            unit.Contacts,
            MixStage.Difference(before.Mean, after.Mean),
            Summaries.EstimateOf(saved),
            extra,
            extra is null ? null : again.Saved(place, beside).Count(s => s > 0) / (double)saved.Length
        );
    }

    private sealed record Unit(Mix Beside, Mix Mix, string Kind, int Channel, long Contacts);
}
