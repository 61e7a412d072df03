using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Studies.Years;

/// <summary>
/// The years of a workspace's latest studies, one file each beside the database: read whole and at once, so that an answer
/// waits for no database.
/// </summary>
public sealed class YearsArchive(string workspaceFolder)
{
    private const int Kept = 8;
    private const string LatestFile = "latest";
    private const string Ending = ".years";

    private string Folder => Path.Combine(workspaceFolder, "years");

    /// <summary>Keeps the years of a study, which becomes the latest; those of the oldest are let go.</summary>
    public async Task StoreAsync(StudyYears years, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var file = FileOf(years.StudyId);
        await ReplaceAsync(file, YearsFormat.Write(years, RunStudy.EngineVersion), cancellationToken);
        await ReplaceAsync(
            Path.Combine(Folder, LatestFile),
            System.Text.Encoding.ASCII.GetBytes(years.StudyId),
            cancellationToken
        );
        var old = new DirectoryInfo(Folder)
            .EnumerateFiles("*" + Ending)
            .Where(f => !string.Equals(f.FullName, file, StringComparison.Ordinal))
            .OrderByDescending(f => f.LastWriteTimeUtc)
            .Skip(Kept - 1);
        foreach (var one in old)
            one.Delete();
    }

    /// <summary>The years of a study by its id, or of the latest.</summary>
    /// <exception cref="RiskLensException">They are not kept, or another version kept them.</exception>
    public async Task<StudyYears> GetAsync(string id, CancellationToken cancellationToken)
    {
        var latest = Path.Combine(Folder, LatestFile);
        if (id == StudyArchive.Latest && File.Exists(latest))
            id = await File.ReadAllTextAsync(latest, cancellationToken);
        if (!id.All(char.IsAsciiLetterOrDigit) || !File.Exists(FileOf(id)))
        {
            throw new RiskLensException(
                id == StudyArchive.Latest
                    ? "The workspace keeps the years of no study."
                    : $"The workspace does not keep the years of a study '{id}'.",
                FormattableString.Invariant(
                    $"Run the study again with 'study run': the years of the last {Kept} studies are kept."
                )
            );
        }
        var bytes = await File.ReadAllBytesAsync(FileOf(id), cancellationToken);
        return YearsFormat.Read(bytes, RunStudy.EngineVersion)
            ?? throw new RiskLensException(
                "The years of this study were kept by another version of RiskLens.",
                "Run the study again with 'study run'."
            );
    }

    private string FileOf(string id) => Path.Combine(Folder, id + Ending);

    // Whole or not at all, whoever reads meanwhile.
    private static async Task ReplaceAsync(string file, byte[] bytes, CancellationToken cancellationToken)
    {
        var unfinished = file + ".unfinished";
        await File.WriteAllBytesAsync(unfinished, bytes, cancellationToken);
        File.Move(unfinished, file, overwrite: true);
    }
}
