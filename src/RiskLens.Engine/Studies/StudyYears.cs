using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Studies;

/// <summary>
/// What a study's first years are made of, kept so that any mix can be held against its mixes on the same years later:
/// demand, laws, and the shocks as they were drawn. Without ledger, catalogue and fits.
/// </summary>
public sealed record StudyYears
{
    /// <summary>The most years that are kept.</summary>
    public const int Most = 10_000;

    public required string StudyId { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Years of the study.</summary>
    public required int Trials { get; init; }

    public required string Currency { get; init; }

    /// <summary>Ids of the channels: bit i of a mask is channel i.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    public required IReadOnlyList<DemandCell> Cells { get; init; }

    /// <summary>Past outages that customers' behaviour was learnt from.</summary>
    public required IReadOnlyList<LearntOutage> Learnt { get; init; }

    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    /// <summary>Log ratios that a year's level of demand is picked from.</summary>
    public required double[] Levels { get; init; }

    /// <summary>By year: its shocks.</summary>
    public required IReadOnlyList<Strike[]> Strikes { get; init; }

    public required IReadOnlyDictionary<int, double> Contacts { get; init; }

    /// <summary>
    /// Channels that take what customers begin, that and it carries money, what the company begins, that and it does.
    /// </summary>
    public required IReadOnlyList<int> Capable { get; init; }

    public required int InboundMask { get; init; }

    public required int TodayMask { get; init; }

    public required MixPolicy Policy { get; init; }

    public required IReadOnlyList<EnrolmentTerms> Enrolments { get; init; }

    public required double[]? Delivered { get; init; }

    public required IReadOnlyDictionary<string, double> MessagesOutPerYear { get; init; }

    /// <summary>By channel, conversations an hour; infinite where none is stated.</summary>
    public required double[] Capacity { get; init; }

    /// <summary>By cell, what it costs a year to reach none of it.</summary>
    public required double[] Standing { get; init; }

    public required bool InMoney { get; init; }

    public required Mix Recommended { get; init; }

    /// <summary>The generator that a study's years are forked from.</summary>
    public Rng Rng => YearsOf(new Rng(Seed));

    internal static Rng YearsOf(Rng study) => study.Fork("years");

    /// <summary>The first shocks of a study's years.</summary>
    public static IReadOnlyList<Strike[]> StrikesOf(YearSimulation years, int trials, Rng rng)
    {
        var draws = new ShockDraws(years.Shocks, years.WithOverload);
        var strikes = new Strike[Math.Min(trials, Most)][];
        for (var t = 0; t < strikes.Length; t++)
        {
            draws.Fix(rng, t);
            strikes[t] = [.. draws.Draw(rng, t)];
        }
        return strikes;
    }

    /// <summary>Place of a cell's kind in <see cref="Capable"/>.</summary>
    internal static int KindOf(Direction direction, bool movesMoney) =>
        (direction == Direction.In ? 0 : 2) + (movesMoney ? 1 : 0);

    internal IReadOnlyDictionary<string, Assumption> AssumptionsByKey =>
        Assumptions.ToDictionary(a => a.Key, StringComparer.Ordinal);

    internal LossInputs Inputs()
    {
        var stated = AssumptionsByKey;
        var behaviour = Behaviour.Of(
            Learnt,
            stated.GetValueOrDefault("switch_rate"),
            stated.GetValueOrDefault("recovered_share"),
            stated.GetValueOrDefault("recovery_hours")
        );
        return new LossInputs(Cells, behaviour, stated, Channels);
    }

    internal MixSearch Search() =>
        new(
            Cells,
            Contacts,
            cell => Capable[KindOf(cell.Direction, cell.MovesMoney)],
            InboundMask,
            Channels.Count
        )
        {
            TodayMask = TodayMask,
            Policy = Policy,
            Enrolments = Enrolments,
            Delivered = Delivered,
        };

    internal MixCost Cost() => new(Channels, Cells, AssumptionsByKey, MessagesOutPerYear);
}
