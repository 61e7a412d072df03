namespace RiskLens.App.Tests.Cli;

/// <summary>A folder outside any checkout, which goes when the test ends.</summary>
public class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("risklens-cli-").FullName;

    /// <summary>Writes a file into it.</summary>
    public string Write(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        GC.SuppressFinalize(this);
    }
}
