using System.CommandLine;
using RiskLens.App.Storage;
using RiskLens.Engine.Units;

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
        typed.GetValue(WorkspaceOption) switch
        {
            null => Places.UsualWorkspace(usual),
            var folder when string.IsNullOrWhiteSpace(folder) => throw new RiskLensException(
                "The workspace's folder has an empty name.",
                "Name a folder with --workspace, or leave the option out."
            ),
            var folder => folder,
        };

    public Task<Workspace> OpenWorkspaceAsync(CancellationToken cancellationToken) =>
        Workspace.OpenAsync(WorkspaceFolder(), TimeProvider.System, cancellationToken);

    /// <summary>
    /// The workspace of a command that only looks at one: a folder typed wrong is told, and not made an empty
    /// workspace. The usual folder is made where it is missing.
    /// </summary>
    public Task<Workspace> OpenExistingAsync(CancellationToken cancellationToken)
    {
        var folder = WorkspaceFolder();
        return typed.GetValue(WorkspaceOption) is null || Workspace.ExistsAt(folder)
            ? OpenWorkspaceAsync(cancellationToken)
            : throw new RiskLensException(
                $"There is no workspace at {Path.GetFullPath(folder)}.",
                "Import your logs into it first, or correct --workspace."
            );
    }

    /// <summary>Gives a command its action.</summary>
    public static Command Runs(Command command, Func<Call, CancellationToken, Task<int>> action)
    {
        command.SetAction((typed, cancellationToken) => action(new Call(typed), cancellationToken));
        return command;
    }
}
