using System.IO.Compression;
using System.Text;
using RiskLens.App.Studies;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Tests.Reports;

/// <summary>The study of the fictional bank at full size, as it is stored for the sample reports.</summary>
internal static class DemoStudy
{
    private static Study? _read;

    /// <summary>It, and what changed since the quarter before.</summary>
    public static Study Stored =>
        _read ??= StudyJson.Read(Json()) with { Changes = StudyJson.ReadChanges(ChangesJson()) };

    private static string Folder { get; } = Path.Combine(Checkout(), "data", "samples", "report");

    /// <summary>The folder of the sample reports.</summary>
    public static string Samples { get; } = Path.Combine(Checkout(), "reports", "samples");

    /// <summary>The document.</summary>
    public static string Json() => Unpacked("study.json.gz");

    /// <summary>What changed since the study of the quarter before, as it is stored.</summary>
    public static string ChangesJson() => Unpacked("changes.json.gz");

    /// <summary>Keeps other documents in their place.</summary>
    public static void Keep(string study, string changes)
    {
        _read = null;
        Pack("study.json.gz", study);
        Pack("changes.json.gz", changes);
    }

    private static string Unpacked(string name)
    {
        using var file = new GZipStream(
            File.OpenRead(Path.Combine(Folder, name)),
            CompressionMode.Decompress
        );
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static void Pack(string name, string json)
    {
        using var file = new GZipStream(
            File.Create(Path.Combine(Folder, name)),
            CompressionLevel.SmallestSize
        );
        file.Write(Encoding.UTF8.GetBytes(json));
    }

    private static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RiskLens.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
