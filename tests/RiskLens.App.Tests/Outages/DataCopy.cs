using RiskLens.App.Tests.Cli;

namespace RiskLens.App.Tests.Outages;

/// <summary>A copy of the shipped reference data that a test may spoil.</summary>
public sealed class DataCopy : TempFolder
{
    private static readonly string Shipped = System.IO.Path.Combine(AppContext.BaseDirectory, "data");

    public DataCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Shipped, "*.csv", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(Shipped, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Adds a line with these values and no others; returns its number.</summary>
    public int Add(string file, params (string Column, string Value)[] values)
    {
        var path = System.IO.Path.Combine(Path, file);
        var lines = File.ReadAllLines(path);
        var named = values.ToDictionary(v => v.Column, v => v.Value, StringComparer.Ordinal);
        var cells = lines[0].Split(',').Select(c => named.GetValueOrDefault(c, ""));
        File.AppendAllText(path, string.Join(',', cells) + '\n');
        return lines.Length + 1;
    }
}
