using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;

namespace RiskLens.Engine.Studies;

/// <summary>
/// Mixes that always stand beside the recommended one: today's, the busiest channel alone, outbound traffic split evenly, and
/// the recommended mix with a channel that it does not hold in place of each that it does.
/// </summary>
internal sealed class MixesBeside(
    StudyFrame frame,
    MixSearch search,
    ValuedMixes valued,
    BoundedSearch hunt,
    TrafficSearch? traffic,
    ExpectedShocks shocks
)
{
    public IReadOnlyList<MixBeside> Value(CancellationToken cancellationToken)
    {
        var busiest = Busiest();
        var best = hunt.Best.Mix;
        var only = new Mix(1 << busiest, -1, 0);
        var plain = best with { Shares = null, SharesFrom = "" };
        var beside = new List<(Mix Mix, MixBeside Told)>
        {
            (search.Today, new MixBeside("today", search.Today.Id, null, null)),
            (only, new MixBeside("only", only.Id, frame.Channels[busiest], null)),
        };
        if (search.EqualSplit() is { } equal)
            beside.Add((equal, new MixBeside("equal", equal.Id, null, null)));
        for (var added = 0; added < search.Channels; added++)
        {
            if ((best.Active >> added & 1) != 0)
                continue;
            for (var dropped = 0; dropped < search.Channels; dropped++)
            {
                if (dropped == busiest || dropped == best.Standby || (best.Active >> dropped & 1) == 0)
                    continue;
                var swap = best with
                {
                    Active = best.Active & ~(1 << dropped) | (1 << added),
                    Shares = null,
                    SharesFrom = "",
                };
                beside.Add(
                    (
                        swap,
                        new MixBeside("swap", swap.Id, frame.Channels[added], frame.Channels[dropped])
                        {
                            DownTogether = DownTogether(busiest, added),
                        }
                    )
                );
            }
        }
        valued.Value(beside.Select(b => b.Mix).Append(plain), null, cancellationToken);
        return
        [
            .. beside.Select(b =>
                b.Told with
                {
                    AgainstId = string.Equals(b.Told.Kind, "swap", StringComparison.Ordinal)
                        ? plain.Id
                        : best.Id,
                }
            ),
            .. InTheirBestShares(beside, cancellationToken),
        ];
    }

    /// <summary>
    /// Of each channel brought in the swap of least loss and cost, in the shares of traffic that are best for it: so it is held
    /// against the recommended mix as it is.
    /// </summary>
    private IEnumerable<MixBeside> InTheirBestShares(
        List<(Mix Mix, MixBeside Told)> beside,
        CancellationToken cancellationToken
    )
    {
        if (traffic is null)
            yield break;
        var swaps = beside
            .Where(b =>
                string.Equals(b.Told.Kind, "swap", StringComparison.Ordinal)
                && valued.Of(b.Mix).Cost is not null
            )
            .GroupBy(b => b.Told.Channel, StringComparer.Ordinal)
            .Select(g => g.MinBy(b => hunt.ObjectiveOf(valued.Of(b.Mix))));
        foreach (var (mix, told) in swaps.ToArray())
        {
            if (traffic.BestSharesOf(mix, cancellationToken) is { } sent)
                yield return told with
                {
                    Id = sent.Id,
                    AgainstId = hunt.Best.Mix.Id,
                };
        }
    }

    private int Busiest()
    {
        var volumes = new double[search.Channels];
        foreach (var cell in search.Cells.Where(c => c.Campaign == CampaignUnit.None))
            volumes[cell.Channel] += cell.Path.Sum();
        return Array.IndexOf(volumes, volumes.Max());
    }

    /// <summary>Of the expected hours that a channel is down, the share in which another is down with it.</summary>
    private double? DownTogether(int channel, int other)
    {
        var (hours, together) = (0.0, 0.0);
        for (var m = 0; m < shocks.Masks.Length; m++)
        {
            if ((shocks.Masks[m] >> channel & 1) == 0)
                continue;
            var sum = 0.0;
            for (var g = 0; g < shocks.Hours.Length; g++)
                sum += shocks.Mean[(m * shocks.Hours.Length) + g] * shocks.Hours[g];
            hours += sum;
            together += (shocks.Masks[m] >> other & 1) != 0 ? sum : 0;
        }
        return hours > 0 ? together / hours : null;
    }
}
