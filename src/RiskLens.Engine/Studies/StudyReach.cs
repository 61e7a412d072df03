using RiskLens.Engine.Mixes;

namespace RiskLens.Engine.Studies;

/// <summary>The reach of a study's channels, from the ledger, the catalogue and what the company states.</summary>
internal static class StudyReach
{
    /// <summary>The ledger's channels, and after them channels that the company does not use yet.</summary>
    public static Reach Of(StudyFrame frame) =>
        Reach.Of(
            frame.Ledger,
            [.. frame.Channels.Select(channel => ChannelOf(frame, channel))],
            frame.Stated("reach_half_life_days") ?? Reach.PriorHalfLifeDays,
            frame.Stated("customers")
        );

    private static ReachChannel ChannelOf(StudyFrame frame, string id)
    {
        var known = frame.Inputs.Catalogue.Channels.FirstOrDefault(c =>
            string.Equals(c.Id, id, StringComparison.Ordinal)
        );
        return new ReachChannel(id)
        {
            PhoneNumbered = known?.PhoneNumbered ?? false,
            ByNumberAlone = known?.ByNumberAlone ?? false,
            Consent = frame.Stated($"{id}.consent"),
            Told = frame.Stated($"{id}.told") ?? 0,
        };
    }
}
