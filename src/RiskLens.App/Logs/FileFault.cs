using RiskLens.App.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>
/// Faults that lie in a file, or in the disk's room for it, and that the user can put right; the rest are bugs and
/// pass.
/// </summary>
internal static class FileFault
{
    /// <summary>The fault in one sentence with its remedy, or null when it does not lie in the file.</summary>
    public static RiskLensException? Of(Exception fault) =>
        fault switch
        {
            RiskLensException known => known,
            _ when Workspace.FullDiskOf(fault) is { } full => full,
            UnauthorizedAccessException => new(
                "You may not read this file.",
                "Give yourself the right to read it, or copy it to a folder of your own.",
                fault
            ),
            IOException or InvalidDataException => new(
                "The file cannot be read to its end.",
                "Copy or export it again and give the new file.",
                fault
            ),
            _ => null,
        };
}
