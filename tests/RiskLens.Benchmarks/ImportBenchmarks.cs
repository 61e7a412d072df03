using System.Globalization;

namespace RiskLens.Benchmarks;

/// <summary>
/// Whole imports by the command line into a workspace with nothing but its company, start-up included, each against its yardstick on the same
/// file; the best of the runs of both, which take turns.
/// </summary>
internal static class ImportBenchmarks
{
    private const int Rows = 10_000_000;
    private const int Contacts = 1_000_000;
    private const int Messages = 1_000_000;

    private const string CountByHourAndContact =
        "{c[substr($1,1,13) $2]++; d[$4]++} END {for (k in d) n++; print n}";

    private const string ParseChat =
        "const p=require('whatsapp-chat-parser');const t=require('fs').readFileSync(process.argv[1],'utf8');console.log(p.parseString(t).length)";

    /// <summary>Ten million rows of a table against mawk, and the memory of a tenth of them.</summary>
    public static async Task TableAsync(string folder, int runs, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "ten.csv");
        if (!File.Exists(path))
            GeneratedLogs.Table(path, Rows, Contacts);
        var yardstick = Child.Has("mawk")
            ? ("mawk", new[] { "-F,", CountByHourAndContact, path })
            : ((string, string[])?)null;
        var (import, against) = await CompareAsync(folder, path, yardstick, runs, cancellationToken);
        Tell(
            "import of 10,000,000 rows, 1,000,000 contacts",
            import,
            "mawk counts hours and contacts",
            against
        );

        var tenth = Path.Combine(folder, "one.csv");
        if (!File.Exists(tenth))
            GeneratedLogs.Table(tenth, Rows / 10, Contacts);
        var (few, _) = await CompareAsync(folder, tenth, null, 1, cancellationToken);
        Figures.Note(
            Figures.Invariant(
                $"peak {import.PeakMiB} MiB for 10,000,000 rows, {few.PeakMiB} MiB for a tenth of the rows with 632,000 contacts"
            )
        );
    }

    /// <summary>A chat of a million messages against whatsapp-chat-parser.</summary>
    public static async Task ChatAsync(string folder, int runs, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "WhatsApp Chat with Group.txt");
        if (!File.Exists(path))
            GeneratedLogs.Chat(path, Messages);
        var yardstick = await ParserAsync(folder, cancellationToken)
            ? ("node", new[] { "-e", ParseChat, path })
            : ((string, string[])?)null;
        var (import, against) = await CompareAsync(folder, path, yardstick, runs, cancellationToken);
        Tell("import of a chat of 1,000,000 messages", import, "whatsapp-chat-parser 4.0.2", against);
        Figures.Note(
            Figures.Invariant(
                $"{Messages / import.Seconds:0} messages a second at a peak of {import.PeakMiB} MiB"
            )
                + (
                    against is null
                        ? ""
                        : Figures.Invariant(
                            $"; the parser {Messages / against.Seconds:0} at {against.PeakMiB} MiB"
                        )
                )
        );
    }

    private static void Tell(string figure, Ran import, string yardstick, Ran? against)
    {
        if (against is null)
        {
            Figures.Note(
                Figures.Invariant(
                    $"{figure}: {import.Seconds:0.0} s; the yardstick ({yardstick}) is not here"
                )
            );
            return;
        }

        Figures.Row(figure, import.Seconds, yardstick, against.Seconds);
    }

    private static async Task<(Ran Import, Ran? Yardstick)> CompareAsync(
        string folder,
        string log,
        (string Program, string[] Arguments)? yardstick,
        int runs,
        CancellationToken cancellationToken
    )
    {
        var imports = new List<Ran>();
        var against = new List<Ran>();
        for (var run = 0; run < runs; run++)
        {
            if (yardstick is { } other)
                against.Add(await Child.RunAsync(other.Program, other.Arguments, folder, cancellationToken));
            var workspace = Path.Combine(
                folder,
                string.Create(CultureInfo.InvariantCulture, $"workspace-{Path.GetFileName(log)}-{run}")
            );
            await RiskLensAsync(folder, workspace, ["company", "set", "--name", "Bank"], cancellationToken);
            imports.Add(await RiskLensAsync(folder, workspace, ["import", log], cancellationToken));
            Directory.Delete(workspace, recursive: true);
        }

        return (imports.MinBy(ran => ran.Seconds)!, against.MinBy(ran => ran.Seconds));
    }

    private static Task<Ran> RiskLensAsync(
        string folder,
        string workspace,
        string[] arguments,
        CancellationToken cancellationToken
    ) =>
        Child.RunAsync(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "risklens.dll"), "--workspace", workspace, .. arguments],
            folder,
            cancellationToken
        );

    private static async Task<bool> ParserAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Child.Has("node") || !Child.Has("npm"))
            return false;
        await Child.RunAsync(
            "npm",
            [
                "install",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--prefix",
                folder,
                "whatsapp-chat-parser@4.0.2",
            ],
            folder,
            cancellationToken
        );
        return true;
    }
}
