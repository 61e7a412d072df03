using RiskLens.Engine.Mixes;

namespace RiskLens.Engine.Studies;

/// <summary>Valued mixes as a study tells them: by the channels' ids.</summary>
internal sealed class MixValues(IReadOnlyList<string> channels, MixSearch search, BoundedSearch hunt)
{
    public MixValue Of(ValuedMix valued)
    {
        var mix = valued.Mix;
        return new MixValue(
            mix.Id,
            Coverage.NamesOf(mix.Active, channels),
            mix.Standby < 0 ? null : channels[mix.Standby],
            mix.StandbyShare,
            search.Enrolled(mix),
            search.ReachedShare(mix.Active),
            valued.Standing,
            valued.Outage.Mean,
            valued.Outage.ConditionalValueAtRisk95,
            valued.Cost,
            valued.Mean + (valued.Cost ?? 0),
            valued.Outage
        )
        {
            RunningCost = valued.RunningCost,
            TotalCvar95 = valued.Cvar95 + (valued.Cost ?? 0),
            Objective = hunt.ObjectiveOf(valued),
            IsAllowed = hunt.IsAllowed(valued),
            Shares = SharesOf(mix),
        };
    }

    private List<TrafficShare> SharesOf(Mix mix)
    {
        var shares = new List<TrafficShare>();
        foreach (
            var ((purpose, direction), byChannel) in mix.Shares
                ?? new Dictionary<(string, Messages.Direction), double[]>()
        )
        {
            var today = search.ObservedShares(purpose, direction);
            for (var c = 0; c < byChannel.Length; c++)
            {
                if (byChannel[c] > 1e-6 || today[c] > 1e-6)
                    shares.Add(
                        new TrafficShare(
                            purpose,
                            direction == Messages.Direction.In ? "in" : "out",
                            channels[c],
                            byChannel[c],
                            today[c]
                        )
                    );
            }
        }
        return shares;
    }
}
