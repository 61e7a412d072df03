namespace RiskLens.Engine.Losses;

/// <summary>What campaigns of one channel and purpose bring by hour of the horizon.</summary>
/// <param name="Channel">Index of the channel in the ledger.</param>
/// <param name="Purpose">Id of the purpose; empty where the plan names none.</param>
/// <param name="Value">Worth by hour of those whose value is stated, company's currency, major units.</param>
/// <param name="Reach">
/// People by hour whom those reach whose value is not stated: to be priced by the margin of the purpose.
/// </param>
public sealed record CampaignPath(int Channel, string Purpose, double[] Value, double[] Reach);

/// <summary>
/// The campaigns of a plan as paths over the horizon: what is at stake in each hour in which a channel may be down. A
/// campaign is even over its window; what of the window lies before or beyond the horizon is left out.
/// </summary>
/// <param name="Paths">By channel, then purpose in ordinal order.</param>
/// <param name="Unplaced">Campaigns in the horizon that name none of the channels: no outage can be said to hit them.</param>
/// <param name="Unpriced">Placed campaigns in the horizon with neither value nor reach: nothing of them is at stake.</param>
public sealed record CampaignPaths(
    IReadOnlyList<CampaignPath> Paths,
    IReadOnlyList<PlannedCampaign> Unplaced,
    IReadOnlyList<PlannedCampaign> Unpriced
)
{
    /// <summary>Spreads campaigns over a horizon of so many hours; channels as in the ledger.</summary>
    public static CampaignPaths Of(
        IReadOnlyList<PlannedCampaign> campaigns,
        IReadOnlyList<string> channels,
        int hours
    )
    {
        var paths = new SortedDictionary<(int Channel, string Purpose), CampaignPath>(ByChannelThenPurpose);
        var (unplaced, unpriced) = (new List<PlannedCampaign>(), new List<PlannedCampaign>());
        foreach (var campaign in campaigns.Where(c => c.Touches(hours)))
        {
            var channel = IndexOf(channels, campaign.Channel);
            if (channel < 0)
            {
                unplaced.Add(campaign);
                continue;
            }
            if ((campaign.Value ?? campaign.Reach) is not { } worth)
            {
                unpriced.Add(campaign);
                continue;
            }
            var key = (channel, campaign.Purpose);
            if (!paths.TryGetValue(key, out var path))
                paths[key] = path = new CampaignPath(
                    channel,
                    campaign.Purpose,
                    new double[hours],
                    new double[hours]
                );
            Spread(campaign, worth, campaign.Value is null ? path.Reach : path.Value);
        }
        return new CampaignPaths([.. paths.Values], unplaced, unpriced);
    }

    private static readonly Comparer<(int Channel, string Purpose)> ByChannelThenPurpose = Comparer<(
        int Channel,
        string Purpose
    )>.Create(
        (a, b) =>
            a.Channel == b.Channel
                ? string.CompareOrdinal(a.Purpose, b.Purpose)
                : a.Channel.CompareTo(b.Channel)
    );

    private static void Spread(PlannedCampaign campaign, double worth, double[] path)
    {
        var from = Math.Max(0, campaign.StartHour);
        var to = Math.Min(path.Length, campaign.StartHour + campaign.WindowHours);
        for (var h = (int)from; h < to; h++)
            path[h] += worth * (Math.Min(h + 1, to) - Math.Max(h, from)) / campaign.WindowHours;
    }

    private static int IndexOf(IReadOnlyList<string> channels, string channel)
    {
        for (var i = 0; i < channels.Count; i++)
        {
            if (string.Equals(channels[i], channel, StringComparison.Ordinal))
                return i;
        }
        return -1;
    }
}
