using System.Text.Json;

namespace RiskLens.App.Tests.Reports;

/// <summary>The files of the report's languages as they stand in the checkout.</summary>
internal static class ReportTexts
{
    /// <summary>The report's sources.</summary>
    public static string Folder { get; } = Path.Combine(Checkout(), "src", "RiskLens.App", "Reports");

    /// <summary>A language's file as it stands.</summary>
    public static string TextOf(string language) =>
        File.ReadAllText(Path.Combine(Folder, "Texts", language + ".json"));

    /// <summary>A language's texts by key.</summary>
    public static Dictionary<string, string> Of(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(TextOf(language))!;

    private static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RiskLens.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
