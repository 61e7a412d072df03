using System.CommandLine;
using RiskLens.App.Storage;

namespace RiskLens.Cli;

/// <summary>One run of a command: what was typed for it, its workspace, and where its answer goes.</summary>
internal sealed class Call(ParseResult typed)
{
    public static Option<bool> JsonOption { get; } =
        new("--json")
        {
            Description = "Print one JSON document on standard output and nothing else there",
            Recursive = true,
        };

    public static Option<string?> WorkspaceOption { get; } =
        new("--workspace")
        {
            Description =
                "Folder of the company's data (default: ~/.risklens/default; demo: ~/.risklens/demo)",
            HelpName = "DIR",
            Recursive = true,
        };

    public Output Output { get; } = new(typed.GetValue(JsonOption));

    public T? Value<T>(Option<T> option) => typed.GetValue(option);

    public T? Value<T>(Argument<T> argument) => typed.GetValue(argument);

    /// <summary>The workspace's folder: the one typed, else the usual one of that name.</summary>
    public string WorkspaceFolder(string usual = "default") =>
        typed.GetValue(WorkspaceOption) is { Length: > 0 } folder ? folder : Places.UsualWorkspace(usual);

    public Task<Workspace> OpenWorkspaceAsync(CancellationToken cancellationToken) =>
        Workspace.OpenAsync(WorkspaceFolder(), TimeProvider.System, cancellationToken);

    /// <summary>Gives a command its action.</summary>
    public static Command Runs(Command command, Func<Call, CancellationToken, Task<int>> action)
    {
        command.SetAction((typed, cancellationToken) => action(new Call(typed), cancellationToken));
        return command;
    }
}
