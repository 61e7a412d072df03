using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Companies;

public sealed class PurposeRuleBookTests
{
    private static readonly string[] Log =
    [
        "timestamp,contact,direction,channel,purpose,body",
        "2026-01-05T08:00:00Z,+237699000001,in,whatsapp,,Un virement de 5000",
        "2026-01-05T09:00:00Z,+237699000001,out,whatsapp,,Virement fait",
        "2026-01-05T10:00:00Z,+237699000002,in,whatsapp,support,un virement perdu",
        "2026-01-05T11:00:00Z,+237699000002,in,sms,,merci",
    ];

    private static readonly string[] Rules = ["# the bank's", "", "transfer: direction in, keyword virement"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dry_run_tells_what_each_rule_takes_and_keeps_neither_messages_nor_rules()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var file = await ImportAsync(
            temp,
            new ImportOptions(DryRun: true) { TrialRules = string.Join('\n', Rules) }
        );
        Assert.Equal([new RuleTaken(Rules[2], 1)], file.Rules);
        Assert.Equal((2L, 4L, null), (file.WithoutRule, file.Messages, file.ImportId));
        Assert.Null(await temp.LedgerAsync());
        Assert.Empty(await new PurposeRuleBook(temp.Workspace, BankLog.Catalogue).ListAsync(Stop));
    }

    [Fact]
    public async Task Kept_rules_hold_where_the_log_gives_no_purpose()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await SetAsync(temp, Rules);
        await ImportAsync(temp, new ImportOptions());
        var ledger = (await temp.LedgerAsync())!;
        Assert.Equal(
            ["sms/general 1", "whatsapp/general 1", "whatsapp/support 1", "whatsapp/transfer 1"],
            ledger.Activities.Select(a =>
                FormattableString.Invariant(
                    $"{a.Channel}/{a.Purpose} {a.MessagesIn.Sum() + a.MessagesOut.Sum()}"
                )
            )
        );
    }

    [Fact]
    public async Task The_same_file_under_other_rules_replaces_its_old_reading()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await ImportAsync(temp, new ImportOptions());
        await SetAsync(temp, Rules);
        await ImportAsync(temp, new ImportOptions());
        using var first = await TempWorkspace.MakeAsync();
        await SetAsync(first, Rules);
        await ImportAsync(first, new ImportOptions());
        Assert.Equal(await BankLog.TextAsync(first), await BankLog.TextAsync(temp));

        // A comment changes no reading; given again, the file is known, and a trial still tells what the rules do.
        await SetAsync(temp, [.. Rules, "# one more word"]);
        Assert.Equal(4, (await ImportAsync(temp, new ImportOptions())).Duplicates);
        var trial = await ImportAsync(temp, new ImportOptions(DryRun: true));
        Assert.Equal((0L, 4L), (trial.Messages, trial.Duplicates));
        Assert.Equal(1, Assert.Single(trial.Rules).Messages);
    }

    [Fact]
    public async Task Rules_are_kept_as_written_until_they_are_dropped()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var book = new PurposeRuleBook(temp.Workspace, BankLog.Catalogue);
        await SetAsync(temp, Rules);
        var rule = Assert.Single(await book.ListAsync(Stop));
        Assert.Equal((3, "transfer", Rules[2]), (rule.Line, rule.Purpose, rule.Text));
        await book.ClearAsync(Stop);
        Assert.Empty(await book.ListAsync(Stop));
    }

    [Fact]
    public async Task A_file_with_a_wrong_line_leaves_the_rules_before()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await SetAsync(temp, Rules);
        var wrong = await Assert.ThrowsAsync<RiskLensException>(() =>
            SetAsync(temp, ["transfer: keywrod x"])
        );
        Assert.StartsWith("Line 1 of the rules ", wrong.Problem, StringComparison.Ordinal);
        Assert.Single(await new PurposeRuleBook(temp.Workspace, BankLog.Catalogue).ListAsync(Stop));
    }

    [Fact]
    public async Task A_file_saved_by_an_old_editor_is_read()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var path = Path.Combine(temp.Root, "rules.txt");
        await File.WriteAllBytesAsync(path, "transfer: keyword re\u00E7u"u8.ToArray(), Stop);
        Assert.Equal("transfer: keyword re\u00E7u", await PurposeRuleBook.TextOfAsync(path, Stop));
        await File.WriteAllBytesAsync(path, [.. "transfer: keyword re"u8, 0xE7, .. "u"u8], Stop);
        Assert.Equal("transfer: keyword re\u00E7u", await PurposeRuleBook.TextOfAsync(path, Stop));
    }

    private static async Task SetAsync(TempWorkspace temp, string[] rules) =>
        await new PurposeRuleBook(temp.Workspace, BankLog.Catalogue).SetAsync(
            temp.Log("rules.txt", rules).Path,
            Stop
        );

    private static async Task<ImportedFile> ImportAsync(TempWorkspace temp, ImportOptions options)
    {
        var import = new ImportLogs(temp.Workspace, BankLog.Catalogue);
        var result = await import.RunAsync([temp.Log("a.csv", Log)], options, null, Stop);
        Assert.Null(result.Files[0].Refused);
        return result.Files[0];
    }
}
