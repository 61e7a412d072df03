using RiskLens.App.Storage;
using RiskLens.App.Studies.Inputs;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Studies;

/// <summary>Holds two stored studies of a workspace against each other, from the inputs that are kept of them.</summary>
public sealed class CompareStudies(Workspace workspace)
{
    /// <summary>What changed from an earlier study to a later one.</summary>
    /// <param name="earlier">The earlier study.</param>
    /// <param name="later">The later study.</param>
    /// <param name="threads">The result does not depend on it.</param>
    /// <param name="progress">Told of the stage "changes".</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<StudyChanges> RunAsync(
        Study earlier,
        Study later,
        int threads,
        IProgress<StudyProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var inputs = new InputsArchive(workspace);
        return await Task.Run(
            () =>
                inputs.Find(earlier.Id) is { } then && inputs.Find(later.Id) is { } now
                    ? StudyChanges.Between(earlier, then, later, now, threads, progress, cancellationToken)
                    : StudyChanges.Without(StudyChanges.InputsNotKept, earlier, later),
            cancellationToken
        );
    }
}
