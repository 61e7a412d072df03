using System.Text.Json;
using RiskLens.Engine.Tests.Messages;

namespace RiskLens.Engine.Tests;

/// <summary>Figures with their source, kept as JSON beside the tests that hold the code to them.</summary>
internal static class ReferenceCases
{
    public static JsonElement Read(string folder, string file)
    {
        string[] place = ["tests", "RiskLens.Engine.Tests", folder, file];
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine([SharedFiles.Root, .. place])));
        return document.RootElement.Clone();
    }

    public static double Number(this JsonElement element, string name) =>
        element.GetProperty(name).GetDouble();

    public static double[] Numbers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];

    /// <summary>Both agree to a share of the expected value.</summary>
    public static void Near(double expected, double actual, double relative) =>
        Assert.InRange(
            actual,
            expected - (Math.Abs(expected) * relative),
            expected + (Math.Abs(expected) * relative)
        );
}
