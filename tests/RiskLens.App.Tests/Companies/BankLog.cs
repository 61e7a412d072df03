using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Tests.Logs;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Outages;

namespace RiskLens.App.Tests.Companies;

/// <summary>Invented messages of a bank in Douala: six customers on four channels over three days, some with ids.</summary>
internal static class BankLog
{
    public const string Header = "timestamp,contact,direction,channel,purpose,id,status,amount,body";

    /// <summary>For each customer the address on WhatsApp, SMS, Telegram and by mail.</summary>
    public static readonly string[][] Customers =
    [
        .. Enumerable
            .Range(1, 6)
            .Select(i =>
                (string[])
                    [$"+23769900000{N(i)}", $"69900000{N(i)}", $"user{N(i)}", $"client{N(i)}@example.org"]
            ),
    ];

    private static readonly string[] Channels = ["whatsapp", "sms", "telegram", "email"];

    public static Catalogue Catalogue { get; } = ReferenceData.Load();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Lines in order of time; which message comes when depends on the seed alone.</summary>
    public static List<(int Customer, string Line)> Lines(int seed, int messages = 160)
    {
        var state = unchecked((ulong)seed * 0x9E3779B97F4A7C15);
        int Below(int limit)
        {
            state = unchecked(state * 6364136223846793005 + 1442695040888963407);
            return (int)((state >> 33) % (ulong)limit);
        }

        var start = new DateTimeOffset(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);
        var lines = new List<(int, string)>();
        foreach (var second in Enumerable.Range(0, messages).Select(_ => Below(3 * 86_400)).Order())
        {
            var (customer, channel) = (Below(Customers.Length), Below(Channels.Length));
            var time = start
                .AddSeconds(second)
                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            var id = Below(2) == 0 ? $"m{N(lines.Count)}" : "";
            var direction = Below(3) == 0 ? "out" : "in";
            lines.Add(
                (
                    customer,
                    $"{time},{Customers[customer][channel]},{direction},{Channels[channel]},,{id},{(Below(9) == 0 ? "failed" : "")},{N(Below(3))},text {N(Below(4))}"
                )
            );
        }

        return lines;
    }

    public static LogFile Write(
        TempWorkspace temp,
        string name,
        IEnumerable<(int Customer, string Line)> lines
    ) => temp.Log(name, [Header, .. lines.Select(line => line.Line)]);

    public static async Task SetCountryAsync(TempWorkspace temp, string country)
    {
        var company = new SetCompany(temp.Workspace);
        await company.RunAsync((await company.GetAsync(Stop)) with { Country = country }, Stop);
    }

    public static async Task<ImportedFile> ImportAsync(TempWorkspace temp, LogFile file)
    {
        var result = await new ImportLogs(temp.Workspace, Catalogue).RunAsync(
            [file],
            new ImportOptions(),
            null,
            Stop
        );
        Assert.Null(result.Files[0].Refused);
        return result.Files[0];
    }

    /// <summary>The ledger, its observed hours and the number of customers as one text, to compare.</summary>
    public static async Task<string> TextAsync(TempWorkspace temp)
    {
        var ledger = await temp.LedgerAsync();
        var observed =
            ledger?.Observed.Select(hours => string.Concat(hours.Select(hour => hour ? '1' : '0'))) ?? [];
        var facts = await new LoadLedger(temp.Workspace).FactsAsync(Stop);
        return string.Join(
            "\n",
            [await LedgerText.OfAsync(temp), .. observed, $"{N((int)facts.Contacts)} contacts"]
        );
    }

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);
}
