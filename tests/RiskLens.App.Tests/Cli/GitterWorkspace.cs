namespace RiskLens.App.Tests.Cli;

/// <summary>
/// README's second example, run to the letter once for all tests that read the workspace it leaves: each of its
/// commands, with the sample's path made whole because the process runs outside the checkout.
/// </summary>
public sealed class GitterWorkspace : TempFolder, IAsyncLifetime
{
    /// <summary>The runs of import, study and report, in this order.</summary>
    public IReadOnlyList<CommandRun> Runs { get; private set; } = [];

    /// <summary>The workspace's name in README.</summary>
    public string Workspace { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var commands = Readme.Commands.Where(c => c.Contains("--workspace")).ToList();
        Workspace = commands[0][Array.IndexOf([.. commands[0]], "--workspace") + 1];
        var runs = new List<CommandRun>();
        foreach (var command in commands)
        {
            runs.Add(
                await CommandRun.InAsync(
                    Path,
                    command.Select(word =>
                        word.StartsWith("data/", StringComparison.Ordinal)
                            ? System.IO.Path.Combine(CommandRun.Checkout, word)
                            : word
                    )
                )
            );
        }

        Runs = runs;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
