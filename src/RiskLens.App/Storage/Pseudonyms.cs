using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace RiskLens.App.Storage;

/// <summary>The pseudonyms of single addresses, and the contacts that carry them; for a few, not for a log's many.</summary>
internal sealed class Pseudonyms(SqliteConnection connection, SqliteTransaction transaction, WorkspaceKey key)
    : IDisposable
{
    /// <summary>Bytes of a pseudonym.</summary>
    public const int Bytes = 16;

    private readonly IncrementalHash _hash = key.Pseudonyms;
    private readonly PreparedCommand _find = new(
        connection,
        transaction,
        "SELECT Id FROM Contacts WHERE Pseudonym = $1",
        1
    );

    private readonly PreparedCommand _kept = new(
        connection,
        transaction,
        "SELECT Pseudonym FROM Contacts WHERE Id = $1",
        1
    );

    private readonly PreparedCommand _add = new(
        connection,
        transaction,
        "INSERT INTO Contacts (Pseudonym) VALUES ($1) RETURNING Id",
        1
    );

    /// <summary>The pseudonym of an address written as contacts are.</summary>
    public byte[] Of(ReadOnlySpan<char> address)
    {
        _hash.AppendData(MemoryMarshal.AsBytes(address));
        return _hash.GetHashAndReset()[..Bytes];
    }

    /// <summary>The pseudonym of a contact that the workspace knows.</summary>
    public byte[] Of(int contact) => (byte[])_kept.Scalar(contact)!;

    /// <summary>The contact's number, or null where the workspace does not know it.</summary>
    public int? Find(ReadOnlySpan<char> address) =>
        _find.Scalar(Of(address)) is long number ? (int)number : null;

    /// <summary>The contact's number; one that is not known yet is added.</summary>
    public int FindOrAdd(ReadOnlySpan<char> address) => Find(address) ?? (int)(long)_add.Scalar(Of(address))!;

    public void Dispose()
    {
        _hash.Dispose();
        _find.Dispose();
        _kept.Dispose();
        _add.Dispose();
    }
}
