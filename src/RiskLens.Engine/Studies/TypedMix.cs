using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Studies;

/// <summary>A mix as it is typed.</summary>
/// <param name="Channels">Ids of the active channels.</param>
/// <param name="Enrol">The channel that contacts are enrolled on, and how many; null for none.</param>
/// <param name="Shares">
/// Of what the company sends for a purpose, the share over a channel. The rest stays on the other active channels in the
/// proportions that the log shows.
/// </param>
public sealed record TypedMix(
    IReadOnlyList<string> Channels,
    (string Channel, long Contacts)? Enrol,
    IReadOnlyList<(string Purpose, string Channel, double Share)> Shares
)
{
    /// <summary>The mix among a study's.</summary>
    /// <exception cref="RiskLensException">It cannot be: an unknown channel, too many contacts, shares over 1.</exception>
    public Mix MixOf(MixSearch search, IReadOnlyList<string> ids)
    {
        var active = Channels.Aggregate(0, (mask, id) => mask | (1 << IndexOf(id, ids)));
        if (active == 0)
            throw new RiskLensException("The mix has no channel.", "Name one or more, such as whatsapp,sms.");
        var mix = new Mix(active, -1, 0);
        if (Enrol is { } enrol)
            mix = Enrolled(mix, enrol, search, ids);
        return Shares.Count == 0 ? mix : WithShares(mix, search, ids);
    }

    private static int IndexOf(string id, IReadOnlyList<string> ids)
    {
        var at = ids.ToList().IndexOf(id);
        return at >= 0
            ? at
            : throw new RiskLensException(
                $"The study knows no channel '{id}'.",
                $"Use some of {string.Join(", ", ids)}; state another channel's yearly cost and run the study again to try it."
            );
    }

    private static Mix Enrolled(
        Mix mix,
        (string Channel, long Contacts) enrol,
        MixSearch search,
        IReadOnlyList<string> ids
    )
    {
        var standby = IndexOf(enrol.Channel, ids);
        if ((mix.Active >> standby & 1) == 0)
            throw new RiskLensException(
                $"Contacts are enrolled on '{enrol.Channel}', which the mix leaves out.",
                "Add it to the channels."
            );
        var most = Math.Floor(search.Asked(standby) * search.EnrolmentOn(standby).Ceiling);
        if (enrol.Contacts < 1 || enrol.Contacts > most)
            throw new RiskLensException(
                FormattableString.Invariant(
                    $"{enrol.Contacts:N0} contacts cannot be enrolled on '{enrol.Channel}'."
                ),
                FormattableString.Invariant(
                    $"At most {most:N0} write on one other channel only and would come: give a number from 1 to {most:0}."
                )
            );
        // The dearest contact has no finite price: the last of a ceiling is left out.
        var share = Math.Min(
            enrol.Contacts / search.Asked(standby),
            0.9999 * search.EnrolmentOn(standby).Ceiling
        );
        return mix with { Standby = standby, StandbyShare = share };
    }

    private Mix WithShares(Mix mix, MixSearch search, IReadOnlyList<string> ids)
    {
        var shares = new Dictionary<(string, Direction), double[]>();
        foreach (var ofPurpose in Shares.GroupBy(s => s.Purpose, StringComparer.Ordinal))
        {
            if (!search.OutboundPurposes.Contains(ofPurpose.Key, StringComparer.Ordinal))
                throw new RiskLensException(
                    $"The company sends nothing for '{ofPurpose.Key}'.",
                    $"Use one of {string.Join(", ", search.OutboundPurposes)}."
                );
            shares[(ofPurpose.Key, Direction.Out)] = SharesOf(
                ofPurpose.Key,
                [.. ofPurpose],
                mix,
                search,
                ids
            );
        }
        return mix with { Shares = shares, SharesFrom = "typed" };
    }

    private static double[] SharesOf(
        string purpose,
        (string Purpose, string Channel, double Share)[] typed,
        Mix mix,
        MixSearch search,
        IReadOnlyList<string> ids
    )
    {
        var takes = mix.Active & search.TakesOf(purpose, Direction.Out);
        var shares = new double[ids.Count];
        var named = 0;
        foreach (var (_, channel, share) in typed)
        {
            var at = IndexOf(channel, ids);
            var reaches = search
                .CellsOf(mix)
                .Any(c =>
                    c.Direction == Direction.Out
                    && string.Equals(c.Purpose, purpose, StringComparison.Ordinal)
                    && c.ShareBySet.Any(s => (s.Key >> at & 1) != 0 && s.Value > 0)
                );
            if ((takes >> at & 1) == 0 || (share > 0 && !reaches))
                throw new RiskLensException(
                    $"'{channel}' cannot carry '{purpose}' in this mix.",
                    "It is not among the channels, does not carry what the company sends, or reaches nobody for it."
                );
            (shares[at], named) = (shares[at] + share, named | (1 << at));
        }
        var rest = 1 - shares.Sum();
        if (rest < -1e-9 || Array.Exists(shares, s => s < 0))
            throw new RiskLensException(
                $"The shares of '{purpose}' add up to more than 1.",
                "Give shares from 0 to 1 that together are 1 at the most."
            );
        var observed = search.ObservedShares(purpose, Direction.Out);
        var others = Enumerable.Range(0, ids.Count).Where(c => (takes & ~named & (1 << c)) != 0).ToArray();
        var total = others.Sum(c => observed[c]);
        if (rest > 1e-9 && total <= 0)
            throw new RiskLensException(
                $"No other channel of the mix carries the rest of '{purpose}'.",
                "Give shares that add up to 1."
            );
        foreach (var c in others)
            shares[c] = total > 0 ? Math.Max(0, rest) * observed[c] / total : 0;
        if (search.BeyondReach(mix, purpose, shares) is { } beyond)
        {
            var channels = string.Join(", ", ids.Where((_, c) => (beyond.Channels >> c & 1) != 0));
            throw new RiskLensException(
                FormattableString.Invariant(
                    $"Only {Math.Floor(1000 * beyond.Reached) / 10:0.0} % of '{purpose}' is reached on {channels}, and more than that would be sent there."
                ),
                "Send less of it over them, or enrol contacts there first."
            );
        }
        return shares;
    }
}
