using System.ComponentModel;
using System.Diagnostics;
using RiskLens.Engine.Units;

namespace RiskLens.App.Reports.Printing;

/// <summary>
/// Gets a browser where that can be done without asking: on Debian and its kin, as root, by apt. Elsewhere it says
/// what to do by hand.
/// </summary>
public static class InstallBrowser
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Whether <see cref="RunAsync"/> can install one here.</summary>
    public static bool Possible =>
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get");

    /// <summary>
    /// The installed browser; one that is there already is simply found. Throws with the remedy where none can be got.
    /// </summary>
    public static async Task<Browser> RunAsync(
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return Browser.Find();
        }
        catch (RiskLensException) when (Possible && !Refused())
        {
            await AptAsync("update", progress, cancellationToken);
            await AptAsync(
                "install -y --no-install-recommends chromium fonts-liberation",
                progress,
                cancellationToken
            );
            return Browser.Find();
        }
    }

    /// <summary>A browser that was named, or ruled out, by hand is not replaced by another one.</summary>
    private static bool Refused() =>
        !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Browser.Variable));

    private static async Task AptAsync(
        string arguments,
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        progress?.Report($"apt-get {arguments}");
        var start = new ProcessStartInfo("/usr/bin/apt-get", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
        };
        using var process = new Process { StartInfo = start };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            process.Start();
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
                progress?.Report(line);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0)
            {
                throw Failed(
                    arguments,
                    (await errors).Split('\n').LastOrDefault(line => line.Length > 0) ?? "no message"
                );
            }
        }
        catch (Win32Exception fault)
        {
            throw Failed(arguments, fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(arguments, "it took longer than ten minutes");
        }
        finally
        {
            Stop(process);
        }
    }

    private static void Stop(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException) { }
    }

    private static RiskLensException Failed(string arguments, string why) =>
        new($"Chromium could not be installed (apt-get {arguments}: {why}).", Browser.Remedy());
}
