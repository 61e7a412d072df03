using System.CommandLine;
using RiskLens.Web;

namespace RiskLens.Cli.Commands;

/// <summary>serve.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = $"Addresses of this machine to listen on (default: {WebOptions.DefaultUrls})",
        HelpName = "URL[;URL]",
    };

    public static Command Build() =>
        Call.Runs(
            new Command("serve", "The web pages for this machine alone, and the quarterly reassessment")
            {
                Urls,
            },
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var options = new WebOptions(
            call.WorkspaceFolder(),
            call.Value(Urls) ?? WebOptions.DefaultUrls,
            TimeProvider.System
        );
        await RiskLensWeb.RunAsync(options, urls => Tell(call.Output, urls), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return CommandLine.Done;
    }

    private static void Tell(Output output, IReadOnlyCollection<string> urls)
    {
        foreach (var url in urls)
            output.Say($"Open {url} in a browser. Ctrl-C ends it.");
        output.Document(new { Urls = urls });
    }
}
