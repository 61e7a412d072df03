using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Outages;

namespace RiskLens.App.Outages;

/// <summary>The company's history with the time that its own logs watched, as studies take it.</summary>
/// <param name="Own">Confirmed outages and watched time.</param>
/// <param name="Waiting">Findings in the logs that nobody has judged: they count neither way.</param>
public sealed record WatchedHistory(OwnHistory Own, int Waiting)
{
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
                0
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
            await detect.WaitingAsync(searched.Found, cancellationToken)
        );
    }
}
