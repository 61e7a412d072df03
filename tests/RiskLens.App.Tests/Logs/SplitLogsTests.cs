using System.Globalization;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;

namespace RiskLens.App.Tests.Logs;

/// <summary>However one log is cut into files, and in whatever order they come, the ledger is the same.</summary>
public sealed class SplitLogsTests
{
    private const string Header = "timestamp,contact,direction,channel,purpose,id,status,amount,body";
    private const int Minutes = 5 * 24 * 60;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_log_split_shuffled_and_overlapped_counts_once(int seed)
    {
        var chance = new Chance(seed);
        var log = Messages(chance);
        using var whole = await TempWorkspace.MakeAsync();
        await whole.ImportAsync(whole.Log("whole.csv", [Header, .. log]));
        using var split = await TempWorkspace.MakeAsync();
        var importer = new ImportLogs(split.Workspace, TempWorkspace.Catalogue) { BufferedEvents = 40 };
        var files = Cover(chance, log)
            .Select(
                (lines, i) =>
                    split.Log(string.Create(CultureInfo.InvariantCulture, $"{i}.csv"), [Header, .. lines])
            )
            .ToList();
        var result = await importer.RunAsync(files, new ImportOptions(), null, Stop);
        Assert.All(result.Files, file => Assert.Null(file.Refused));
        Assert.Equal(log.Count, result.Files.Sum(file => file.Messages));
        Assert.True(result.Files.Sum(file => file.Duplicates) > 0);
        Assert.Equal(await LedgerText.OfAsync(whole), await LedgerText.OfAsync(split));
    }

    /// <summary>Five days, with and without ids, some lines twice, conversations that go on over midnight.</summary>
    private static List<string> Messages(Chance chance)
    {
        var start = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        var minutes = Enumerable.Range(0, 400).Select(_ => chance.Below(Minutes)).Order();
        return
        [
            .. minutes.Select(
                (minute, i) =>
                {
                    var time = start
                        .AddMinutes(minute)
                        .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                    var direction = chance.Below(3) == 0 ? "out" : "in";
                    var channel = chance.Below(2) == 0 ? "whatsapp" : "telegram";
                    var purpose = chance.Below(2) == 0 ? "balance" : "";
                    var id = chance.Below(2) == 0 ? "m" + i.ToString(CultureInfo.InvariantCulture) : "";
                    var contact = chance.Below(9).ToString(CultureInfo.InvariantCulture);
                    var body = chance.Below(3).ToString(CultureInfo.InvariantCulture);
                    return $"{time},+23769900000{contact},{direction},{channel},{purpose},{id},delivered,{body},text {body}";
                }
            ),
        ];
    }

    /// <summary>Stretches of the log that overlap and together hold all of it, shuffled.</summary>
    private static List<List<string>> Cover(Chance chance, List<string> log)
    {
        var files = new List<List<string>>();
        for (var from = 0; from < log.Count; )
        {
            var to = Math.Min(log.Count, from + 60 + chance.Below(80));
            files.Add(log[Math.Max(0, from - 30)..to]);
            from = to;
        }

        return [.. files.OrderBy(_ => chance.Below(1 << 20))];
    }
}
