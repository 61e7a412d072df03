using System.CommandLine;
using System.Globalization;
using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Reports.Printing;
using RiskLens.App.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>doctor: is everything there that a study and its PDF need?</summary>
internal static class DoctorCommand
{
    private static readonly Option<bool> Fix = new("--fix")
    {
        Description = "Get the browser that prints the PDF, where that can be done, and clear leftovers away",
    };

    public static Command Build() =>
        Call.Runs(
            new Command("doctor", "Check the workspace, the reference data and the browser") { Fix },
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellationToken)
    {
        List<Check> checks =
        [
            await CheckAsync("reference data", () => Task.FromResult(Catalogue())),
            await CheckAsync("workspace", () => WorkspaceAsync(call, cancellationToken)),
            await CheckAsync("uploads", () => UploadsAsync(call, cancellationToken)),
            await CheckAsync("browser", () => BrowserAsync(call.Value(Fix), cancellationToken)),
        ];
        foreach (var check in checks)
        {
            call.Output.Say($"{(check.Ok ? "ok     " : "missing")}  {check.Name}: {check.Detail}");
            if (check.Remedy is { } remedy)
                call.Output.Say("         " + remedy);
        }

        await call.Output.DocumentAsync(new { Checks = checks }, cancellationToken);
        return checks.TrueForAll(check => check.Ok) ? CommandLine.Done : CommandLine.Correctable;
    }

    private static async Task<Check> CheckAsync(string name, Func<Task<string>> look)
    {
        try
        {
            return new Check(name, true, await look(), null);
        }
        catch (RiskLensException wrong)
        {
            return new Check(name, false, wrong.Problem, wrong.Remedy);
        }
        catch (Exception fault) when (Workspace.FaultOf(fault) is { } damage)
        {
            return new Check(name, false, damage.Problem, damage.Remedy);
        }
    }

    private static string Catalogue()
    {
        var catalogue = ReferenceData.Load();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{catalogue.Channels.Count} channels, {catalogue.Nodes.Count} nodes, {catalogue.Outages.Count} outages"
        );
    }

    private static async Task<string> WorkspaceAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var facts = await new LoadLedger(workspace).FactsAsync(cancellationToken);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{workspace.Folder}, {Counted.Of(facts.Messages, "message")} from {Counted.Of(facts.Imports, "file")}"
        );
    }

    private static async Task<string> UploadsAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        if (call.Value(Fix))
            LeftUploads.Clear(workspace);
        return LeftUploads.Count(workspace) is var left and > 0
            ? throw new RiskLensException(
                $"{Counted.Of(left, "uploaded file")} of a process that ended too soon still {(left == 1 ? "waits" : "wait")} in {LeftUploads.FolderOf(workspace)}.",
                "Remove what is left with 'doctor --fix'."
            )
            : "no leftovers";
    }

    private static async Task<string> BrowserAsync(bool fix, CancellationToken cancellationToken) =>
        (fix ? await InstallBrowser.RunAsync(new Notes(), cancellationToken) : Browser.Find()).Path;

    private sealed record Check(string Name, bool Ok, string Detail, string? Remedy);
}
