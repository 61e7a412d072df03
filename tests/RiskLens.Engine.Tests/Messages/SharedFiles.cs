namespace RiskLens.Engine.Tests.Messages;

/// <summary>Finds the reference files that lie beside the repository; a test without them is skipped.</summary>
internal static class SharedFiles
{
    public static string Root { get; } = FindRoot();

    public static string Path(params string[] parts)
    {
        var path = System.IO.Path.Combine([Root, "..", "shared", .. parts]);
        if (!File.Exists(path))
            Assert.Skip($"The reference file {string.Join('/', parts)} is not beside the repository.");
        return path;
    }

    public static RiskLens.Engine.Messages.LogSource Log(params string[] parts)
    {
        var path = Path(parts);
        var bytes = new FileInfo(path).Length;
        return Assert.Single(
            RiskLens.Engine.Messages.LogContainer.Unwrap(
                System.IO.Path.GetFileName(path),
                bytes,
                () => File.OpenRead(path)
            )
        );
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "RiskLens.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("No RiskLens.sln above the tests.");
        return folder.FullName;
    }
}
