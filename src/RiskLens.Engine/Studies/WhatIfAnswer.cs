using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;

namespace RiskLens.Engine.Studies;

/// <summary>A mix typed in by hand, held against a study's on the study's own first years.</summary>
/// <param name="Basis">"money" or "conversations", as in the study.</param>
/// <param name="Years">Simulated years of the study that all three are valued on, its first.</param>
/// <param name="StudyTrials">Years of the study.</param>
/// <param name="Mixes">Today's, the recommended and the typed one.</param>
/// <param name="Beside">What the typed one saves over the two others.</param>
public sealed record WhatIfAnswer(
    string StudyId,
    string Basis,
    string Currency,
    int Years,
    int StudyTrials,
    IReadOnlyList<WhatIfMix> Mixes,
    IReadOnlyList<WhatIfSaving> Beside
)
{
    /// <summary>Values all three; the same on any number of threads.</summary>
    public static WhatIfAnswer Of(
        StudyYears kept,
        TypedMix typed,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var (inputs, search, cost, rng) = (kept.Inputs(), kept.Search(), kept.Cost(), kept.Rng);
        var years = new YearSimulation(kept.Strikes, inputs, kept.Levels, kept.Channels.Count);
        Mix[] mixes = [search.Today, kept.Recommended, typed.MixOf(search, kept.Channels)];
        var routings = Array.ConvertAll(mixes, search.RoutingOf);
        var trials = kept.Strikes.Count;
        var overflow = new Overflow(inputs.Table, kept.Capacity, kept.Standing);
        var valued = new ValuedMixes(years, search, cost, kept.InMoney, overflow, trials, rng, threads);
        var draws = years.Run(routings, valued.Unit, trials, rng, threads, null, cancellationToken);
        for (var i = 0; i < mixes.Length; i++)
            valued.Add(mixes[i], routings[i], draws[i]);
        WhatIfMix MixAt(int i, string kind) => WhatIfMix.Of(kind, valued.All[i], search, kept.Channels);
        double[] AllOf(int i)
        {
            var full = overflow.CanHappen ? overflow.Of(routings[i]) : 0;
            return Array.ConvertAll(ValuedMixes.AllOf(draws[i]), loss => loss + full);
        }
        WhatIfSaving Saving(int i, string over) =>
            WhatIfSaving.Of(over, AllOf(i), AllOf(2), valued.All[2].Cost - valued.All[i].Cost);
        return new WhatIfAnswer(
            kept.StudyId,
            kept.InMoney ? "money" : "conversations",
            kept.Currency,
            trials,
            kept.Trials,
            [MixAt(0, "today"), MixAt(1, "recommended"), MixAt(2, "typed")],
            [Saving(0, "today"), Saving(1, "recommended")]
        );
    }
}

/// <summary>
/// One of the mixes. Kind: "today", "recommended" or "typed". Standing: loss of those whom no active channel reaches. Mean and
/// Cvar95: of a year's outage and standing loss. Total: mean + cost of the first year; null where that is not stated.
/// </summary>
public sealed record WhatIfMix(
    string Kind,
    string Id,
    IReadOnlyList<string> Channels,
    string? Standby,
    long ContactsEnrolled,
    double StandingLoss,
    double Mean,
    double Cvar95,
    double? FirstYearCost,
    double? Total
)
{
    internal static WhatIfMix Of(
        string kind,
        ValuedMix valued,
        MixSearch search,
        IReadOnlyList<string> channels
    ) =>
        new(
            kind,
            valued.Mix.Id,
            Coverage.NamesOf(valued.Mix.Active, channels),
            valued.Mix.Standby < 0 ? null : channels[valued.Mix.Standby],
            search.Enrolled(valued.Mix),
            valued.Standing,
            valued.Mean,
            valued.Cvar95,
            valued.Cost,
            valued.Mean + valued.Cost
        );
}

/// <summary>What the typed mix saves over another.</summary>
/// <param name="Over">"today" or "recommended".</param>
/// <param name="Loss">Mean loss avoided a year, and the middle 80 % of the years.</param>
/// <param name="LossError">Standard error of that mean: both mixes meet the same years.</param>
/// <param name="ExtraCost">Of the first year; null where a cost is not stated.</param>
/// <param name="Total">Loss avoided less extra cost.</param>
public sealed record WhatIfSaving(
    string Over,
    Estimate Loss,
    double LossError,
    double? ExtraCost,
    double? Total
)
{
    internal static WhatIfSaving Of(string over, double[] other, double[] typed, double? extraCost)
    {
        var saved = other.Zip(typed, (a, b) => a - b).ToArray();
        var loss = Summaries.EstimateOf(saved);
        var variance = saved.Sum(s => (s - loss.Mean) * (s - loss.Mean)) / Math.Max(1, saved.Length - 1);
        return new WhatIfSaving(
            over,
            loss,
            Math.Sqrt(variance / saved.Length),
            extraCost,
            loss.Mean - extraCost
        );
    }
}
