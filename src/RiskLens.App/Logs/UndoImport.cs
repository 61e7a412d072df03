using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RiskLens.App.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>
/// Takes an import back out: the ledger is then as if it had never come, and the contacts that only it had shown are
/// gone. One transaction, all or nothing.
/// </summary>
public sealed class UndoImport(Workspace workspace)
{
    /// <summary>Undoes an import.</summary>
    /// <param name="id">Its number, as <see cref="ListImports"/> tells it.</param>
    /// <param name="cancellationToken">Cancels; nothing has then changed.</param>
    /// <returns>How many messages fewer the ledger holds: those that another import holds too stay.</returns>
    /// <exception cref="RiskLensException">There is no such import, or another process still writes.</exception>
    public async Task<long> RunAsync(int id, CancellationToken cancellationToken)
    {
        await using var _ = await workspace.LockForWritingAsync("undoing an import", cancellationToken);
        await using var db = workspace.NewDb();
        if (!await db.Imports.AnyAsync(import => import.Id == id, cancellationToken))
            throw ListImports.NoSuch(id);
        await Overwriting.BeginAsync(db, cancellationToken);
        var fewer = await UndoAsync(db, id, cancellationToken);
        await Overwriting.EndAsync(db, cancellationToken);
        return fewer;
    }

    private static async Task<long> UndoAsync(WorkspaceDb db, int id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var more = await Task.Run(
            () =>
            {
                var connection = (SqliteConnection)db.Database.GetDbConnection();
                var inner = (SqliteTransaction)transaction.GetDbTransaction();
                var withdrawn = WithdrawnImport.OfImport(connection, inner, id);
                using var days = new EventDays(connection, inner);
                using var ledger = new LedgerRows(connection, inner, days);
                var sum = withdrawn.Channels.Sum(channel =>
                    ledger.Renew(channel, withdrawn.Days(channel), cancellationToken)
                );
                SeenContacts.ForgetOthers(connection, inner);
                return sum;
            },
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return -more;
    }
}
