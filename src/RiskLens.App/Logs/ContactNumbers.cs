using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using RiskLens.App.Storage;

namespace RiskLens.App.Logs;

/// <summary>
/// Turns contacts into numbers by way of their pseudonyms. One pseudonym for all channels, so that one telephone
/// number is one contact everywhere. For the length of the import it holds a keyed hash of each name, not the name: 18
/// to 36 bytes a contact, whatever they are called. At 64 bits two of a million contacts are taken for one with
/// probability 3e-8.
/// </summary>
internal sealed class ContactNumbers : IDisposable
{
    private const int PseudonymBytes = Pseudonyms.Bytes;
    private const int Free = 0;
    private readonly ContactRows _rows;
    private readonly IncrementalHash _pseudonyms;
    private int _foreseen;
    private Slot[] _slots = new Slot[1 << 10];

    public ContactNumbers(SqliteConnection connection, WorkspaceKey key)
    {
        _rows = new ContactRows(connection);
        _pseudonyms = key.Pseudonyms;
    }

    /// <summary>Distinct contacts so far.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Looks where contacts stand that are asked for next: the processor then fetches their slots side by side, where
    /// it would wait for the memory at each of them.
    /// </summary>
    public void Foresee(ReadOnlySpan<ulong> hashes)
    {
        foreach (var hash in hashes)
            _foreseen ^= _slots[(int)(hash & (uint)(_slots.Length - 1))].Number;
    }

    /// <summary>The contact's number in the workspace.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="isNew">Whether the import met it for the first time.</param>
    public int Of(ReadOnlySpan<char> contact, ulong hash, out bool isNew)
    {
        ref var slot = ref SlotOf(hash);
        isNew = slot.Number == Free;
        if (!isNew)
            return slot.Number;
        var number = NumberOf(contact);
        slot = new Slot(hash, number);
        if (++Count > _slots.Length / 3 * 2)
            Grow();
        return number;
    }

    /// <summary>Writes the last of the contacts.</summary>
    public void End() => _rows.End();

    public void Dispose()
    {
        _rows.Dispose();
        _pseudonyms.Dispose();
    }

    private int NumberOf(ReadOnlySpan<char> contact)
    {
        Span<byte> pseudonym = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _pseudonyms.AppendData(MemoryMarshal.AsBytes(contact));
        _pseudonyms.GetHashAndReset(pseudonym);
        return _rows.NumberOf(pseudonym[..PseudonymBytes]);
    }

    /// <summary>The slot that holds the hash, or the free one where it would stand (linear probing).</summary>
    private ref Slot SlotOf(ulong hash)
    {
        var mask = _slots.Length - 1;
        var at = (int)(hash & (uint)mask);
        while (_slots[at].Number != Free && _slots[at].Hash != hash)
            at = (at + 1) & mask;
        return ref _slots[at];
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)old.Length + 1)];
        foreach (var slot in old)
        {
            if (slot.Number != Free)
                SlotOf(slot.Hash) = slot;
        }
    }

    /// <summary>Packed: eight bytes and four.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private readonly record struct Slot(ulong Hash, int Number);
}
