using Microsoft.Data.Sqlite;

namespace RiskLens.App.Storage;

/// <summary>
/// A statement run many times with other values: $1, $2 and so on. What is written by the hundred thousand goes this
/// way, because change tracking takes fourteen times as long.
/// </summary>
internal sealed class PreparedCommand : IDisposable
{
    private readonly SqliteCommand _command;

    public PreparedCommand(
        SqliteConnection connection,
        SqliteTransaction? transaction,
        string sql,
        int values
    )
    {
        _command = connection.CreateCommand();
        _command.Transaction = transaction;
        _command.CommandText = sql;
        for (var i = 1; i <= values; i++)
        {
            _command.Parameters.Add(
                new SqliteParameter { ParameterName = FormattableString.Invariant($"${i}") }
            );
        }
    }

    public int Run(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    public object? Scalar(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return _command.ExecuteScalar();
    }

    public SqliteDataReader Read(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i];
    }
}
