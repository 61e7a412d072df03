using Microsoft.Data.Sqlite;

namespace RiskLens.App.Storage;

/// <summary>
/// Orders contact numbers by their pseudonyms: the numbers are given in the order of import, the pseudonyms are not.
/// </summary>
internal sealed class PseudonymOrder(SqliteConnection connection, SqliteTransaction? transaction)
    : IComparer<int>,
        IDisposable
{
    private readonly PreparedCommand _find = new(
        connection,
        transaction,
        "SELECT Pseudonym FROM Contacts WHERE Id = $1",
        1
    );

    public int Compare(int x, int y) => x == y ? 0 : Of(x).SequenceCompareTo(Of(y));

    public void Dispose() => _find.Dispose();

    private ReadOnlySpan<byte> Of(int contact) => (byte[]?)_find.Scalar(contact);
}
