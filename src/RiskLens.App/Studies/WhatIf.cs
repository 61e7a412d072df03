using RiskLens.App.Studies.Years;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Studies;

/// <summary>Holds a mix typed in by hand against a study's, on the study's own years.</summary>
public sealed class WhatIf(string workspaceFolder)
{
    /// <summary>The answer.</summary>
    /// <param name="study">The study's id, or latest.</param>
    /// <exception cref="RiskLensException">The study's years are not kept, or the mix cannot be.</exception>
    public async Task<WhatIfAnswer> RunAsync(
        string study,
        TypedMix typed,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var years = await new YearsArchive(workspaceFolder).GetAsync(study, cancellationToken);
        return await Task.Run(
            () => WhatIfAnswer.Of(years, typed, threads, cancellationToken),
            cancellationToken
        );
    }
}
