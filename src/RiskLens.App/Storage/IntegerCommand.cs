using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RiskLens.App.Storage;

/// <summary>
/// A statement of integers run hundreds of thousands of times: bound by place on the statement itself, because
/// binding ten values by name takes longer than inserting them. It takes part in the connection's transaction.
/// </summary>
internal sealed class IntegerCommand : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public IntegerCommand(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(_database, sql, out _statement),
            _database
        );
    }

    /// <summary>Runs the statement with $1, $2 and so on bound in this order.</summary>
    public void Run(params ReadOnlySpan<long> values)
    {
        for (var i = 0; i < values.Length; i++)
            raw.sqlite3_bind_int64(_statement, i + 1, values[i]);
        var done = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (done != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(done, _database);
    }

    public void Dispose() => _statement.Dispose();
}
