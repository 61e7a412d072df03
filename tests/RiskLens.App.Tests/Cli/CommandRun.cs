using System.Diagnostics;
using System.Text.Json;

namespace RiskLens.App.Tests.Cli;

/// <summary>One run of the real executable, in a process of its own.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Out">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed record CommandRun(int Code, string Out, string Error)
{
    /// <summary>The folder that holds RiskLens.sln.</summary>
    public static string Checkout { get; } = FindCheckout();

    /// <summary>The executable of the build that the tests belong to.</summary>
    public static string Program { get; } =
        Path.Combine(
            Checkout,
            "artifacts",
            "bin",
            "RiskLens.Cli",
            Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)),
            "risklens.dll"
        );

    /// <summary>Standard output as the one JSON document that it is.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Runs risklens in a folder with a workspace inside it; a home of the tester's is never touched.</summary>
    public static async Task<CommandRun> InAsync(string folder, params IEnumerable<string> arguments)
    {
        using var process = Start(folder, null, arguments);
        return await EndOfAsync(process);
    }

    /// <summary>The same where no browser may be used.</summary>
    public static async Task<CommandRun> WithoutBrowserAsync(
        string folder,
        params IEnumerable<string> arguments
    )
    {
        using var process = Start(folder, "none", arguments);
        return await EndOfAsync(process);
    }

    /// <summary>Starts risklens and leaves it running.</summary>
    public static Process Start(
        string folder,
        string? browser,
        IEnumerable<string> arguments,
        params ReadOnlySpan<(string Name, string Value)> environment
    )
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HOME"] = folder, ["USERPROFILE"] = folder },
        };
        if (browser is not null)
            start.Environment["RISKLENS_BROWSER"] = browser;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>What a process wrote, once it has ended.</summary>
    public static async Task<CommandRun> EndOfAsync(Process process)
    {
        var stop = TestContext.Current.CancellationToken;
        var (output, error) = (
            process.StandardOutput.ReadToEndAsync(stop),
            process.StandardError.ReadToEndAsync(stop)
        );
        await process.WaitForExitAsync(stop);
        return new CommandRun(process.ExitCode, await output, await error);
    }

    private static string FindCheckout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "RiskLens.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
