using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using RiskLens.App.Storage;

namespace RiskLens.App.Logs;

/// <summary>
/// Turns contacts into numbers by way of their pseudonyms. One pseudonym for all channels, so that one telephone
/// number is one contact everywhere. The names seen are held in memory for the length of the import and no longer.
/// </summary>
internal sealed class ContactNumbers : IDisposable
{
    private const int PseudonymBytes = Pseudonyms.Bytes;
    private readonly Numbers<byte[]> _numbers;
    private readonly IncrementalHash _hash;
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _seenBy;

    public ContactNumbers(SqliteConnection connection, SqliteTransaction transaction, WorkspaceKey key)
    {
        _numbers = new Numbers<byte[]>(connection, transaction, "Contacts", "Pseudonym");
        _hash = key.Pseudonyms;
        _seenBy = _seen.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Distinct contacts so far.</summary>
    public int Count => _seen.Count;

    /// <summary>The contact's number in the workspace.</summary>
    public int Of(ReadOnlySpan<char> contact)
    {
        if (_seenBy.TryGetValue(contact, out var number))
            return number;
        _hash.AppendData(MemoryMarshal.AsBytes(contact));
        number = _numbers.Of(_hash.GetHashAndReset()[..PseudonymBytes]);
        _seenBy[contact] = number;
        return number;
    }

    public void Dispose()
    {
        _numbers.Dispose();
        _hash.Dispose();
    }
}
