using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>
/// Finds outbound shares for the best active sets, by the weight on the tail that the company states and, for the frontier,
/// at both ends and in the middle; then values what it found on all trials.
/// </summary>
public sealed class TrafficSearch(
    YearSimulation years,
    MixSearch search,
    MixCost cost,
    BoundedSearch hunt,
    ValuedMixes valued,
    int trials,
    Rng rng,
    int threads
)
{
    private const int MostSets = 3;
    private static readonly double[] Weights = [0, 0.5, 1];

    /// <summary>Programmes solved.</summary>
    public int Solved { get; private set; }

    /// <summary>The largest gap among them.</summary>
    public double Gap { get; private set; }

    public void Run(CancellationToken cancellationToken)
    {
        var found = new List<Mix>();
        var sets = valued
            .All.Where(v => v.Mix.Shares is null && v.Cost is not null && hunt.IsPossible(v))
            .OrderBy(hunt.ObjectiveOf)
            .DistinctBy(v => v.Mix.Active)
            .Take(MostSets)
            .ToArray();
        for (var i = 0; i < sets.Length; i++)
            found.AddRange(SharesOf(sets[i].Mix, i == 0, cancellationToken));
        valued.Value(found, null, cancellationToken);
    }

    /// <summary>A mix in the shares that are best for it, valued; null where its traffic leaves no choice.</summary>
    public Mix? BestSharesOf(Mix mix, CancellationToken cancellationToken)
    {
        var found = SharesOf(mix, false, cancellationToken).FirstOrDefault();
        if (found is not null)
            valued.Value([found], null, cancellationToken);
        return found;
    }

    private IEnumerable<Mix> SharesOf(Mix mix, bool best, CancellationToken cancellationToken)
    {
        var programme = new TrafficProgramme(search, mix, cost);
        if (programme.Variables == 0)
            yield break;
        Valued[] asked =
        [
            new Valued(programme.Always(), valued.Unit) { IsLinear = true },
            .. Enumerable
                .Range(0, programme.Variables)
                .Select(v => new Valued(programme.Unit(v), valued.Unit) { IsLinear = true }),
        ];
        var columns = years
            .Run(asked, trials, rng, threads, null, cancellationToken)
            .Select(ValuedMixes.AllOf)
            .ToArray();
        var (always, units) = (asked[0].Routing, asked[1..].Select(a => a.Routing).ToArray());
        ConvexCost[] overflow = valued.Overflow.CanHappen
            ? [(w, slopes) => valued.Overflow.Of(always, units, w, slopes)]
            : [];
        var told = new List<Mix>();
        foreach (var weight in Weights.Append(search.Policy.TailWeight).Distinct().Order())
        {
            if (!best && weight != search.Policy.TailWeight)
                continue;
            if (
                programme.Solve(columns[0], columns[1..], weight, overflow, threads, cancellationToken)
                is not { } solved
            )
                continue;
            Solved++;
            Gap = Math.Max(Gap, solved.Gap);
            if (!told.Exists(known => AreSame(known, solved.Mix)))
                yield return solved.Mix;
            told.Add(solved.Mix);
        }
    }

    /// <summary>Whether two solutions differ by less than anybody could send.</summary>
    private static bool AreSame(Mix one, Mix other) =>
        one.Shares!.All(s => s.Value.Zip(other.Shares![s.Key], (a, b) => Math.Abs(a - b)).Max() < 1e-6);
}
