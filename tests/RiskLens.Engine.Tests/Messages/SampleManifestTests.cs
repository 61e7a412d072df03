using System.Text.Json;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>
/// The four lists of expected counts are one manifest: every sample that lies beside the repository stands in exactly
/// one of them, so that none is forgotten.
/// </summary>
public sealed class SampleManifestTests
{
    private static readonly (string File, string Folder)[] Lists =
    [
        ("whatsapp-samples.json", "whatsapp/"),
        ("samples-chats.json", ""),
        ("samples-gateways.json", ""),
        ("samples-tables.json", ""),
    ];

    [Fact]
    public void Every_sample_is_expected_once()
    {
        var sources = SharedFiles.Path("samples", "messages", "SOURCES.md");
        var folder = Path.GetDirectoryName(sources)!;
        var samples = Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => path != sources)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'));
        // The mailbox is listed a second time, with its owner's address given.
        Assert.Equal(
            samples.Order(StringComparer.Ordinal),
            Lists.SelectMany(Expected).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        );
    }

    private static IEnumerable<string> Expected((string File, string Folder) list)
    {
        var path = Path.Combine(SharedFiles.Root, "tests", "RiskLens.Engine.Tests", "Messages", list.File);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return
        [
            .. document
                .RootElement.GetProperty("samples")
                .EnumerateArray()
                .Select(sample => list.Folder + sample.GetProperty("file").GetString()),
        ];
    }
}
