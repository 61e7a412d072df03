using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>A file with outage histories: one as it is, or several in an archive or workbook.</summary>
internal static class HistoryFile
{
    /// <summary>
    /// Reads all of them. Files of an archive that are no history are left alone; where there is no other, the first
    /// of them says why.
    /// </summary>
    /// <exception cref="RiskLensException">The file is missing, empty, damaged or of no known format.</exception>
    public static IReadOnlyList<HistoryReading> Read(string path, HistoryContext context)
    {
        if (Directory.Exists(path))
            throw new RiskLensException("This is a folder, not a file.", "Name the files in it.");
        if (!File.Exists(path))
            throw new RiskLensException("There is no such file.", "Check the path and the file's name.");
        var file = new FileInfo(path);
        if (file.Length == 0)
        {
            throw new RiskLensException(
                "The file is empty.",
                "Export the history again and give the new file."
            );
        }

        var sources = LogContainer.Unwrap(file.Name, file.Length, () => File.OpenRead(path));
        var known = sources
            .Where(source => sources.Count == 1 || IsHistory(source))
            .DefaultIfEmpty(sources[0]);
        return
        [
            .. known.Select(source =>
                HistoryFormats.Read(
                    source,
                    context with
                    {
                        Monitor = Path.GetFileNameWithoutExtension(source.Name),
                    }
                )
            ),
        ];
    }

    private static bool IsHistory(LogSource source)
    {
        try
        {
            return HistoryFormats.Detect(HistoryHead.Of(source)) is not null;
        }
        catch (RiskLensException)
        {
            return false;
        }
    }
}
