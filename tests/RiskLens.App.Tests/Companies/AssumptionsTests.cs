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
        using var temp = await TempWorkspace.MakeAsync();
        var assumptions = new Assumptions(temp.Workspace);
        await assumptions.SetAsync(Margin, Stop);
        await assumptions.SetAsync(Margin with { Key = "switch_rate", Low = 0.1, High = 0.4 }, Stop);
        await assumptions.SetAsync(Margin with { Key = "Transfer.Margin", High = 500, Date = "" }, Stop);
        Assert.Equal(
            [
                Margin with
                {
                    Key = "switch_rate",
                    Low = 0.1,
                    High = 0.4,
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
        using var temp = await TempWorkspace.MakeAsync();
        var assumptions = new Assumptions(temp.Workspace);
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
    [InlineData("transfer.margin,1,2,XAF,\"s,o,")]
    public async Task A_wrong_line_is_refused_and_nothing_of_its_file_is_kept(string line)
    {
        using var temp = await TempWorkspace.MakeAsync();
        var assumptions = new Assumptions(temp.Workspace);
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
        using var temp = await TempWorkspace.MakeAsync();
        var file = temp.Log("a.csv", "transfer.margin,1,2,XAF,s,o,");
        await Assert.ThrowsAsync<RiskLensException>(() =>
            new Assumptions(temp.Workspace).ImportAsync(file.Path, Stop)
        );
    }
}
