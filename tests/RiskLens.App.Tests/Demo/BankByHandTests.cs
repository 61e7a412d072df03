using RiskLens.App.Demo;
using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Tests.Storage;

namespace RiskLens.App.Tests.Demo;

/// <summary>The exports of the fictional bank that a person makes by hand, read by the import as it is.</summary>
public sealed class BankByHandTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Discussion WhatsApp avec Epicerie Fictive.txt", "whatsapp-export", "whatsapp", 1, 0)]
    [InlineData("banque-fictive-telegram-desktop.json", "telegram", "telegram", 2, 2)]
    [InlineData("banque-fictive-conseil.mbox", "email", "email", 3, 0)]
    public async Task An_export_gives_the_messages_that_were_written(
        string name,
        string format,
        string channel,
        int contacts,
        int calls
    )
    {
        using var temp = await TempWorkspace.MakeAsync();
        var truth = new BankGenerator(new BankOptions(1, 0.01)).Write(temp.Root, Stop);
        await new RiskLens.App.Companies.SetCompany(temp.Workspace).RunAsync(
            new(FictionalBank.Name, "XAF", FictionalBank.Zone, "CM", "fr", Fictional: true),
            Stop
        );
        var log = new LogFile(Path.Combine(temp.Root, name), name);
        var import = new ImportLogs(temp.Workspace, ReferenceData.Load());
        var file = Assert.Single((await import.RunAsync([log], new ImportOptions(), null, Stop)).Files);
        Assert.Null(file.Refused);
        Assert.Equal((format, channel, 0L), (file.Format, file.Channel, file.Rejected));
        Assert.Equal(truth.MessagesByFile[name], file.Messages);
        Assert.Equal(contacts, file.Contacts);
        var ledger = (await temp.LedgerAsync())!;
        var (written, answered) = (
            ledger.Activities.Sum(a => a.MessagesIn.Sum()),
            ledger.Activities.Sum(a => a.MessagesOut.Sum())
        );
        Assert.Equal(file.Messages, written + answered);
        Assert.InRange((double)written / file.Messages, 0.5, 0.65);
        if (calls > 0)
            Assert.Equal(calls, file.System);
    }
}
