using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace RiskLens.App.Storage;

/// <summary>
/// Keeps what SQLite sorts and groups in memory: it would else write parts of the database to the system's folder for
/// temporary files, outside the workspace and its rights.
/// </summary>
internal sealed class TemporaryInMemory : DbConnectionInterceptor
{
    private const string InMemory = "PRAGMA temp_store = MEMORY";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = InMemory;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    ) => SetAsync(connection, cancellationToken);

    /// <summary>The same for a connection that is opened without the mapper.</summary>
    public static async Task SetAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = InMemory;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
