using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Tests.Companies;
using RiskLens.App.Tests.Schedules;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Tests.Outages;

/// <summary>The shipped table of outages, given to the import as a company's own.</summary>
public sealed class CatalogueFileAsHistoryTests
{
    private static readonly string Shipped = Path.Combine(
        AppContext.BaseDirectory,
        "data",
        "outages",
        "outages.csv"
    );

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_changes_no_rate_and_every_outage_is_linked()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await BankLog.SetCountryAsync(temp, "CM");
        // Weeks in which the catalogue has outages, and some that only the log watched: told twice, the outages must
        // neither hide other hours of it nor weigh it otherwise.
        var log = Path.Combine(temp.Root, "log.csv");
        SmallLog.Write(log, "whatsapp", Histories.Utc("2025-10-06T00:00"), weeks: 10);
        await BankLog.ImportAsync(temp, new LogFile(log, "log.csv"));
        var before = await FitAsync(temp);
        Assert.True(before.Risk.Nodes.Single(n => n.Id == "whatsapp").OwnYears > 0);

        var file = Assert.Single(await Histories.RunAsync(temp, null, Shipped));
        Assert.Null(file.Refused);
        Assert.Equal(0, file.UnplacedEntries);
        Assert.Empty(file.Rejected);
        var after = await FitAsync(temp);

        Assert.Equal(before.Risk.Nodes.Select(Rates), after.Risk.Nodes.Select(Rates));
        Assert.Equal(before.Risk.Channels, after.Risk.Channels);
        Assert.Equal(
            before.Risk.Regimes.Select(r => (r.Events, r.MedianHours, r.LogSd)),
            after.Risk.Regimes.Select(r => (r.Events, r.MedianHours, r.LogSd))
        );
        var rows = await Histories.ListAsync(temp);
        Assert.Equal(rows.Count, file.Outages);
        Assert.Equal((0, 0, 0), (after.Risk.Own.Counted, after.Risk.Own.Unwatched, after.Risk.Own.TooShort));
        Assert.Equal(rows.Count, after.Risk.Own.Linked.Count + after.Risk.Own.Repeated.Count);
        Assert.Contains(
            after.Risk.Own.Linked,
            l =>
                l.OtherId == "OUT-032"
                && l.Id == rows.First(o => o.Start == Histories.Utc("2021-10-04T15:39")).Id
        );
    }

    private static object Rates(NodeRisk n) =>
        (n.Id, n.RatePerYear, n.Events, n.WatchedYears, n.OwnEvents, n.OwnYears, n.ChanceOfDayLongInYear);

    private static Task<FittedOutages> FitAsync(TempWorkspace temp) =>
        new FitOutages(temp.Workspace, Histories.Catalogue).RunAsync(Stop);
}
