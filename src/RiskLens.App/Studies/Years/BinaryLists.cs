using System.Runtime.InteropServices;

namespace RiskLens.App.Studies.Years;

/// <summary>Lists and numbers that may be missing, as bytes.</summary>
internal static class BinaryLists
{
    public static void WriteAll<T>(
        this BinaryWriter to,
        IReadOnlyCollection<T> all,
        Action<BinaryWriter, T> write
    )
    {
        to.Write(all.Count);
        foreach (var one in all)
            write(to, one);
    }

    public static T[] ReadAll<T>(this BinaryReader from, Func<BinaryReader, T> read)
    {
        var all = new T[from.ReadInt32()];
        for (var i = 0; i < all.Length; i++)
            all[i] = read(from);
        return all;
    }

    public static void WriteNumbers(this BinaryWriter to, double[] numbers)
    {
        to.Write(numbers.Length);
        to.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
    }

    public static double[] ReadNumbers(this BinaryReader from)
    {
        var numbers = new double[from.ReadInt32()];
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    public static void WriteOrNull(this BinaryWriter to, double[]? numbers)
    {
        to.Write(numbers is not null);
        to.WriteNumbers(numbers ?? []);
    }

    public static double[]? ReadNumbersOrNull(this BinaryReader from)
    {
        var stated = from.ReadBoolean();
        var numbers = from.ReadNumbers();
        return stated ? numbers : null;
    }

    public static void WriteOrNull(this BinaryWriter to, double? number) => to.Write(number ?? double.NaN);

    public static double? ReadNumberOrNull(this BinaryReader from) =>
        from.ReadDouble() is var number && double.IsNaN(number) ? null : number;
}
