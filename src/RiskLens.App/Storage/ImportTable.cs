using Microsoft.Data.Sqlite;

namespace RiskLens.App.Storage;

/// <summary>
/// Finds and writes the rows of imports in plain SQL: starting the mapper for a handful of rows takes longer than
/// reading most logs. On a connection of the caller's, inside its transaction.
/// </summary>
internal sealed class ImportTable(SqliteConnection connection, SqliteTransaction? transaction)
{
    private const string Columns =
        "Recognition, Sha256, Format, ImportedUnixSeconds, Bytes, Messages, Duplicates, System, Rejected, Contacts, DateOrder, DateOrderAmbiguous, RepeatedHour, MissingHour, LocalNumbers, SkippedFiles";

    private const string Values = "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16";

    /// <summary>The import of a recognition, or null.</summary>
    public Import? Find(string recognition)
    {
        using var find = Prepare($"SELECT {Columns}, Id FROM Imports WHERE Recognition = $1", 1);
        using var row = find.Read(recognition);
        return row.Read() ? ImportOf(row) : null;
    }

    /// <summary>Whether there is an import beside one.</summary>
    public bool HasOthers(int id)
    {
        using var any = Prepare("SELECT EXISTS (SELECT 1 FROM Imports WHERE Id <> $1)", 1);
        return any.Scalar(id) is 1L;
    }

    /// <summary>Adds an import, which gets its number.</summary>
    public void Add(Import import)
    {
        using var add = Prepare($"INSERT INTO Imports ({Columns}) VALUES ({Values}) RETURNING Id", 16);
        import.Id = (int)(long)add.Scalar(ValuesOf(import))!;
    }

    /// <summary>Writes an import that was added anew.</summary>
    public void Update(Import import)
    {
        using var update = Prepare($"UPDATE Imports SET ({Columns}) = ({Values}) WHERE Id = $17", 17);
        update.Run([.. ValuesOf(import), import.Id]);
    }

    /// <summary>Adds what an import's logs watched.</summary>
    public void Add(IEnumerable<ImportChannel> channels)
    {
        using var add = Prepare(
            """
            INSERT INTO ImportChannels (ImportId, Log, ChannelId, FirstUnixMilliseconds, LastUnixMilliseconds,
            Messages) VALUES ($1, $2, $3, $4, $5, $6)
            """,
            6
        );
        foreach (var one in channels)
        {
            add.Run(
                one.ImportId,
                one.Log,
                one.ChannelId,
                one.FirstUnixMilliseconds,
                one.LastUnixMilliseconds,
                one.Messages
            );
        }
    }

    /// <summary>Adds an import's refused lines.</summary>
    public void Add(IEnumerable<Rejection> rejections)
    {
        using var add = Prepare(
            "INSERT INTO Rejections (ImportId, Ordinal, Line, Reason, Shape) VALUES ($1, $2, $3, $4, $5)",
            5
        );
        foreach (var one in rejections)
            add.Run(one.ImportId, one.Ordinal, one.Line, one.Reason, OrNull(one.Shape));
    }

    private PreparedCommand Prepare(string sql, int values) => new(connection, transaction, sql, values);

    private static object[] ValuesOf(Import import) =>
        [
            import.Recognition,
            import.Sha256,
            import.Format,
            import.ImportedUnixSeconds,
            import.Bytes,
            import.Messages,
            import.Duplicates,
            import.System,
            import.Rejected,
            import.Contacts,
            OrNull(import.DateOrder),
            import.DateOrderAmbiguous,
            import.RepeatedHour,
            import.MissingHour,
            import.LocalNumbers,
            import.SkippedFiles,
        ];

    private static Import ImportOf(SqliteDataReader row) =>
        new()
        {
            Recognition = row.GetString(0),
            Sha256 = row.GetString(1),
            Format = row.GetString(2),
            ImportedUnixSeconds = row.GetInt64(3),
            Bytes = row.GetInt64(4),
            Messages = row.GetInt64(5),
            Duplicates = row.GetInt64(6),
            System = row.GetInt64(7),
            Rejected = row.GetInt64(8),
            Contacts = row.GetInt64(9),
            DateOrder = row.IsDBNull(10) ? null : row.GetString(10),
            DateOrderAmbiguous = row.GetBoolean(11),
            RepeatedHour = row.GetInt64(12),
            MissingHour = row.GetInt64(13),
            LocalNumbers = row.GetInt64(14),
            SkippedFiles = row.GetInt32(15),
            Id = row.GetInt32(16),
        };

    private static object OrNull(string? text) => (object?)text ?? DBNull.Value;
}
