using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RiskLens.App.Storage;

/// <summary>Numbers for what repeats (channels, purposes, contacts): found, or given on first sight.</summary>
/// <typeparam name="T">Text, or bytes.</typeparam>
internal sealed class Numbers<T> : IDisposable
    where T : notnull
{
    private readonly PreparedCommand _find;
    private readonly PreparedCommand _add;

    public Numbers(SqliteConnection connection, SqliteTransaction transaction, string table, string column)
    {
        _find = new(connection, transaction, $"SELECT Id FROM {table} WHERE {column} = $1", 1);
        _add = new(connection, transaction, $"INSERT INTO {table} ({column}) VALUES ($1) RETURNING Id", 1);
    }

    /// <summary>The number of a value.</summary>
    public int Of(T value) =>
        Convert.ToInt32(_find.Scalar(value) ?? _add.Scalar(value), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
    }
}
