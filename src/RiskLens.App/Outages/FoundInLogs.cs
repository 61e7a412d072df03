using System.Globalization;
using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Outages;

/// <summary>What the logs show by themselves, as studies tell it.</summary>
internal static class FoundInLogs
{
    /// <summary>By start, then channel; what lies beyond the ledger is left out.</summary>
    /// <param name="waiting">Proposals that nobody has judged.</param>
    /// <param name="confirmed">Rows of the history that began as proposals.</param>
    public static IReadOnlyList<Finding> Of(
        IEnumerable<OutageProposal> waiting,
        IEnumerable<OutageRow> confirmed,
        Ledger ledger
    ) =>
        [
            .. waiting
                .Select(Waiting)
                .Concat(
                    confirmed
                        .Where(row =>
                            row.StartUnixSeconds < ledger.End.Start.ToUnixTimeSeconds()
                            && row.StartUnixSeconds >= ledger.Start.Start.ToUnixTimeSeconds()
                        )
                        .Select(Confirmed)
                )
                .OrderBy(f => f.StartUtc, StringComparer.Ordinal)
                .ThenBy(f => f.Channel, StringComparer.Ordinal),
        ];

    private static Finding Waiting(OutageProposal proposal) =>
        new(
            proposal.Channel,
            Iso(proposal.Start),
            Iso(proposal.End),
            proposal.Kind is "failures" || proposal.Expected <= 0
                ? null
                : Math.Clamp(1 - (proposal.Actual / proposal.Expected), 0, 1),
            Confirmed: false
        );

    // A row keeps the share as a range: from 0 to 1 it says nothing.
    private static Finding Confirmed(OutageRow row)
    {
        var share = ShareTexts
            .Read(row.FunctionByChannel)
            .GetValueOrDefault(row.Channel, new ShareRange(row.FunctionLow, row.FunctionHigh));
        return new Finding(
            row.Channel,
            Iso(DateTimeOffset.FromUnixTimeSeconds(row.StartUnixSeconds)),
            row.EndUnixSeconds is { } end ? Iso(DateTimeOffset.FromUnixTimeSeconds(end)) : null,
            share is { Low: <= 0, High: >= 1 } ? null : (share.Low + share.High) / 2,
            Confirmed: true
        );
    }

    private static string Iso(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
