using RiskLens.App.Logs;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>A small file that the user names, read whole.</summary>
internal static class SmallFile
{
    /// <summary>Its text.</summary>
    /// <exception cref="RiskLensException">It is missing or cannot be read.</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new RiskLensException("There is no such file.", "Check the path and the file's name.");
        try
        {
            return await TextFile.ReadAsync(path, cancellationToken);
        }
        catch (Exception fault) when (FileFault.Of(fault) is { } refused)
        {
            throw new RiskLensException(refused.Problem, refused.Remedy, fault);
        }
    }
}
