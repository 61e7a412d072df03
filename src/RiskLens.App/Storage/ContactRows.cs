using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RiskLens.App.Storage;

/// <summary>
/// The contacts' rows: found by pseudonym, or added, on a connection of the caller's inside its transaction. An import
/// may bring a million. They are added some at a time, and to an empty table without its index, which is made when
/// all have come: sorting them once takes a quarter of the time that finding a place for each does.
/// </summary>
internal sealed class ContactRows : IDisposable
{
    private const int PseudonymBytes = Pseudonyms.Bytes;
    private const int RowsAtOnce = 64;
    private const string Add = "INSERT INTO Contacts (Id, Pseudonym) VALUES ";
    private readonly SqliteConnection _connection;
    private readonly RawCommand _find;
    private readonly RawCommand _addMany;
    private readonly RawCommand _addOne;
    private readonly RawCommand? _makeIndex;
    private readonly byte[] _new = new byte[RowsAtOnce * PseudonymBytes];
    private int _newRows;
    private int _fitted;
    private int _last;

    public ContactRows(SqliteConnection connection)
    {
        _connection = connection;
        using var last = new RawCommand(connection, "SELECT MAX(Id) FROM Contacts");
        _last = last.Integer() ?? 0;
        FitPageCache();
        if (_last == 0)
            _makeIndex = TakeIndexOff(connection);
        _find = new(connection, "SELECT Id FROM Contacts WHERE Pseudonym = $1");
        _addOne = new(connection, Add + "(?, ?)");
        _addMany = new(connection, Add + string.Join(", ", Enumerable.Repeat("(?, ?)", RowsAtOnce)));
    }

    /// <summary>The number of a pseudonym. An import asks for each once.</summary>
    public int NumberOf(ReadOnlySpan<byte> pseudonym)
    {
        if (_makeIndex is null)
        {
            _find.Bind(1, pseudonym);
            if (_find.Integer() is { } number)
                return number;
        }

        pseudonym.CopyTo(_new.AsSpan(_newRows * PseudonymBytes));
        _last++;
        if (++_newRows == RowsAtOnce)
            AddMany();
        return _last;
    }

    /// <summary>Writes what waits, and the index where it was taken off.</summary>
    public void End()
    {
        for (var i = 0; i < _newRows; i++)
        {
            Bind(_addOne, 0, i);
            _addOne.Run();
        }

        _newRows = 0;
        if (_makeIndex is null)
            return;
        FitPageCache();
        _makeIndex.Run();
    }

    public void Dispose()
    {
        _find.Dispose();
        _addMany.Dispose();
        _addOne.Dispose();
        _makeIndex?.Dispose();
    }

    /// <summary>
    /// Contacts come in no order: with less than their index in memory, pages of it would go to the disk and back for
    /// every few of them.
    /// </summary>
    private void FitPageCache()
    {
        const int fewest = 8 << 10;
        const int most = 256 << 10;
        _fitted = _last;
        var kibibytes = Math.Clamp(_last / 16, fewest, most);
        using var fit = new RawCommand(
            _connection,
            string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size = -{kibibytes}")
        );
        fit.Run();
    }

    private static RawCommand TakeIndexOff(SqliteConnection connection)
    {
        using var find = connection.CreateCommand();
        find.CommandText =
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'Contacts' AND sql IS NOT NULL";
        string name,
            sql;
        using (var index = find.ExecuteReader())
        {
            index.Read();
            (name, sql) = (index.GetString(0), index.GetString(1));
        }

        using var drop = new RawCommand(connection, $"DROP INDEX \"{name}\"");
        drop.Run();
        return new RawCommand(connection, sql);
    }

    private void AddMany()
    {
        for (var i = 0; i < RowsAtOnce; i++)
            Bind(_addMany, i, i);
        _addMany.Run();
        _newRows = 0;
        if (_last / 2 > _fitted)
            FitPageCache();
    }

    /// <summary>Binds the row that waits at a place to a statement's row.</summary>
    private void Bind(RawCommand add, int row, int place)
    {
        add.Bind(row * 2 + 1, _last - _newRows + 1 + place);
        add.Bind(row * 2 + 2, _new.AsSpan(place * PseudonymBytes, PseudonymBytes));
    }
}
