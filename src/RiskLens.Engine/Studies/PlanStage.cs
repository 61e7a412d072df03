using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;

namespace RiskLens.Engine.Studies;

/// <summary>
/// The way from today's mix to the recommended one, step by step: each channel that is added, the enrolment, the traffic that
/// is sent anew, the channels given up. What a step avoids and costs is the difference that it makes at its place.
/// </summary>
internal sealed class PlanStage(
    StudyFrame frame,
    MixSearch search,
    MixCost cost,
    Func<Mix, double> meanLossOf,
    Func<int, double> reachedOn,
    Func<int, double> inUseOn
)
{
    public MixPlan Of(Mix recommended, bool inMoney, string failedChannel)
    {
        var failed = Enumerable
            .Range(0, search.Channels)
            .First(c => string.Equals(frame.Channels[c], failedChannel, StringComparison.Ordinal));
        var inUse = Enumerable
            .Range(0, search.Channels)
            .Where(c =>
                c != failed
                && (recommended.Active >> c & 1) != 0
                && !string.Equals(frame.Owners[c], frame.Owners[failed], StringComparison.Ordinal)
            )
            .ToArray();
        return MixPlan.Of(
            new PlanInput(
                [.. StepsTo(recommended, inMoney)],
                failedChannel,
                Named(inUse.Where(c => (frame.OutboundMask >> c & 1) != 0), reachedOn),
                Named(inUse.Where(c => (frame.InboundMask >> c & 1) != 0), inUseOn)
            )
            {
                Campaigns = frame.Inputs.Campaigns.Any(c =>
                    string.Equals(c.Channel, failedChannel, StringComparison.Ordinal)
                ),
                ToleranceHours = frame
                    .PurposeNames.Keys.Where(p => frame.Stated($"{p}.tolerance_hours") is not null)
                    .ToDictionary(
                        p => p,
                        p => frame.Stated($"{p}.tolerance_hours")!.Value,
                        StringComparer.Ordinal
                    ),
            }
        );
    }

    private IEnumerable<PlanStep> StepsTo(Mix recommended, bool inMoney)
    {
        var at = search.Today;
        for (var c = 0; c < search.Channels; c++)
        {
            if ((recommended.Active & ~search.TodayMask & (1 << c)) == 0)
                continue;
            var next = at with { Active = at.Active | (1 << c) };
            yield return Step(PlanDeed.SetUp, c, at, next, 0, inMoney);
            at = next;
        }
        if (recommended.Standby >= 0)
        {
            var next = at with { Standby = recommended.Standby, StandbyShare = recommended.StandbyShare };
            yield return Step(
                PlanDeed.Enrol,
                recommended.Standby,
                at,
                next,
                search.Enrolled(recommended),
                inMoney
            );
            at = next;
        }
        if (recommended.Shares is { } shares)
        {
            var next = at with { Shares = shares, SharesFrom = recommended.SharesFrom };
            yield return Step(PlanDeed.Send, GainsMost(shares), at, next, 0, inMoney);
            at = next;
        }
        for (var c = 0; c < search.Channels; c++)
        {
            if ((search.TodayMask & ~recommended.Active & (1 << c)) == 0)
                continue;
            var next = at with { Active = at.Active & ~(1 << c) };
            yield return Step(PlanDeed.Drop, c, at, next, 0, inMoney);
            at = next;
        }
    }

    /// <summary>What one step changes in the mean loss of the simulated years and in the cost.</summary>
    private PlanStep Step(PlanDeed deed, int channel, Mix before, Mix after, long contacts, bool inMoney)
    {
        var (from, to) = (search.RoutingOf(before), search.RoutingOf(after));
        double? First(Mix mix, Routing routing) => cost.Of(mix, search.Effort(mix), routing);
        double? Later(Mix mix, Routing routing) =>
            cost.Running(
                mix,
                search.Effort(mix),
                routing,
                mix.Standby < 0 ? 0 : search.EnrolmentOn(mix.Standby).Churn
            );
        var waits = deed is PlanDeed.SetUp or PlanDeed.Enrol;
        return new PlanStep(
            deed,
            frame.Channels[channel],
            First(after, to) - First(before, from),
            Later(after, to) - Later(before, from),
            inMoney ? MixStage.Difference(meanLossOf(before), meanLossOf(after)) : null,
            waits ? LeadOf(channel) : 0,
            contacts
        );
    }

    /// <summary>Days to set a channel up; null where nobody says.</summary>
    private double? LeadOf(int channel) =>
        frame.Terms.Of(frame.Channels[channel], Messages.Direction.Out)?.LeadDays
        ?? frame.Terms.Of(frame.Channels[channel], Messages.Direction.In)?.LeadDays;

    private int GainsMost(
        IReadOnlyDictionary<(string Purpose, Messages.Direction Direction), double[]> shares
    )
    {
        // What the company itself sends; what customers are steered to is a wish.
        var gains = new double[search.Channels];
        foreach (var ((purpose, direction), byChannel) in shares)
        {
            if (direction != Messages.Direction.Out)
                continue;
            var (today, volume) = (
                search.ObservedShares(purpose, direction),
                search.VolumeOf(purpose, direction)
            );
            for (var c = 0; c < gains.Length; c++)
                gains[c] += volume * (byChannel[c] - today[c]);
        }
        return Array.IndexOf(gains, gains.Max());
    }

    private IReadOnlyList<string> Named(IEnumerable<int> channels, Func<int, double> by) =>
        [
            .. channels
                .Where(c => by(c) > 0)
                .OrderByDescending(by)
                .ThenBy(c => c)
                .Select(c => frame.Channels[c]),
        ];
}
