using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Studies;
using RiskLens.App.Tests.Companies;
using RiskLens.App.Tests.Schedules;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Outages;

public sealed class CompanyCatalogueTests
{
    private const string ChannelHeader =
        "id,name_en,name_fr,owner,inbound,outbound,phone_numbered,carries_money,note\n";
    private const string Kiosk = "kiosk,Kiosk,Borne,us,yes,no,no,no,\n";
    private const string NodeHeader = "id,name_en,name_fr,kind,regime,place,channels,note\n";
    private const string Relay = "relay,Our relay,Notre relais,host,fault,CM,kiosk;sms,\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Own_channels_and_nodes_stand_beside_the_shipped_until_they_are_dropped()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var shipped = ReferenceData.Load();
        await ChannelsAsync(temp, ChannelHeader + Kiosk);
        await NodesAsync(
            temp,
            NodeHeader + Relay + "sms-aggregator,Ours,Le nôtre,aggregator,fault,global,sms,\n"
        );
        var catalogue = await new CompanyCatalogue(temp.Workspace).LoadAsync(Stop);
        Assert.Equal(shipped.Channels.Count + 1, catalogue.Channels.Count);
        Assert.Equal("Borne", catalogue.Channels.Single(c => c.Id == "kiosk").Name.Fr);
        Assert.Equal(shipped.Nodes.Count + 1, catalogue.Nodes.Count);
        Assert.Equal("Ours", catalogue.Nodes.Single(n => n.Id == "sms-aggregator").Name.En);
        Assert.Equal(["kiosk", "sms"], catalogue.Nodes.Single(n => n.Id == "relay").Channels);

