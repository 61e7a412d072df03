using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Outages;

/// <summary>The outage model as a command or page shows it.</summary>
/// <param name="Country">The company's country; empty until set: then nothing that belongs to a country counts.</param>
/// <param name="InUse">Channels that the logs show.</param>
/// <param name="Waiting">Findings in the logs that nobody has judged.</param>
/// <param name="Risk">Rates, lengths and what fails together, for these and all other channels of the catalogue.</param>
public sealed record FittedOutages(string Country, IReadOnlyList<string> InUse, int Waiting, OutageRisk Risk);

/// <summary>
/// Fits the outage model without a study: for the channels in use and for those that could be taken up, so that it
/// shows what each would add.
/// </summary>
public sealed class FitOutages(Workspace workspace, Catalogue catalogue)
{
    // A set of channels is a number's bits.
    private const int MostChannels = 30;

    /// <summary>The model at this moment.</summary>
    public async Task<FittedOutages> RunAsync(CancellationToken cancellationToken)
    {
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        var ledger = await new LoadLedger(workspace).RunAsync(cancellationToken);
        var history = await WatchedHistory.LoadAsync(workspace, catalogue, ledger, cancellationToken);
        var inUse = ledger?.Channels ?? [];
        string[] channels =
        [
            .. inUse
                .Concat(
                    catalogue
                        .Channels.Select(channel => channel.Id)
                        .Where(id =>
                            !inUse.Contains(id, StringComparer.Ordinal)
                            && catalogue.Nodes.Any(n => n.Channels.Contains(id, StringComparer.Ordinal))
                        )
                )
                .Take(MostChannels),
        ];
        return await Task.Run(
            () =>
            {
                var model = OutageModel.Fit(catalogue, history.Own, company.Country, channels);
                return new FittedOutages(company.Country, inUse, history.Waiting, Risk.Of(model, channels));
            },
            cancellationToken
        );
    }
}
