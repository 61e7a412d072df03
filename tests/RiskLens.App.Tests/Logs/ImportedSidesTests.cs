using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Companies;
using RiskLens.App.Tests.Storage;

namespace RiskLens.App.Tests.Logs;

public sealed class ImportedSidesTests
{
    private const string Chat = "24/10/2021, 16:39 - +237 2 22 00 00 00: a\n24/10/2021, 18:40 - Ann: b\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chat_without_the_company_says_so_until_the_company_is_told()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var before = await ImportAsync(temp, "a.txt", Chat);
        Assert.Equal((2L, 0L, true), (before.In, before.Out, before.CompanyNotFound));

        var company = new SetCompany(temp.Workspace);
        var profile = await company.GetAsync(Stop);
        await company.RunAsync(profile with { OwnAddresses = ["+237222000000"] }, Stop);
        var after = await ImportAsync(temp, "a.txt", Chat);
        Assert.Equal((1L, 1L, false), (after.In, after.Out, after.CompanyNotFound));
        Assert.Equal(1, after.Contacts);

        var again = await ImportAsync(temp, "a.txt", Chat);
        Assert.Equal((null, null, false), (again.In, again.Out, again.CompanyNotFound));
    }

    [Theory]
    [InlineData("time,from,to\n2026-03-02 10:00,ann,desk\n2026-03-02 12:00,ann,desk\n", true)]
    [InlineData("time,contact\n2026-03-02 10:00,ann\n2026-03-02 12:00,ann\n", false)]
    [InlineData(
        "time,from,to,direction\n2026-03-02 10:00,ann,desk,in\n2026-03-02 12:00,ann,desk,in\n",
        false
    )]
    public async Task A_table_says_so_where_it_has_senders_and_no_directions(string table, bool notFound)
    {
        using var temp = await TempWorkspace.MakeAsync();
        var file = await ImportAsync(temp, "a.csv", table);
        Assert.Equal((2L, 0L, notFound), (file.In, file.Out, file.CompanyNotFound));
    }

    [Fact]
    public async Task The_same_broadcast_in_two_chats_is_two_messages()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var company = new SetCompany(temp.Workspace);
        await company.RunAsync((await company.GetAsync(Stop)) with { Name = "Desk" }, Stop);
        const string Broadcast = "24/10/2021, 16:39 - Desk: Closed today\n24/10/2021, 18:40 - Desk: ";
        var first = await ImportAsync(temp, "WhatsApp Chat with Ann.txt", Broadcast + "Ann, sorry\n");
        var second = await ImportAsync(temp, "WhatsApp Chat with Bob.txt", Broadcast + "Bob, sorry\n");
        var longer = await ImportAsync(
            temp,
            "WhatsApp Chat with Bob (1).txt",
            Broadcast + "Bob, sorry\n24/10/2021, 18:41 - Bob: ok\n"
        );
        Assert.Equal((2, 2, 1), (first.Messages, second.Messages, longer.Messages));
    }

    private static async Task<ImportedFile> ImportAsync(TempWorkspace temp, string name, string log)
    {
        var result = await new ImportLogs(temp.Workspace, BankLog.Catalogue).RunAsync(
            [temp.Log(name, log.TrimEnd())],
            new ImportOptions(Channel: "whatsapp"),
            null,
            Stop
        );
        return Assert.Single(result.Files);
    }
}
