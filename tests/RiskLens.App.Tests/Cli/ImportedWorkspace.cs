using System.Text;
using RiskLens.App.Logs;
using RiskLens.App.Storage;

namespace RiskLens.App.Tests.Cli;

/// <summary>A home whose usual workspace holds two messages, imported by the executable.</summary>
public sealed class ImportedWorkspace : TempFolder, IAsyncLifetime
{
    public const string Header = "timestamp,contact,direction,channel\n";
    public const string Good = Header + "2026-01-05T08:00:00Z,1,in,sms\n2026-01-06T10:00:00Z,2,in,sms\n";

    /// <summary>The ledger after the import.</summary>
    public IReadOnlyList<LedgerLine> Ledger { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var run = await CommandRun.InAsync(Path, "import", Write("good.csv", Encoding.UTF8.GetBytes(Good)));
        Assert.Equal(0, run.Code);
        Ledger = await LedgerOfAsync(Path);
        Assert.Equal(2, Ledger.Count);
    }

    /// <summary>The ledger of a home's usual workspace.</summary>
    public static async Task<IReadOnlyList<LedgerLine>> LedgerOfAsync(string home)
    {
        var stop = TestContext.Current.CancellationToken;
        var folder = System.IO.Path.Combine(home, ".risklens", "default");
        var workspace = await Workspace.OpenAsync(folder, TimeProvider.System, stop);
        return await new ExportLedgerRows(workspace).RunAsync(stop).ToListAsync(stop);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
