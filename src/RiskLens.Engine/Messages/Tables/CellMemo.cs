using System.Buffers.Binary;
using CsvHelper;

namespace RiskLens.Engine.Messages;

/// <summary>
/// What the cells of a column mean that holds few values (direction, channel, status): found out once for each value
/// and then known by its bytes, because decoding and folding a word takes ten times as long as knowing it again.
/// </summary>
/// <typeparam name="T">What a cell means.</typeparam>
/// <param name="meaning">Finds out what a cell means; the same for the same cell, whatever its row.</param>
internal sealed class CellMemo<T>(Func<ReadOnlySpan<char>, T> meaning)
{
    private const int LongestCell = 15;
    private const int Slots = 256;
    private readonly Slot[] _slots = new Slot[Slots];
    private readonly CellText _cell = new();

    /// <summary>What the cell of a column means; a column that is not there (-1, or a short row) is an empty cell.</summary>
    public T Of(CsvReader reader, int column)
    {
        var bytes = column >= 0 && column < reader.FieldCount ? reader.GetSpan(column) : default;
        if (bytes.Length > LongestCell)
            return meaning(_cell.Take(reader, column));
        var key = KeyOf(bytes);
        ref var slot = ref _slots[(int)(key.GetHashCode() & (uint)(Slots - 1))];
        // Of two values that fall into one slot the later takes it: both stay right, and few columns have many.
        if (!slot.Known || slot.Key != key)
            slot = new Slot(key, meaning(_cell.Take(reader, column)), Known: true);
        return slot.Meaning;
    }

    /// <summary>The bytes and, in the last of the sixteen, how many they are.</summary>
    private static UInt128 KeyOf(ReadOnlySpan<byte> cell)
    {
        Span<byte> key = stackalloc byte[LongestCell + 1];
        key.Clear();
        cell.CopyTo(key);
        key[LongestCell] = (byte)cell.Length;
        return BinaryPrimitives.ReadUInt128LittleEndian(key);
    }

    private readonly record struct Slot(UInt128 Key, T Meaning, bool Known);
}
