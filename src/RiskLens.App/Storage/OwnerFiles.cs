namespace RiskLens.App.Storage;

/// <summary>Files and folders that only their owner may read, where the system knows owners (Unix).</summary>
internal static class OwnerFiles
{
    /// <summary>Makes the folder if it is missing; one that exists keeps its rights.</summary>
    public static void CreateFolder(string path)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, owner);
    }

    /// <summary>Writes a file beside its place and moves it there, so that nobody sees half of it.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var draft = path + ".new";
        File.Delete(draft);
        using (var file = Open(draft, FileMode.CreateNew, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Opens a file for writing; made here, it is its owner's alone.</summary>
    public static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = share,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