        var fault = await Assert.ThrowsAsync<RiskLensException>(() =>
            new CompanyCatalogue(temp.Workspace).SetChannelsAsync(null, Stop)
        );
        Assert.Contains("nodes clear", fault.Remedy, StringComparison.Ordinal);
        await new CompanyCatalogue(temp.Workspace).SetNodesAsync(null, Stop);
        catalogue = await new CompanyCatalogue(temp.Workspace).SetChannelsAsync(null, Stop);
        Assert.Equal(shipped.Channels.Select(c => c.Id), catalogue.Channels.Select(c => c.Id));
        Assert.Equal(shipped.Nodes.Select(n => n.Id), catalogue.Nodes.Select(n => n.Id));
    }

    [Fact]
    public async Task A_study_and_the_model_take_an_own_channel_and_its_node()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await BankLog.SetCountryAsync(temp, "CM");
        await ChannelsAsync(temp, ChannelHeader + Kiosk);
        await NodesAsync(temp, NodeHeader + Relay);
        var catalogue = await new CompanyCatalogue(temp.Workspace).LoadAsync(Stop);
        var log = Path.Combine(temp.Root, "log.csv");
        SmallLog.Write(log, "kiosk", Histories.Utc("2026-03-02T00:00"), most: 4);
        var imported = await new ImportLogs(temp.Workspace, catalogue).RunAsync(
            [new LogFile(log, "log.csv")],
            new ImportOptions(),
            null,
            Stop
        );
        Assert.Null(imported.Files[0].Refused);

        var fitted = await new FitOutages(temp.Workspace, catalogue).RunAsync(Stop);
        Assert.Equal(["kiosk"], fitted.InUse);
        var pair = fitted.Risk.Together.Single(p => p.First == "kiosk" && p.Second == "sms");
        Assert.True(pair.FirstUp.OfHours < 1, "An outage of the relay takes both.");
        var study = await new RunStudy(temp.Workspace, catalogue).RunAsync(
            new StudyRequest(Trials: 1000),
            null,
            Stop
        );
        Assert.Equal("relay", Assert.Single(study.OutageRisk.Nodes).Id);
        Assert.Equal("Kiosk", study.ChannelNames["kiosk"].En);

        // The logs still speak of it when it is dropped.
        await new CompanyCatalogue(temp.Workspace).SetNodesAsync(null, Stop);
        await new CompanyCatalogue(temp.Workspace).SetChannelsAsync(null, Stop);
        var without = await new RunStudy(temp.Workspace, ReferenceData.Load()).RunAsync(
            new StudyRequest(Trials: 1000),
            null,
            Stop
        );
        Assert.Empty(without.OutageRisk.Nodes);
    }

    [Theory]
    [InlineData("kiosk,Kiosk,Borne,us,yes,no,no,perhaps,", "line 3: 'perhaps' in column 'carries_money'")]
    [InlineData("kiosk,Kiosk,Borne,us,yes,no,no,no", "line 3, has 8 fields instead of 9")]
    [InlineData("shop,Shop,Boutique,us,yes,no,no,no,", "line 3: 'shop' in column 'id'")]
    [InlineData(",Kiosk,Borne,us,yes,no,no,no,", "line 3: '' in column 'id'")]
    [InlineData("a|b,Kiosk,Borne,us,yes,no,no,no,", "line 3: 'a|b' in column 'id'")]
    public async Task A_channel_that_cannot_be_read_is_told_with_its_line_and_nothing_is_kept(
        string line,
        string problem
    )
    {
        using var temp = await TempWorkspace.MakeAsync();
        await ChannelsAsync(temp, ChannelHeader + Kiosk);
        const string Shop = "shop,Shop,Boutique,us,yes,no,no,no,\n";
        await AssertRefusedAsync(temp, ChannelsAsync, ChannelHeader + Shop + line + "\n", problem);
    }

    [Theory]
    [InlineData("relay,Relay,Relais,host,fault,Cameroon,sms,", "line 2: 'Cameroon' in column 'place'")]
    [InlineData("relay,Relay,Relais,host,fault,ZZ,sms,", "line 2: 'ZZ' in column 'place'")]
    [InlineData("relay,Relay,Relais,host,fault,,sms,", "line 2: '' in column 'place'")]
    [InlineData("relay,Relay,Relais,tower,fault,CM,sms,", "line 2: 'tower' in column 'kind'")]
    [InlineData("relay,Relay,Relais,host,rain,CM,sms,", "line 2: 'rain' in column 'regime'")]
    [InlineData("relay,Relay,Relais,host,fault,CM,sms;telex,", "line 2: 'sms;telex' in column 'channels'")]
    [InlineData("our relay,Relay,Relais,host,fault,CM,sms,", "line 2: 'our relay' in column 'id'")]
    [InlineData("", "no line below its header")]
    public async Task A_node_that_cannot_be_read_is_told_with_its_line_and_nothing_is_kept(
        string line,
        string problem
    )
    {
        using var temp = await TempWorkspace.MakeAsync();
        await ChannelsAsync(temp, ChannelHeader + Kiosk);
        await NodesAsync(temp, NodeHeader + Relay);
        await AssertRefusedAsync(temp, NodesAsync, NodeHeader + line + "\n", problem);
    }

    [Theory]
    [InlineData(
        "id,id,name_en,name_fr,kind,regime,place,channels\nrelay,a,b,c,host,fault,CM,sms\n",
        "two columns 'id'"
    )]
    [InlineData("id,name_en\nrelay,Relay\n", "no column 'name_fr'")]
    [InlineData("id,\"name_en\nrelay,Relay\n", "never closed")]
    [InlineData("", "no line below its header")]
    public async Task A_table_that_lacks_what_it_needs_is_refused(string text, string problem)
    {
        using var temp = await TempWorkspace.MakeAsync();
        await AssertRefusedAsync(temp, NodesAsync, text, problem);
    }

    [Fact]
    public async Task A_missing_file_is_refused()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var fault = await Assert.ThrowsAsync<RiskLensException>(() =>
            new CompanyCatalogue(temp.Workspace).SetNodesAsync(Path.Combine(temp.Root, "none.csv"), Stop)
        );
        Assert.Contains("no such file", fault.Problem, StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(
        TempWorkspace temp,
        Func<TempWorkspace, string, Task<Catalogue>> set,
        string text,
        string problem
    )
    {
        var before = await IdsAsync(temp);
        var fault = await Assert.ThrowsAsync<RiskLensException>(() => set(temp, text));
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.Equal(before, await IdsAsync(temp));
    }

    private static async Task<IEnumerable<string>> IdsAsync(TempWorkspace temp)
    {
        var catalogue = await new CompanyCatalogue(temp.Workspace).LoadAsync(Stop);
        return [.. catalogue.Channels.Select(c => c.Id), .. catalogue.Nodes.Select(n => n.Id)];
    }

    private static Task<Catalogue> ChannelsAsync(TempWorkspace temp, string text) =>
        new CompanyCatalogue(temp.Workspace).SetChannelsAsync(
            Histories.Write(temp, "channels.csv", text),
            Stop
        );

    private static Task<Catalogue> NodesAsync(TempWorkspace temp, string text) =>
        new CompanyCatalogue(temp.Workspace).SetNodesAsync(Histories.Write(temp, "nodes.csv", text), Stop);
}
