using RiskLens.Engine.Mixes;

namespace RiskLens.Engine.Studies;

/// <summary>
/// How often other contacts, outages and assumptions, drawn anew as far as they are not known, would choose the same
/// channels.
/// </summary>
/// <param name="Chosen">The channels chosen in any resample, most often chosen first.</param>
/// <param name="RecommendedShare">Share of the resamples that choose the recommended channels.</param>
/// <param name="Clear">Whether that is enough to speak of a winner.</param>
/// <param name="Tied">
/// Where it is not: the recommended channels, and those most often chosen, until they make up most of the resamples.
/// </param>
public sealed record MixStability(
    int Resamples,
    int TrialsEach,
    IReadOnlyList<ChosenChannels> Chosen,
    double RecommendedShare,
    bool Clear,
    IReadOnlyList<ChosenChannels> Tied
)
{
    /// <summary>Share of the resamples from which on a choice is clear.</summary>
    public const double ClearFrom = 0.6;

    // Tied are those who together are chosen so often.
    private const double Most = 0.8;

    /// <summary>
    /// Resamples that go with so many trials: 200 of 10,000 years at 100,000; a tenth of the trials, 20 resamples at the
    /// least.
    /// </summary>
    public static (int Resamples, int TrialsEach) For(int trials) =>
        (Math.Clamp(trials / 500, 20, 200), Math.Clamp(trials / 10, 100, 10_000));

    /// <summary>Counts the choices.</summary>
    /// <param name="recommended">Active channels of the mix that the study recommends.</param>
    /// <param name="channels">Ids of the channels, in their order.</param>
    public static MixStability Of(
        MixResamples resamples,
        int trialsEach,
        IReadOnlyList<ResampledMix> mixes,
        int recommended,
        IReadOnlyList<string> channels
    )
    {
        var count = resamples.Best.Count;
        var chosen = resamples
            .Best.GroupBy(best => mixes[best].Active)
            .Select(g => (Active: g.Key, Share: g.Count() / (double)count))
            .OrderByDescending(c => c.Share)
            .ThenBy(c => c.Active)
            .ToArray();
        ChosenChannels Named((int Active, double Share) c) =>
            new(Coverage.NamesOf(c.Active, channels), c.Share);
        var share = chosen.FirstOrDefault(c => c.Active == recommended).Share;
        var before = 0.0;
        var tied = new List<ChosenChannels>();
        foreach (var one in chosen)
        {
            if (before < Most || one.Active == recommended)
                tied.Add(Named(one));
            before += one.Share;
        }
        if (share == 0)
            tied.Add(Named((recommended, 0)));
        var clear = share >= ClearFrom;
        return new MixStability(
            count,
            trialsEach,
            [.. chosen.Select(Named)],
            share,
            clear,
            clear ? [] : tied
        );
    }
}

/// <summary>Channels of a mix, and the share of the resamples that choose them.</summary>
public sealed record ChosenChannels(IReadOnlyList<string> Channels, double Share);
