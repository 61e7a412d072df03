using Microsoft.EntityFrameworkCore;

namespace RiskLens.App.Storage;

/// <summary>Deleting for good: what is deleted is overwritten in the database file, and the journal is emptied.</summary>
internal static class Overwriting
{
    /// <summary>Before the transaction, on its connection.</summary>
    public static async Task BeginAsync(WorkspaceDb db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete = ON", cancellationToken);
    }

    /// <summary>After the transaction: until then the journal holds the pages as they were.</summary>
    public static Task EndAsync(WorkspaceDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
}
