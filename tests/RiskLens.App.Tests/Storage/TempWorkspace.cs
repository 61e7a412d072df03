using RiskLens.App.Logs;
using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Storage;

/// <summary>A workspace in a folder of its own, which goes when the test ends.</summary>
public sealed class TempWorkspace : IDisposable
{
    private const string KeyFile = "contacts.key";

    private TempWorkspace(string root) => Root = root;

    /// <summary>Holds the workspace and the log files given to it.</summary>
    public string Root { get; }

    public string Folder => Path.Combine(Root, "workspace");

    public Workspace Workspace { get; private set; } = null!;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Catalogue Catalogue { get; } =
        new(
            [
                Channel("whatsapp"),
                Channel("sms"),
                Channel("telegram"),
                Channel("gitter"),
                Channel("instagram"),
            ],
            new Dictionary<string, LocalText>
            {
                ["balance"] = new("Balance", "Solde"),
                ["account_history"] = new("Account history", "Historique"),
            },
            [],
            [],
            []
        );

    /// <summary>Makes a workspace, with a key of its own or with another's.</summary>
    public static async Task<TempWorkspace> MakeAsync(TempWorkspace? keyOf = null)
    {
        var temp = new TempWorkspace(Directory.CreateTempSubdirectory("risklens-test-").FullName);
        if (keyOf is not null)
        {
            Directory.CreateDirectory(temp.Folder);
            File.Copy(Path.Combine(keyOf.Folder, KeyFile), Path.Combine(temp.Folder, KeyFile));
        }

        temp.Workspace = await temp.OpenAgainAsync();
        return temp;
    }

    public Task<Workspace> OpenAgainAsync() => Workspace.OpenAsync(Folder, new FixedTime(), Stop);

    /// <summary>Writes a log beside the workspace.</summary>
    public LogFile Log(string name, params IEnumerable<string> lines)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllText(path, string.Join("\n", lines) + "\n");
        return new LogFile(path, name);
    }

    public Task<ImportResult> ImportAsync(params IReadOnlyList<LogFile> files) =>
        new ImportLogs(Workspace, Catalogue).RunAsync(files, new ImportOptions(), null, Stop);

    public Task<Ledger?> LedgerAsync() => new LoadLedger(Workspace).RunAsync(Stop);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Root, recursive: true);
    }

    private static Channel Channel(string id) => new(id, new LocalText(id, id), "", true, true, false, "");
}

/// <summary>A clock that stands at 1 June 2026, 12:00 UTC.</summary>
public sealed class FixedTime : TimeProvider
{
    public static DateTimeOffset Now { get; } = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
