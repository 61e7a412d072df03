using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RiskLens.App.Storage;

/// <summary>
/// A statement run hundreds of thousands of times: bound by place on the statement itself, because binding values by
/// name takes longer than inserting them. It takes part in the connection's transaction.
/// </summary>
internal sealed class RawCommand : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public RawCommand(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(_database, sql, out _statement),
            _database
        );
    }

    /// <summary>Binds $1, $2 and so on.</summary>
    public void Bind(int place, long value) => raw.sqlite3_bind_int64(_statement, place, value);

    /// <summary>Binds $1, $2 and so on.</summary>
    public void Bind(int place, ReadOnlySpan<byte> value) => raw.sqlite3_bind_blob(_statement, place, value);

    /// <summary>Runs the statement with what is bound.</summary>
    public void Run()
    {
        var done = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (done is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
            SqliteException.ThrowExceptionForRC(done, _database);
    }

    /// <summary>Runs the statement with $1, $2 and so on bound in this order.</summary>
    public void Run(params ReadOnlySpan<long> values)
    {
        for (var i = 0; i < values.Length; i++)
            Bind(i + 1, values[i]);
        Run();
    }

    /// <summary>The integer that the statement gives with what is bound, or null for no row or no value.</summary>
    public int? Integer()
    {
        int? found = null;
        var done = raw.sqlite3_step(_statement);
        if (done == raw.SQLITE_ROW && raw.sqlite3_column_type(_statement, 0) != raw.SQLITE_NULL)
            found = raw.sqlite3_column_int(_statement, 0);
        raw.sqlite3_reset(_statement);
        if (done is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
            SqliteException.ThrowExceptionForRC(done, _database);
        return found;
    }

    public void Dispose() => _statement.Dispose();
}
