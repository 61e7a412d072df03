using System.Globalization;
using System.Text.Json;

namespace RiskLens.App.Demo;

/// <summary>
/// Makes the fictional bank's logs in the demo workspace on first use and finds them there afterwards. The folder
/// appears whole or not at all, whenever the process ends.
/// </summary>
public sealed class PrepareDemo(BankOptions options)
{
    /// <summary>The folder inside the workspace.</summary>
    public const string LogsFolder = "logs";

    private const string Unfinished = "logs.unfinished-";

    /// <summary>Prepares the bank that ships with the product.</summary>
    public PrepareDemo()
        : this(BankOptions.Bundled) { }

    /// <summary>Gives the paths of the log files, to be imported in this order.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(
        string workspaceFolder,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(workspaceFolder);
        var logs = Path.Combine(workspaceFolder, LogsFolder);
        if (!await IsCurrentAsync(logs, cancellationToken))
            await Task.Run(() => Generate(workspaceFolder, logs, cancellationToken), cancellationToken);
        return [.. BankGenerator.LogNames.Select(name => Path.Combine(logs, name))];
    }

    /// <summary>What was planted in the logs of a prepared workspace.</summary>
    public static async Task<BankTruth> ReadTruthAsync(
        string workspaceFolder,
        CancellationToken cancellationToken
    )
    {
        var path = Path.Combine(workspaceFolder, LogsFolder, BankGenerator.TruthFile);
        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<BankTruth>(
                file,
                BankGenerator.TruthJson,
                cancellationToken
            ) ?? throw new InvalidDataException("The truth file of the demo holds nothing.");
    }

    private async Task<bool> IsCurrentAsync(string logs, CancellationToken cancellationToken)
    {
        var names = BankGenerator.LogNames.Append(BankGenerator.TruthFile);
        if (!names.All(name => File.Exists(Path.Combine(logs, name))))
            return false;
        try
        {
            var truth = await ReadTruthAsync(Path.GetDirectoryName(logs)!, cancellationToken);
            return truth.Generator == TellTruth.GeneratorVersion
                && truth.Seed == options.Seed
                && truth.Scale.Equals(options.Scale);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Generate(string workspaceFolder, string logs, CancellationToken cancellationToken)
    {
        ClearUnfinished(workspaceFolder);
        var process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var unfinished = Path.Combine(workspaceFolder, Unfinished + process);
        Directory.CreateDirectory(unfinished);
        try
        {
            new BankGenerator(options).Write(unfinished, cancellationToken);
            if (Directory.Exists(logs))
                Directory.Delete(logs, recursive: true);
            Directory.Move(unfinished, logs);
        }
        catch
        {
            Directory.Delete(unfinished, recursive: true);
            throw;
        }
    }

    /// <summary>Removes what killed processes left behind; a folder whose process lives is being written.</summary>
    private static void ClearUnfinished(string workspaceFolder)
    {
        foreach (var folder in Directory.GetDirectories(workspaceFolder, Unfinished + "*"))
        {
            var number = Path.GetFileName(folder)[Unfinished.Length..];
            var known = int.TryParse(
                number,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var process
            );
            if (!known || process == Environment.ProcessId || !IsAlive(process))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
