using RiskLens.App.Companies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Companies;

public sealed class AssumptionsTests
{
    private const string Header = "key,low,high,unit,source,owner,date\n";

    private static readonly Assumption Margin = new(
        "transfer.margin",
        300,
        400,
        "XAF",
        "accounts 2025",
        "CFO",
        "2026-05-01"
    );

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_version_of_a_key_holds()
    {
        using var temp = await InFrancsAsync();
        var assumptions = new Assumptions(temp.Workspace, TempWorkspace.Catalogue);
        await assumptions.SetAsync(Margin, Stop);
        await assumptions.SetAsync(
            Margin with
            {
                Key = "switch_rate",
                Low = 0.1,
                High = 0.4,
                Unit = "Share",
            },
            Stop
        );
        await assumptions.SetAsync(Margin with { Key = "Transfer.Margin", High = 500, Date = "" }, Stop);
        Assert.Equal(
            [
                Margin with
                {
                    Key = "switch_rate",
                    Low = 0.1,
                    High = 0.4,
                    Unit = "share",
                },
                Margin with
                {
                    High = 500,
                    Date = "2026-06-01",
                },
            ],
            await assumptions.ListAsync(Stop)
        );
    }

    [Fact]
    public async Task A_file_of_assumptions_may_quote_its_texts()
    {
        using var temp = await InFrancsAsync();
        var assumptions = new Assumptions(temp.Workspace, TempWorkspace.Catalogue);
        var path = temp.Log(
            "a.csv",
            Header.TrimEnd(),
            "transfer.margin,300,400,XAF,\"accounts, \"\"2025\"\"\",CFO,2026-05-01",
            "",
            "sms.message_price,12.5,12.5,XAF,contract,,"
        );
        Assert.Equal(2, await assumptions.ImportAsync(path.Path, Stop));
        Assert.Equal(
            [
                new Assumption("sms.message_price", 12.5, 12.5, "XAF", "contract", "", "2026-06-01"),
                Margin with
                {
                    Source = "accounts, \"2025\"",
                },
            ],
            await assumptions.ListAsync(Stop)
        );
    }

    [Theory]
    [InlineData("transfer.margn,1,2,XAF,s,o,")]
    [InlineData("switch_rate,0.5,1.5,share,s,o,")]
    [InlineData("transfer.margin,-1,2,XAF,s,o,")]
    [InlineData("transfer.margin,3,2,XAF,s,o,")]
    [InlineData("transfer.margin,NaN,2,XAF,s,o,")]
    [InlineData("transfer.margin,1 000,2,XAF,s,o,")]
    [InlineData("transfer.margin,1,2,XAF,,o,")]
    [InlineData("transfer.margin,1,2,XAF,s,o,1/5/2026")]
    [InlineData("transfer.margin,1,2,XAF,s")]
    [InlineData("transfer.margin,1,2,EUR,s,o,")]
    [InlineData("transfer.margin,1,2,francs,s,o,")]
    [InlineData("transfer.served_elsewhere,0.1,0.2,XAF,s,o,")]
    [InlineData("smss.message_price,1,2,XAF,s,o,")]
    [InlineData("transfer.margin,1,2,XAF,\"s,o,")]
    public async Task A_wrong_line_is_refused_and_nothing_of_its_file_is_kept(string line)
    {
        using var temp = await InFrancsAsync();
        var assumptions = new Assumptions(temp.Workspace, TempWorkspace.Catalogue);
        var file = temp.Log("a.csv", Header.TrimEnd(), "balance.margin,1,2,XAF,s,o,", line);
        var refused = await Assert.ThrowsAsync<RiskLensException>(() =>
            assumptions.ImportAsync(file.Path, Stop)
        );
        Assert.Contains("ine 3", refused.Problem, StringComparison.Ordinal);
        Assert.Empty(await assumptions.ListAsync(Stop));
    }

    [Fact]
    public async Task A_file_without_the_header_is_refused()
    {
        using var temp = await InFrancsAsync();
        var file = temp.Log("a.csv", "transfer.margin,1,2,XAF,s,o,");
        await Assert.ThrowsAsync<RiskLensException>(() =>
            new Assumptions(temp.Workspace, TempWorkspace.Catalogue).ImportAsync(file.Path, Stop)
        );
    }

    [Fact]
    public async Task A_value_in_another_currency_is_refused_with_both_ways_out()
    {
        using var temp = await InFrancsAsync();
        var refused = await Assert.ThrowsAsync<RiskLensException>(() =>
            new Assumptions(temp.Workspace, TempWorkspace.Catalogue).SetAsync(
                Margin with
                {
                    Unit = "usd",
                },
                Stop
            )
        );
        Assert.Equal("The company's currency is XAF, and this value is in USD.", refused.Problem);
        Assert.Equal(
            "Give the value in XAF, or set the company's currency first with 'company set --currency USD'.",
            refused.Remedy
        );
    }

    [Fact]
    public async Task The_near_channel_is_named_for_a_misspelt_one()
    {
        using var temp = await InFrancsAsync();
        var refused = await Assert.ThrowsAsync<RiskLensException>(() =>
            new Assumptions(temp.Workspace, TempWorkspace.Catalogue).SetAsync(
                Margin with
                {
                    Key = "whatsap.yearly_cost",
                },
                Stop
            )
        );
        Assert.Contains("whatsapp", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_currency_changes_only_when_no_amount_in_another_holds()
    {
        using var temp = await InFrancsAsync();
        var (company, assumptions) = (
            new SetCompany(temp.Workspace),
            new Assumptions(temp.Workspace, TempWorkspace.Catalogue)
        );
        await assumptions.SetAsync(Margin, Stop);
        var euros = CompanyProfile.Unset;
        var refused = await Assert.ThrowsAsync<RiskLensException>(() => company.RunAsync(euros, Stop));
        Assert.Contains("transfer.margin", refused.Problem, StringComparison.Ordinal);

        await assumptions.RemoveAsync("Transfer.margin", Stop);
        Assert.Empty(await assumptions.ListAsync(Stop));
        await company.RunAsync(euros, Stop);
        await assumptions.SetAsync(Margin with { Unit = "EUR" }, Stop);
        Assert.Equal([Margin with { Unit = "EUR" }], await assumptions.ListAsync(Stop));
    }

    [Fact]
    public async Task A_purpose_that_nobody_knows_is_kept_and_told()
    {
        using var temp = await InFrancsAsync();
        var assumptions = new Assumptions(temp.Workspace, TempWorkspace.Catalogue);
        await assumptions.SetAsync(Margin with { Key = "balance.margin" }, Stop);
        await assumptions.SetAsync(Margin, Stop);
        Assert.Equal(["transfer"], await assumptions.UnknownPurposesAsync(Stop));
    }

    private static async Task<TempWorkspace> InFrancsAsync()
    {
        var temp = await TempWorkspace.MakeAsync();
        await new SetCompany(temp.Workspace).RunAsync(CompanyProfile.Unset with { Currency = "XAF" }, Stop);
        return temp;
    }
}
