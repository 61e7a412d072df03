using RiskLens.App.Companies;
using RiskLens.App.Studies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Studies;

public sealed class ProposeAssumptionsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_latest_study_measured_is_proposed_and_held_only_once_adopted()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await StoreAsync(
            temp,
            Used("switch_rate", 0.12345, 0.45678, "measured", "own_outages"),
            Used("recovered_share", 0.1, 0.9, "prior", "no_data"),
            Used("recovery_hours", 2.3, 62, "prior", "wide_prior"),
            Used("transfer.margin", 100, 300, "measured", "adopted from an older study")
        );
        var propose = new ProposeAssumptions(temp.Workspace);
        var expected = new Assumption(
            "switch_rate",
            0.123,
            0.457,
            "share",
            "measured on past outages by study s1",
            "",
            "2022-12-31"
        )
        {
            Origin = "measured",
        };
        Assert.Equal([expected], (await propose.RunAsync(Stop)).Measured);

        var assumptions = new Assumptions(temp.Workspace, TempWorkspace.Catalogue);
        Assert.Empty(await assumptions.ListAsync(Stop));
        await assumptions.SetAsync(await propose.ChosenAsync(["Switch_rate"], Stop), Stop);
        Assert.Equal([expected], await assumptions.ListAsync(Stop));
    }

    [Fact]
    public async Task What_is_not_proposed_cannot_be_adopted()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var propose = new ProposeAssumptions(temp.Workspace);
        Assert.Empty(await propose.ChosenAsync(null, Stop));
        await Assert.ThrowsAsync<RiskLensException>(() => propose.ChosenAsync(["switch_rate"], Stop));
    }

    [Fact]
    public async Task The_amount_of_a_mean_conversation_is_told_where_logs_hold_amounts()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await temp.ImportAsync(
            temp.Log(
                "log.csv",
                "timestamp,contact,direction,channel,purpose,amount",
                "2026-05-01T10:00:00Z,a,in,whatsapp,transfer,1000",
                "2026-05-01T12:00:00Z,b,in,whatsapp,transfer,500",
                "2026-05-01T14:00:00Z,c,in,whatsapp,transfer,",
                "2026-05-01T16:00:00Z,a,in,whatsapp,balance,"
            )
        );
        var amount = Assert.Single((await new ProposeAssumptions(temp.Workspace).RunAsync(Stop)).Amounts);
        Assert.Equal(new AmountMoved("transfer", 3, 500), amount);
    }

    // 0.004 and 0.0225 USD at 600 XAF are 2.4 and 13.5 XAF; a service message was free.
    [Fact]
    public async Task Public_prices_are_proposed_where_none_is_stated_and_a_rate_is_known()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await new SetCompany(temp.Workspace).RunAsync(
            CompanyProfile.Unset with
            {
                Name = "Bank",
                Currency = "XAF",
                Country = "CM",
            },
            Stop
        );
        await temp.ImportAsync(
            temp.Log(
                "log.csv",
                "timestamp,contact,direction,channel",
                "2026-05-01T10:00:00Z,a,in,whatsapp",
                "2026-05-01T12:00:00Z,b,out,sms",
                "2026-05-01T14:00:00Z,c,in,instagram"
            )
        );
        var propose = new ProposeAssumptions(temp.Workspace);
        var unconverted = (await propose.RunAsync(Stop)).Prices;
        Assert.Equal(["sms", "whatsapp"], unconverted.Select(p => p.Channel));
        Assert.Equal("20", unconverted[0].Assumption!.Law.ToString());
        Assert.Null(unconverted[1].Assumption);

        await new Rates(temp.Workspace).SetAsync("2026-04-30", "USD", "XAF", "600", "a bank", Stop);
        var proposed = (await propose.RunAsync(Stop)).Prices[1].Assumption!;
        Assert.Equal(("whatsapp.message_price", "XAF"), (proposed.Key, proposed.Unit));
        Assert.Equal((0, 13.5), proposed.Law.Support);
        Assert.Contains("1 USD = 600 XAF of 2026-04-30 (a bank)", proposed.Source, StringComparison.Ordinal);

        var assumptions = new Assumptions(temp.Workspace, TempWorkspace.Catalogue);
        Assert.Empty(await assumptions.ListAsync(Stop));
        await assumptions.SetAsync(await propose.ChosenAsync(["whatsapp.message_price"], Stop), Stop);
        Assert.Equal(["sms"], (await propose.RunAsync(Stop)).Prices.Select(p => p.Channel));
    }

    private static AssumptionUsed Used(string key, double low, double high, string origin, string source) =>
        new(key, low, low, high, "share", origin, source, "", "");

    private static Task StoreAsync(TempWorkspace temp, params AssumptionUsed[] used) =>
        new StudyArchive(temp.Workspace).StoreAsync(SampleStudy.Make() with { Assumptions = used }, Stop);
}
