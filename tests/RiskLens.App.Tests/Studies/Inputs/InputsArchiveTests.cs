using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Studies;
using RiskLens.App.Studies.Inputs;
using RiskLens.App.Tests.Companies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Studies.Inputs;

public sealed class InputsArchiveTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_kept_comes_back_with_the_same_fingerprints_and_settings()
    {
        using var temp = await FilledAsync();
        var inputs = await InputsAsync(temp);
        await new InputsArchive(temp.Workspace).StoreAsync(SampleStudy.Make(), inputs, Stop);
        var read = new InputsArchive(temp.Workspace).Find("s1")!;
        Assert.Equal(RunStudy.FingerprintsOf(inputs), RunStudy.FingerprintsOf(read));
        Assert.Equal(RunStudy.FingerprintsOf(inputs), read.Fingerprints);
        Assert.Equal(inputs.Company, read.Company);
        Assert.Equal(inputs.Assumptions, read.Assumptions);
        Assert.Equal(inputs.Catalogue.Prices.Count, read.Catalogue.Prices.Count);
        Assert.Equal(
            (inputs.AsOf, "sms", 30, 5000, SampleStudy.Make().Seed, 3L, 1),
            (
                read.AsOf,
                read.ScenarioChannel,
                read.ScenarioHours,
                read.Trials,
                read.Seed,
                read.RejectedLines,
                read.FindingsWaiting
            )
        );
    }

    [Fact]
    public async Task No_address_and_no_word_of_a_message_is_kept()
    {
        using var temp = await FilledAsync();
        await new InputsArchive(temp.Workspace).StoreAsync(SampleStudy.Make(), await InputsAsync(temp), Stop);
        var files = Directory.GetFiles(FolderOf(temp));
        Assert.Equal(3, files.Length);
        foreach (var file in files)
        {
            var text = await TextOfAsync(file);
            Assert.DoesNotContain(
                BankLog.Customers.SelectMany(c => c),
                address => text.Contains(address, StringComparison.OrdinalIgnoreCase)
            );
            Assert.DoesNotContain("text 1", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_the_owner_may_read_what_is_kept()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var temp = await FilledAsync();
        await new InputsArchive(temp.Workspace).StoreAsync(SampleStudy.Make(), await InputsAsync(temp), Stop);
        const UnixFileMode others =
            UnixFileMode.GroupRead
            | UnixFileMode.GroupWrite
            | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead
            | UnixFileMode.OtherWrite
            | UnixFileMode.OtherExecute;
        foreach (var path in Directory.GetFiles(FolderOf(temp)).Append(FolderOf(temp)))
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & others);
    }

    [Fact]
    public async Task Studies_share_what_they_have_in_common_and_the_oldest_are_let_go()
    {
        using var temp = await FilledAsync();
        var archive = new InputsArchive(temp.Workspace);
        var inputs = await InputsAsync(temp);
        var other = inputs with { Catalogue = inputs.Catalogue with { Prices = [] } };
        await archive.StoreAsync(SampleStudy.Make("first"), other, Stop);
        for (var i = 0; i < InputsArchive.Kept - 1; i++)
        {
            await archive.StoreAsync(SampleStudy.Make(FormattableString.Invariant($"s{i}")), inputs, Stop);
            File.SetLastWriteTimeUtc(
                Path.Combine(FolderOf(temp), FormattableString.Invariant($"s{i}.study.gz")),
                FixedTime.Now.UtcDateTime.AddMinutes(i)
            );
        }
        // Twelve studies, one ledger, two catalogues.
        Assert.Equal(15, Directory.GetFiles(FolderOf(temp)).Length);
        Assert.Empty(archive.Find("first")!.Catalogue.Prices);
        File.SetLastWriteTimeUtc(
            Path.Combine(FolderOf(temp), "first.study.gz"),
            FixedTime.Now.UtcDateTime.AddDays(-1)
        );
        await archive.StoreAsync(SampleStudy.Make("last"), inputs, Stop);
        Assert.Equal(14, Directory.GetFiles(FolderOf(temp)).Length);
        Assert.Null(archive.Find("first"));
        Assert.NotNull(archive.Find("s0"));
        Assert.NotNull(archive.Find("last"));
    }

    [Fact]
    public async Task What_is_damaged_or_never_was_is_not_found()
    {
        using var temp = await FilledAsync();
        var archive = new InputsArchive(temp.Workspace);
        Assert.Null(archive.Find("s1"));
        await archive.StoreAsync(SampleStudy.Make(), await InputsAsync(temp), Stop);
        Assert.Null(archive.Find("../s1"));
        foreach (var file in Directory.GetFiles(FolderOf(temp)))
        {
            var whole = await File.ReadAllBytesAsync(file, Stop);
            await File.WriteAllBytesAsync(file, whole[..(whole.Length / 2)], Stop);
            Assert.Null(archive.Find("s1"));
            await File.WriteAllBytesAsync(file, [1, 2, 3], Stop);
            Assert.Null(archive.Find("s1"));
            await File.WriteAllBytesAsync(file, whole, Stop);
        }
        Assert.NotNull(archive.Find("s1"));
    }

    [Fact]
    public async Task What_another_version_kept_without_a_field_is_not_read_in_part()
    {
        using var temp = await FilledAsync();
        var archive = new InputsArchive(temp.Workspace);
        await archive.StoreAsync(SampleStudy.Make(), await InputsAsync(temp), Stop);
        var file = Path.Combine(FolderOf(temp), "s1.study.gz");
        var rest = JsonNode.Parse(await TextOfAsync(file))!.AsObject();
        Assert.True(rest.Remove("Findings"));
        await using (var gzip = new GZipStream(File.Create(file), CompressionLevel.Fastest))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(rest.ToJsonString()), Stop);
        Assert.Null(archive.Find("s1"));
    }

    [Fact]
    public async Task Erasing_a_contact_lets_go_of_counts_from_before()
    {
        using var temp = await FilledAsync();
        await new InputsArchive(temp.Workspace).StoreAsync(SampleStudy.Make(), await InputsAsync(temp), Stop);
        await new EraseContact(temp.Workspace, BankLog.Catalogue).RunAsync(
            BankLog.Customers[0][0],
            null,
            Stop
        );
        Assert.Null(new InputsArchive(temp.Workspace).Find("s1"));
        Assert.False(Directory.Exists(FolderOf(temp)));
    }

    private static string FolderOf(TempWorkspace temp) => Path.Combine(temp.Folder, "inputs");

    private static async Task<TempWorkspace> FilledAsync()
    {
        var temp = await TempWorkspace.MakeAsync();
        var log = temp.Log("log.csv", [BankLog.Header, .. BankLog.Lines(1).Select(l => l.Line)]);
        await new ImportLogs(temp.Workspace, BankLog.Catalogue).RunAsync(
            [log],
            new ImportOptions(),
            null,
            Stop
        );
        return temp;
    }

    /// <summary>Something in each kind of field.</summary>
    private static async Task<StudyInputs> InputsAsync(TempWorkspace temp)
    {
        var ledger = (await new LoadLedger(temp.Workspace).RunAsync(Stop))!;
        var start = ledger.Start.Start;
        Assumption Stated(string key, Law law, string unit) =>
            new(key, law, unit, "a source", "an owner", "2026-01-01") { Origin = "measured" };
        var inputs = new StudyInputs(
            new CompanyFacts("Société <Wouri>", "XAF", "Africa/Douala", "CM", Fictional: true),
            DateTimeZoneProviders.Tzdb["Africa/Douala"],
            ledger,
            3,
            BankLog.Catalogue,
            [
                Stated("a.margin", new Pert(1, 2, 10), "XAF"),
                Stated("b.margin", Law.OfRange(1.0 / 3, 7, share: false), "XAF"),
                Stated("switch_rate", Law.OfRange(0.1, 0.9, share: true), "share"),
                Stated("c.margin", new FixedLaw(0.1), "XAF"),
            ],
            [],
            "0.1.0",
            ledger.Start + 50,
            "sms",
            30,
            5000,
            null
        )
        {
            Own = new OwnHistory(
                [
                    new OwnOutage(
                        "own-1",
                        "whatsapp",
                        start,
                        null,
                        "hour",
                        new Dictionary<string, ShareRange> { ["whatsapp"] = new(0.25, 0.5) },
                        ShareRange.All,
                        "page"
                    ),
                ],
                [new OwnWatch("whatsapp", start, start.AddDays(3), 0.9, "page")]
            ),
            Findings = [new Finding("sms", "2026-01-05T00:00Z", "2026-01-05T03:00Z", 0.9, Confirmed: false)],
            SensitiveWeeks = [new SensitiveWeek(new DateOnly(2026, 1, 5), new DateOnly(2026, 1, 11), "vote")],
            Occasions = new OccasionCalendar(
                new Dictionary<int, IReadOnlyList<string>> { [20_000] = ["holiday:x", "campaign"] }
            ),
            Campaigns = [new PlannedCampaign("Rentrée", "sms", "", -3.5, 48, 1000, null)],
            Rates = [new ExchangeRate(new DateOnly(2026, 1, 1), "XAF", "EUR", 1 / 655.957, "parity")],
        };
        return inputs with { Fingerprints = RunStudy.FingerprintsOf(inputs) };
    }

    private static async Task<string> TextOfAsync(string file)
    {
        await using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return await reader.ReadToEndAsync(Stop);
    }
}
