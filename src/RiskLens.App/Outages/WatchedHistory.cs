using RiskLens.App.Companies;
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
        var own = await new LoadHistory(workspace, catalogue).RunAsync(cancellationToken);
        if (ledger is null)
            return new WatchedHistory(own, 0);
        var detect = new DetectOutages(workspace, catalogue);
        var found = await detect.SearchAsync(ledger, cancellationToken);
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        var logs = LogWatch.Of(
            found.Power,
            catalogue,
            company.Country,
            OutageLaws.Durations(catalogue, own.Outages)
        );
        return new WatchedHistory(
            own with
            {
                Watches = [.. own.Watches, .. logs],
            },
            await detect.WaitingAsync(found, cancellationToken)
        );
    }
}
