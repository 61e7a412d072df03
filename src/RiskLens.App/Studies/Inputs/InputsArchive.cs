using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using RiskLens.App.Storage;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Studies.Inputs;

/// <summary>
/// The inputs of a workspace's latest studies, so that they can be run again and compared: a file a study beside the
/// database, and ledgers and catalogues by the SHA-256 of what they hold, which studies share. Only their owner may read them.
/// </summary>
public sealed class InputsArchive(Workspace workspace)
{
    /// <summary>Studies whose inputs are kept.</summary>
    public const int Kept = 12;

    private const string StudyEnding = ".study.gz";
    private const string PartEnding = ".json.gz";

    private string Folder => Path.Combine(workspace.Folder, "inputs");

    /// <summary>Keeps the inputs of a study; those of the oldest are let go.</summary>
    public async Task StoreAsync(Study study, StudyInputs inputs, CancellationToken cancellationToken)
    {
        await using var _ = await workspace.LockForWritingAsync(
            "keeping a study's inputs",
            cancellationToken
        );
        OwnerFiles.CreateFolder(Folder);
        var ledger = Keep(InputsFormat.Write(inputs.Ledger));
        var catalogue = Keep(InputsFormat.Write(inputs.Catalogue));
        OwnerFiles.Write(FileOf(study.Id), Packed(InputsFormat.Write(inputs, study.Seed, ledger, catalogue)));
        LetGo(study.Id);
    }

    /// <summary>The inputs of a study; null where they are not kept, or not whole.</summary>
    public StudyInputs? Find(string id)
    {
        if (!id.All(char.IsAsciiLetterOrDigit) || RestOf(FileOf(id)) is not { } rest)
            return null;
        try
        {
            return
                Part(rest.LedgerFile) is { } ledgerJson
                && Part(rest.CatalogueFile) is { } catalogueJson
                && InputsFormat.ReadLedger(ledgerJson) is { } ledger
                && InputsFormat.ReadCatalogue(catalogueJson) is { } catalogue
                ? rest.With(ledger, catalogue)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Lets all go. Counts of before an erasure still hold what the erased person wrote; so a person is erased from here by
    /// erasing everything. Whoever calls keeps writers out.
    /// </summary>
    internal void Forget()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private string Keep(byte[] json)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(json));
        if (!File.Exists(PartFile(name)))
            OwnerFiles.Write(PartFile(name), Packed(json));
        return name;
    }

    private void LetGo(string latest)
    {
        var files = new DirectoryInfo(Folder)
            .EnumerateFiles("*" + StudyEnding)
            .OrderByDescending(f => string.Equals(f.FullName, FileOf(latest), StringComparison.Ordinal))
            .ThenByDescending(f => f.LastWriteTimeUtc)
            .ToArray();
        foreach (var old in files.Skip(Kept))
            old.Delete();
        var needed = files
            .Take(Kept)
            .Select(f => RestOf(f.FullName))
            .SelectMany(rest => rest is null ? [] : new[] { rest.LedgerFile, rest.CatalogueFile })
            .Select(PartFile)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var part in new DirectoryInfo(Folder).EnumerateFiles("*" + PartEnding))
        {
            if (!needed.Contains(part.FullName))
                part.Delete();
        }
    }

    private static InputsFormat.Rest? RestOf(string file)
    {
        try
        {
            return Unpacked(file) is { } json ? InputsFormat.ReadRest(json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A part whose bytes are those that its name was taken of.</summary>
    private byte[]? Part(string name) =>
        Unpacked(PartFile(name)) is { } json && Convert.ToHexStringLower(SHA256.HashData(json)) == name
            ? json
            : null;

    private string FileOf(string id) => Path.Combine(Folder, id + StudyEnding);

    private string PartFile(string name) => Path.Combine(Folder, name + PartEnding);

    private static byte[] Packed(byte[] json)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(json);
        return packed.ToArray();
    }

    private static byte[]? Unpacked(string file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            using var json = new MemoryStream();
            gzip.CopyTo(json);
            return json.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
