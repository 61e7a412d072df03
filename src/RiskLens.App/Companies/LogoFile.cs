using System.Buffers.Binary;
using RiskLens.App.Logs;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>
/// Reads a logo, PNG or SVG by its content. It is shown through an image element alone, where neither scripts run nor
/// anything is fetched; what is refused here is what would not show, or would take a browser too long.
/// </summary>
internal static class LogoFile
{
    private const int MostBytes = 500_000;
    private const int MostPixels = 4000;

    private static ReadOnlySpan<byte> PngHead => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The logo as a data URI.</summary>
    /// <exception cref="RiskLensException">The file is missing, too large, or no logo.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
            throw new RiskLensException("The logo is a folder.", "Name a PNG or SVG file.");
        if (!File.Exists(path))
            throw new RiskLensException("There is no such logo file.", "Check the path and the file's name.");
        var bytes = await BytesAsync(path, cancellationToken);
        if (bytes.AsSpan().StartsWith(PngHead))
        {
            RequirePng(bytes);
            return "data:image/png;base64," + Convert.ToBase64String(bytes);
        }
        LogoDrawing.Require(bytes);
        return "data:image/svg+xml;base64," + Convert.ToBase64String(bytes);
    }

    private static async Task<byte[]> BytesAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = new byte[MostBytes + 1];
        int read;
        try
        {
            await using var file = File.OpenRead(path);
            read = await file.ReadAtLeastAsync(
                bytes,
                bytes.Length,
                throwOnEndOfStream: false,
                cancellationToken
            );
        }
        catch (Exception fault) when (FileFault.Of(fault) is { } refused)
        {
            throw new RiskLensException(refused.Problem, refused.Remedy, fault);
        }
        return read <= MostBytes
            ? bytes[..read]
            : throw new RiskLensException(
                "The logo is larger than 500 KB.",
                "Save it smaller; 600 pixels of width are enough, and an SVG stays sharp at any size."
            );
    }

    /// <summary>A PNG from its head to its end mark, its chunks in between (W3C PNG Specification, section 5).</summary>
    private static void RequirePng(byte[] png)
    {
        var (at, last, pixels) = (PngHead.Length, "", false);
        while (at + 12 <= png.Length && last != "IEND")
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at));
            if (length > png.Length - at - 12)
                break;
            last = System.Text.Encoding.ASCII.GetString(png, at + 4, 4);
            if (at == PngHead.Length)
                RequireSize(png, last, length);
            pixels |= last == "IDAT";
            at += 12 + (int)length;
        }
        if (last != "IEND" || !pixels)
            throw Broken();
    }

    private static void RequireSize(byte[] png, string chunk, uint length)
    {
        if (chunk != "IHDR" || length != 13)
            throw Broken();
        var width = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(16));
        var height = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(20));
        if (width is 0 or > MostPixels || height is 0 or > MostPixels)
        {
            throw new RiskLensException(
                FormattableString.Invariant($"The logo is {width} by {height} pixels."),
                FormattableString.Invariant($"Save it with 1 to {MostPixels} pixels each way.")
            );
        }
    }

    private static RiskLensException Broken() =>
        new("The logo is a damaged PNG.", "Export it again and give the new file.");
}
