using RiskLens.Engine.Losses;

namespace RiskLens.Engine.Studies;

public sealed partial record StudyChanges
{
    // Tenths of a conversation matter where there are few of them.
    private const double Many = 100;

    /// <summary>
    /// Holds two studies against each other, from their documents and the inputs that they were made from. Only groups
    /// that changed are valued anew: a study against itself costs nothing and gives zeros.
    /// </summary>
    /// <param name="before">The earlier study, as it was printed then.</param>
    /// <param name="then">Its inputs.</param>
    /// <param name="after">This study.</param>
    /// <param name="now">Its inputs.</param>
    /// <param name="threads">The result does not depend on it.</param>
    /// <param name="progress">Told of the stage "changes".</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static StudyChanges Between(
        Study before,
        StudyInputs then,
        Study after,
        StudyInputs now,
        int threads,
        IProgress<StudyProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var inMoney =
            before.Year?.Money is not null
            && after.Year?.Money is not null
            && string.Equals(before.Company.Currency, after.Company.Currency, StringComparison.Ordinal);
        var (old, present) = (FiguresOf(before, inMoney), FiguresOf(after, inMoney));
        var compared = Without(NotValued, before, after) with
        {
            Unit = inMoney ? "money" : "conversations",
            Currency = after.Company.Currency,
            Before = old,
            After = present,
        };
        if (old.YearMean is not { } oldYear || present.YearMean is not { } presentYear)
            return compared;
        var groups = InputGroup.Between(before, then, after, now);
        var losses = new TodaysLosses(inMoney ? LossUnit.Money : LossUnit.Conversations, threads);
        var valued = ValuesOf(groups, losses, threads, progress, cancellationToken);
        int Digits(double a, double b)
        {
            if (inMoney)
                return Units.Currency.Of(after.Company.Currency).MinorDigits;
            return Math.Max(a, b) < Many ? 1 : 0;
        }
        var error = YearOf(before, inMoney)!.MeanStandardError;
        List<Waterfall> waterfalls =
        [
            Waterfall.Through(
                "year",
                Digits(oldYear, presentYear),
                oldYear,
                Levels(groups, [.. valued.Select(v => v?.Year)], oldYear, presentYear, error)
            ),
        ];
        if (old.Day is { } oldDay && present.Day is { } presentDay)
        {
            waterfalls.Add(
                Waterfall.Through(
                    "day",
                    Digits(oldDay, presentDay),
                    oldDay,
                    Levels(groups, [.. valued.Select(v => v?.Day)], oldDay, presentDay, null)
                )
            );
        }
        return compared with
        {
            Status = Compared,
            Waterfalls = waterfalls,
            Inputs = [.. groups.Select(g => g.Told)],
        };
    }

    /// <summary>The losses after each group that changed; null where they are known already or cannot be valued.</summary>
    private static (MeanOfDraws Year, MeanOfDraws Day)?[] ValuesOf(
        IReadOnlyList<InputGroup> groups,
        TodaysLosses losses,
        int threads,
        IProgress<StudyProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var last = LastChanged(groups);
        var wanted = groups.Index().Where(g => g.Item.Changed && g.Index < last).ToArray();
        var valued = new (MeanOfDraws, MeanOfDraws)?[groups.Count];
        progress?.Report(new StudyProgress("changes", 0));
        var done = 0;
        // Much of a valuation is one thread's work; several at a time keep the others busy.
        Parallel.ForEach(
            wanted,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Math.Max(1, threads),
                CancellationToken = cancellationToken,
            },
            group =>
            {
                valued[group.Index] = losses.Of(group.Item.Inputs, cancellationToken);
                var share = Interlocked.Increment(ref done) / (double)wanted.Length;
                progress?.Report(new StudyProgress("changes", share));
            }
        );
        return valued;
    }

    /// <summary>The figure after each group; from the last that changed on it is the present one.</summary>
    /// <param name="errorBefore">Standard error of the earlier figure; null for that of its like with other draws.</param>
    private static List<(string Code, double? Level, double? StandardError)> Levels(
        IReadOnlyList<InputGroup> groups,
        IReadOnlyList<MeanOfDraws?> valued,
        double before,
        double after,
        double? errorBefore
    )
    {
        var levels = new List<(string, double?, double?)>();
        var (last, at) = (LastChanged(groups), before);
        foreach (var (i, group) in groups.Index())
        {
            if (i >= last)
                at = after;
            else if (group.Changed && valued[i] is null)
            {
                levels.Add((group.Code, null, null));
                continue;
            }
            else if (valued[i] is { } value)
                at = value.Mean;
            double? error = null;
            if (group.Code == InputGroup.Chance && valued[i] is { StandardError: var anew })
                error = Math.Sqrt((anew * anew) + Math.Pow(errorBefore ?? anew, 2));
            levels.Add((group.Code, at, error));
        }
        return levels;
    }

    // Where nothing changed all is said at the first.
    private static int LastChanged(IReadOnlyList<InputGroup> groups) =>
        groups.Index().Where(g => g.Item.Changed).Select(g => g.Index).DefaultIfEmpty(0).Max();

    private static LossDistribution? YearOf(Study study, bool inMoney) =>
        inMoney ? study.Year?.Money : study.Year?.Conversations;

    private static StudyFigures FiguresOf(Study study, bool inMoney)
    {
        var day = study.Scenario?.ByLength.FirstOrDefault(l => l.Hours == 24)?.AnyStart;
        var year = YearOf(study, inMoney);
        return new StudyFigures(
            (inMoney ? day?.Money : day?.Conversations)?.Mean,
            year?.Mean,
            year?.ConditionalValueAtRisk95,
            study.Settings.ScenarioChannel,
            study.Mix?.Mixes.FirstOrDefault(m => m.Id == study.Mix.RecommendedId)?.Channels ?? []
        );
    }
}
