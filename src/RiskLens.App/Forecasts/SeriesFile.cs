using NodaTime;
using RiskLens.App.Companies;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Forecasts;

/// <summary>A file of hourly series (<see cref="SeriesTable"/>).</summary>
public static class SeriesFile
{
    /// <summary>Reads all series; times without an offset are read in UTC.</summary>
    /// <exception cref="RiskLensException">The file holds no hourly series.</exception>
    public static IReadOnlyList<NamedSeries> Read(TextReader reader) =>
        SeriesTable.Read(reader.ReadToEnd(), DateTimeZone.Utc, null).Series;

    /// <summary>Reads a file.</summary>
    /// <exception cref="RiskLensException">It is not there, or holds no hourly series.</exception>
    public static async Task<SeriesTable> ReadAsync(
        string path,
        DateTimeZone zone,
        DateOrder? order,
        CancellationToken cancellationToken
    )
    {
        if (!File.Exists(path))
        {
            throw new RiskLensException(
                Directory.Exists(path) ? $"{path} is a folder." : $"There is no file {path}.",
                "Name a CSV file of hourly series."
            );
        }
        var text = await TextFile.ReadAsync(path, cancellationToken);
        return text.Trim().Length > 0
            ? SeriesTable.Read(text, zone, order)
            : throw new RiskLensException($"{path} is empty.", "Name a CSV file of hourly series.");
    }
}
