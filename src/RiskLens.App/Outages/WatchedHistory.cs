using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Outages;

/// <summary>The company's history with the time that its own logs watched, as studies take it.</summary>
/// <param name="Own">Confirmed outages and watched time.</param>
/// <param name="Findings">What the logs show by themselves: confirmed, or not judged and counting neither way.</param>
public sealed record WatchedHistory(OwnHistory Own, IReadOnlyList<Finding> Findings)
{
    /// <summary>Findings that nobody has judged.</summary>
    public int Waiting => Findings.Count(f => !f.Confirmed);

    /// <summary>Searches the ledger for what it would have shown, and adds its time to the history.</summary>
    public static async Task<WatchedHistory> LoadAsync(
        Workspace workspace,
        Catalogue catalogue,
        Ledger? ledger,
        CancellationToken cancellationToken
    )
    {
        if (ledger is null)
            return new WatchedHistory(
                await new LoadHistory(workspace, catalogue).RunAsync(cancellationToken),
                []
            );
        var detect = new DetectOutages(workspace, catalogue);
        var searched = await detect.SearchAsync(ledger, cancellationToken);

        // What the catalogue tells too is in its lengths already.
        var logs = LogWatch.Of(
            searched.Found.Power,
            catalogue,
            searched.Country,
            OutageLaws.Durations(catalogue, [.. searched.Evidence.OfNewLength])
        );
        return new WatchedHistory(
            searched.Own with
            {
                Watches = [.. searched.Own.Watches, .. logs],
            },
            await detect.FindingsAsync(searched.Found, ledger, cancellationToken)
        );
    }
}
