namespace RiskLens.App.Storage;

/// <summary>
/// The folder where log files wait for their import. Whoever put a file there holds it open until it is imported and
/// deleted; one that nobody holds was left by a process that ended too soon, and holds message texts.
/// </summary>
public static class LeftUploads
{
    /// <summary>The folder, inside the workspace's.</summary>
    public static string FolderOf(Workspace workspace) => Path.Combine(workspace.Folder, "uploads");

    /// <summary>Opens a file for as long as it is needed: it may be read meanwhile, and nobody clears it away.</summary>
    public static FileStream Hold(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    /// <summary>How many files nobody holds.</summary>
    public static int Count(Workspace workspace) => FilesOf(workspace).Count(IsLeft);

    /// <summary>Deletes the files that nobody holds.</summary>
    /// <returns>How many there were.</returns>
    public static int Clear(Workspace workspace)
    {
        var left = FilesOf(workspace).Where(IsLeft).ToList();
        left.ForEach(File.Delete);
        return left.Count;
    }

    private static string[] FilesOf(Workspace workspace) =>
        Directory.Exists(FolderOf(workspace)) ? Directory.GetFiles(FolderOf(workspace)) : [];

    private static bool IsLeft(string path)
    {
        try
        {
            using var alone = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
