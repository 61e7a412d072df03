using RiskLens.App.Companies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Companies;

public sealed class RatesTests
{
    private const string Header = "date,from,to,rate,source";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rate_of_the_same_day_replaces_the_one_before()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var rates = new Rates(temp.Workspace);
        await rates.SetAsync("2026-05-02", "eur", "USD", "1.10", "first", Stop);
        await rates.SetAsync("2026-05-01", "EUR", "USD", "1.08", "first", Stop);
        await rates.SetAsync("2026-05-02", "EUR", "USD", "1.09", "second", Stop);
        Assert.Equal(
            [
                new ExchangeRate(new(2026, 5, 1), "EUR", "USD", 1.08, "first"),
                new ExchangeRate(new(2026, 5, 2), "EUR", "USD", 1.09, "second"),
            ],
            await rates.ListAsync(Stop)
        );
    }

    [Theory]
    [InlineData("2026-13-01,EUR,USD,1.1,ECB")]
    [InlineData("2026-05-01,EUR,EUR,1.1,ECB")]
    [InlineData("2026-05-01,EUR,XXX,1.1,ECB")]
    [InlineData("2026-05-01,EUR,USD,0,ECB")]
    [InlineData("2026-05-01,EUR,USD,-1,ECB")]
    [InlineData("2026-05-01,EUR,USD,Infinity,ECB")]
    [InlineData("2026-05-01,EUR,USD,1 000,ECB")]
    [InlineData("2026-05-01,EUR,USD,1.1,")]
    [InlineData("2026-05-01,EUR,USD,1.1")]
    public async Task A_wrong_line_is_refused_and_nothing_of_its_file_is_kept(string line)
    {
        using var temp = await TempWorkspace.MakeAsync();
        var rates = new Rates(temp.Workspace);
        var file = temp.Log("rates.csv", Header, "2026-05-01,EUR,USD,1.08,ECB", line);
        var refused = await Assert.ThrowsAsync<RiskLensException>(() => rates.ImportAsync(file.Path, Stop));
        Assert.Contains("ine 3", refused.Problem, StringComparison.Ordinal);
        Assert.Empty(await rates.ListAsync(Stop));
    }

    [Fact]
    public async Task A_study_in_francs_prints_euros_always_and_dollars_where_a_rate_was_stated()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var rates = new Rates(temp.Workspace);
        var parity = Assert.Single(await rates.BesideAsync("XAF", new(2026, 6, 1), Stop));
        Assert.Equal(("XAF", "EUR", 1 / 655.957), (parity.From, parity.To, parity.Rate));

        await rates.SetAsync("2026-05-01", "EUR", "USD", "1.08", "ECB", Stop);
        var both = await rates.BesideAsync("XAF", new(2026, 6, 1), Stop);
        Assert.Equal(["EUR", "USD"], both.Select(r => r.To));
        Assert.Equal(1.08 / 655.957, both[1].Rate, 1e-15);
    }
}
