using System.Buffers.Binary;
using System.Text;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The header of a compound file ([MS-CFB] 2.2), in which Excel 97 keeps its workbooks and every Excel those with a
/// password. Its numbers are checked before a reader makes room for what they promise.
/// </summary>
internal static class CompoundHeader
{
    private const int Length = 512;
    private const int DirectoryEntry = 128;
    private const long MostBytes = 512L << 20;

    /// <summary>Name of the part that holds an encrypted workbook ([MS-OFFCRYPTO] 1.3.2).</summary>
    private static readonly byte[] EncryptedPart = Encoding.Unicode.GetBytes("EncryptedPackage\0");

    /// <summary>Refuses a file whose header promises more than the file holds, and one with a password.</summary>
    public static void Check(Func<Stream> open)
    {
        using var stream = open();
        var header = new byte[Length];
        if (stream.ReadAtLeast(header, Length, throwOnEndOfStream: false) < Length)
            throw Damaged(null);
        var (sectorShift, smallShift) = (Short(header, 0x1E), Short(header, 0x20));
        if (sectorShift is not (9 or 12) || smallShift != 6)
            throw Damaged(null);
        var sectors = (stream.Length >> sectorShift) + 1;
        // Sectors of the directory, of the allocation table, of the small table and of the table of tables.
        foreach (var at in (int[])[0x28, 0x2C, 0x40, 0x48])
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(at)) > sectors)
                throw Damaged(null);
        }
        if (stream.Length > MostBytes)
        {
            throw new RiskLensException(
                "The workbook is larger than 512 MB.",
                "Save the sheet with the messages as CSV and give that."
            );
        }
        if (IsEncrypted(stream))
            throw Locked();
    }

    public static RiskLensException Locked() =>
        new(
            "The workbook is protected by a password.",
            "Save it without the password, or save the sheet as CSV."
        );

    public static RiskLensException Damaged(Exception? cause) =>
        new(
            "The file is a damaged workbook, or an Office file of another kind.",
            "Open it in a spreadsheet program and save the sheet as CSV.",
            cause
        );

    private static int Short(byte[] header, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(at));

    private static bool IsEncrypted(Stream stream)
    {
        stream.Position = 0;
        var block = new byte[Length * DirectoryEntry];
        int count;
        while ((count = stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0)
        {
            for (var at = 0; at + EncryptedPart.Length <= count; at += DirectoryEntry)
            {
                if (block.AsSpan(at).StartsWith(EncryptedPart))
                    return true;
            }
        }
        return false;
    }
}
