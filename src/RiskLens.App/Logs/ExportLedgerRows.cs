using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>What a channel carried for a purpose in an hour.</summary>
/// <param name="Hour">UTC hour, ISO 8601.</param>
/// <param name="Channel">Channel id.</param>
/// <param name="Purpose">Purpose id.</param>
/// <param name="In">Messages from customers.</param>
/// <param name="Out">Messages from the company.</param>
/// <param name="Conversations">Conversations begun, by either side.</param>
/// <param name="Contacts">Distinct contacts active.</param>
/// <param name="Failed">Messages not delivered.</param>
/// <param name="Value">Amounts moved, in the company's currency, major units.</param>
public sealed record LedgerLine(
    string Hour,
    string Channel,
    string Purpose,
    int In,
    int Out,
    int Conversations,
    int Contacts,
    int Failed,
    decimal Value
);

/// <summary>Streams the hourly ledger: the hours with a message, by hour, channel and purpose.</summary>
public sealed class ExportLedgerRows(Workspace workspace)
{
    private const decimal Hundred = 100m;

    /// <summary>The lines, one at a time.</summary>
    public async IAsyncEnumerable<LedgerLine> RunAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var db = workspace.NewDb();
        var rows =
            from row in db.Ledger.AsNoTracking()
            join channel in db.Channels on row.ChannelId equals channel.Id
            join purpose in db.Purposes on row.PurposeId equals purpose.Id
            orderby row.Hour, channel.Name, purpose.Name
            select new
            {
                Row = row,
                Channel = channel.Name,
                Purpose = purpose.Name,
            };
        await foreach (var one in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return new LedgerLine(
                new Hour(one.Row.Hour).ToString(),
                one.Channel,
                one.Purpose,
                one.Row.MessagesIn,
                one.Row.MessagesOut,
                one.Row.ConversationsIn + one.Row.ConversationsOut,
                one.Row.Contacts,
                one.Row.Failed,
                one.Row.Hundredths / Hundred
            );
        }
    }
}
