using System.Diagnostics;
using System.Globalization;

namespace RiskLens.Benchmarks;

/// <summary>What a program took from start to end.</summary>
/// <param name="Seconds">By the clock on the wall.</param>
/// <param name="PeakMiB">Largest resident memory, where the system tells it (Linux), else 0.</param>
/// <param name="Output">What it printed.</param>
internal sealed record Ran(double Seconds, long PeakMiB, string Output);

/// <summary>Runs a program as a process of its own, so that its memory and its start-up count.</summary>
internal static class Child
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether a program can be started by its name.</summary>
    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Runs it to its end; one that fails ends the benchmark.</summary>
    public static async Task<Ran> RunAsync(
        string program,
        string[] arguments,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var clock = Stopwatch.StartNew();
        using var child = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
                WorkingDirectory = folder,
            }
        )!;
        var reading = child.StandardOutput.ReadToEndAsync(cancellationToken);
        var peak = 0L;
        var ending = child.WaitForExitAsync(cancellationToken);
        while (!ending.IsCompleted)
        {
            peak = Math.Max(peak, PeakKiB(child.Id));
            await Task.WhenAny(ending, Task.Delay(BetweenLooks, cancellationToken));
        }

        await ending;
        var seconds = clock.Elapsed.TotalSeconds;
        var output = await reading;
        return child.ExitCode == 0
            ? new Ran(seconds, peak >> 10, output)
            : throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{program} ended with {child.ExitCode}: {output}"
                )
            );
    }

    /// <summary>The kernel's own high-water mark, so that no peak between two looks is missed but the very last.</summary>
    private static long PeakKiB(int process)
    {
        try
        {
            const string mark = "VmHWM:";
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith(mark, StringComparison.Ordinal));
            return line is null
                ? 0
                : long.Parse(
                    line[mark.Length..].Replace("kB", "", StringComparison.Ordinal),
                    CultureInfo.InvariantCulture
                );
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
