using RiskLens.Engine.Units;

namespace RiskLens.App.Reports.Printing;

/// <summary>An installed browser of the Chromium family, which prints the report.</summary>
public sealed record Browser(string Path)
{
    /// <summary>Names the browser to print with, or "none" for none.</summary>
    public const string Variable = "RISKLENS_BROWSER";

    private static readonly string[] Names =
    [
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
        "chrome",
        "microsoft-edge-stable",
        "microsoft-edge",
        "msedge",
        "brave-browser",
    ];

    private static readonly string[] WindowsApps =
    [
        @"Google\Chrome\Application\chrome.exe",
        @"Chromium\Application\chrome.exe",
        @"Microsoft\Edge\Application\msedge.exe",
    ];

    private static readonly string[] MacApps = ["Google Chrome", "Chromium", "Microsoft Edge"];

    /// <summary>
    /// Finds the browser: the wanted one (a path or "none"; null asks RISKLENS_BROWSER), else one on the PATH, else
    /// one in the system's usual places. Throws with what to do where there is none.
    /// </summary>
    public static Browser Find(string? wanted = null)
    {
        wanted ??= Environment.GetEnvironmentVariable(Variable);
        if (string.Equals(wanted, "none", StringComparison.OrdinalIgnoreCase))
        {
            throw new RiskLensException(
                "No browser may be used to print the PDF (RISKLENS_BROWSER is none).",
                $"Unset {Variable}, or point it at an installed Chromium, Chrome or Edge; or open the HTML report in any browser and print it to PDF."
            );
        }

        if (!string.IsNullOrWhiteSpace(wanted))
        {
            return File.Exists(wanted)
                ? new Browser(System.IO.Path.GetFullPath(wanted))
                : throw new RiskLensException(
                    $"The browser named by {Variable} is not there: {wanted}.",
                    $"Point {Variable} at an installed Chromium, Chrome or Edge, or unset it."
                );
        }

        return Places().FirstOrDefault(File.Exists) is { } found
            ? new Browser(found)
            : throw new RiskLensException(
                "No Chromium, Chrome or Edge was found to print the PDF with.",
                Remedy()
            );
    }

    /// <summary>What to do by hand on this system where there is no browser.</summary>
    public static string Remedy()
    {
        const string Otherwise = "; or open the HTML report in any browser and print it to PDF.";
        if (OperatingSystem.IsWindows())
            return "Edge comes with Windows: repair it under Settings, Apps, or install Chrome" + Otherwise;
        if (OperatingSystem.IsMacOS())
            return "Install Google Chrome, or run: brew install --cask chromium" + Otherwise;
        return File.Exists("/etc/debian_version")
            ? "Run as root: apt-get update && apt-get install -y chromium" + Otherwise
            : "Install Chromium or Google Chrome with your system's package manager" + Otherwise;
    }

    private static IEnumerable<string> Places()
    {
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            System.IO.Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        foreach (var name in Names)
        {
            foreach (var folder in folders)
                yield return System.IO.Path.Combine(folder, name + ending);
        }

        if (OperatingSystem.IsWindows())
        {
            foreach (var place in WindowsPlaces())
                yield return place;
        }

        if (OperatingSystem.IsMacOS())
        {
            foreach (var app in MacApps)
                yield return $"/Applications/{app}.app/Contents/MacOS/{app}";
        }
    }

    private static IEnumerable<string> WindowsPlaces() =>
        from root in new[]
        {
            Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles),
            Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86),
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData),
        }
        where root.Length > 0
        from app in WindowsApps
        select System.IO.Path.Combine(root, app);
}
