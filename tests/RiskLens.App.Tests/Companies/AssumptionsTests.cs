using RiskLens.App.Companies;
using RiskLens.App.Storage;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Companies;

public sealed class AssumptionsTests
{
    private const string Header = "key,low,high,unit,source,owner,date\n";

    private static readonly StatedAssumption Margin = new(
        "transfer.margin",
        "300..400",
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
                Value = "0.1..0.4",
                Unit = "Share",
            },
            Stop
        );
        await assumptions.SetAsync(
            Margin with
            {
                Key = "Transfer.Margin",
                Value = "300..500",
                Date = "",
            },
            Stop
        );
        Assert.Equal(
            [
                new Assumption("switch_rate", 0.1, 0.4, "share", "accounts 2025", "CFO", "2026-05-01"),
                new Assumption("transfer.margin", 300, 500, "XAF", "accounts 2025", "CFO", "2026-06-01"),
            ],
            await assumptions.ListAsync(Stop)
        );
    }

    [Theory]
    [InlineData("transfer.margin", "pert(100,200,300)", "XAF")]
    [InlineData("transfer.margin", "pert-sd(100,200,300,6)", "XAF")]
    [InlineData("transfer.margin_rate", "0.005..0.02", "share")]
    [InlineData("transfer.in_flight_lost", "pert(0,0.1,0.3)", "share")]
    [InlineData("transfer.tolerance_hours", "4", "h")]
    [InlineData("transfer.penalty_per_hour", "gamma(200000,50000)", "XAF")]
    [InlineData("switch_delay_hours", "0.25..2", "h")]
    [InlineData("sms.capacity", "empirical(900;1000;1200)", "conversations/h")]
    [InlineData("campaign.kept", "uniform(0,1)", "share")]
    [InlineData("campaign.margin", "60..160", "XAF")]
    [InlineData("churn_margin", "uniform(0,9000)", "XAF")]
    [InlineData("budget", "15000000", "XAF")]
    [InlineData("owner_cap", "0.8", "share")]
    [InlineData("customers", "50000..60000", "contacts")]
    [InlineData("reach_half_life_days", "180", "days")]
    [InlineData("sms.two_way", "1", "yes/no")]
    [InlineData("whatsapp.must_keep", "0", "yes/no")]
    [InlineData("telegram.enrolment_per_month", "2000", "contacts/month")]
    [InlineData("telegram.enrolment_ceiling", "0.2..0.4", "share")]
    [InlineData("sms.lead_days", "pert(14,21,40)", "days")]
    public async Task Every_law_is_kept_as_it_was_stated_and_its_key_says_its_unit(
        string key,
        string value,
        string unit
    )
    {
        using var temp = await InFrancsAsync();
        var assumptions = new Assumptions(temp.Workspace, TempWorkspace.Catalogue);
        await assumptions.SetAsync(Margin with { Key = key, Value = value, Unit = "" }, Stop);
        var held = Assert.Single(await assumptions.ListAsync(Stop));
        Assert.Equal((key, value, unit, "typed"), (held.Key, held.Law.ToString(), held.Unit, held.Origin));
    }

    [Theory]
    [InlineData("transfer.margin", "pert(-1,2,3)", "")]
    [InlineData("transfer.margin_rate", "gamma(0.1,0.05)", "")]
    [InlineData("transfer.margin_rate", "pert(0.1,0.5,1.1)", "")]
    [InlineData("transfer.tolerance_hours", "-1", "")]
    [InlineData("transfer.tolerance_hours", "4", "XAF")]
    [InlineData("sms.capacity", "1000", "h")]
    [InlineData("switch_rate", "empirical(0.1;2)", "")]
    [InlineData(".margin", "1", "")]
    [InlineData("campaign.lost", "1", "")]
    [InlineData("tail_weight", "1.5", "")]
    [InlineData("customers", "0", "")]
    [InlineData("reach_half_life_days", "0", "")]
    [InlineData("sms.two_way", "2", "")]
    [InlineData("sms.two_way", "0.5", "")]
    [InlineData("sms.two_way", "uniform(0,1)", "")]
    [InlineData("sms.consent", "uniform(0.5,1.5)", "")]
    [InlineData("sms.lead_days", "21", "h")]
    public async Task A_law_that_leaves_what_the_key_can_be_is_refused(string key, string value, string unit)
    {
        using var temp = await InFrancsAsync();
        var assumptions = new Assumptions(temp.Workspace, TempWorkspace.Catalogue);
        await Assert.ThrowsAsync<RiskLensException>(() =>
            assumptions.SetAsync(Margin with { Key = key, Value = value, Unit = unit }, Stop)
        );
        Assert.Empty(await assumptions.ListAsync(Stop));
    }

    [Fact]
    public async Task A_channel_cannot_be_kept_and_not_used()
    {
        using var temp = await InFrancsAsync();
        var assumptions = new Assumptions(temp.Workspace, TempWorkspace.Catalogue);
        StatedAssumption Says(string key, string value) =>
            Margin with
            {
                Key = key,
                Value = value,
                Unit = "",
            };
        await assumptions.SetAsync(Says("sms.must_keep", "1"), Stop);
        await assumptions.SetAsync(Says("sms.must_not_use", "0"), Stop);
        await assumptions.SetAsync(Says("telegram.must_not_use", "1"), Stop);
        var refused = await Assert.ThrowsAsync<RiskLensException>(() =>
            assumptions.SetAsync(Says("sms.must_not_use", "1"), Stop)
        );
        Assert.Contains("sms", refused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shares_of_what_is_in_flight_are_together_at_most_all()
    {
        using var temp = await InFrancsAsync();
        var assumptions = new Assumptions(temp.Workspace, TempWorkspace.Catalogue);
        StatedAssumption Share(string key, string value) =>
            Margin with
            {
                Key = key,
                Value = value,
                Unit = "",
            };
        await assumptions.SetAsync(Share("transfer.in_flight_lost", "uniform(0,1)"), Stop);
        await assumptions.SetAsync(Share("balance.in_flight_reversed", "0.9"), Stop);
        await assumptions.SetAsync(Share("transfer.in_flight_repeated", "0.5"), Stop);
        var refused = await Assert.ThrowsAsync<RiskLensException>(() =>
            assumptions.SetAsync(Share("transfer.in_flight_reversed", "0.01"), Stop)
        );
        Assert.Contains("transfer", refused.Problem, StringComparison.Ordinal);
        Assert.Equal(3, (await assumptions.ListAsync(Stop)).Count);
    }

    [Fact]
    public async Task The_history_of_a_key_tells_all_its_versions_the_newest_first()
    {
        using var temp = await InFrancsAsync();
        var assumptions = new Assumptions(temp.Workspace, TempWorkspace.Catalogue);
        await assumptions.SetAsync(Margin, Stop);
        await assumptions.SetAsync(Margin with { Value = "gamma(350,30)" }, Stop);
        await assumptions.RemoveAsync("transfer.margin", Stop);
        Assert.Equal(
            [(3, true, "gamma(350,30)"), (2, false, "gamma(350,30)"), (1, false, "300..400")],
            (await assumptions.HistoryAsync(" Transfer.margin", Stop)).Select(v =>
                (v.Version, v.Withdrawn, v.Assumption.Law.ToString())
            )
        );
        Assert.Empty(await assumptions.HistoryAsync("switch_rate", Stop));
    }

    [Fact]
    public async Task A_row_older_than_laws_is_the_range_that_it_was()
    {
        using var temp = await InFrancsAsync();
        await using (var db = temp.Workspace.NewDb())
        {
            db.Assumptions.Add(
                new AssumptionRow
                {
                    Key = "switch_rate",
                    Version = 1,
                    Low = 0.1,
                    High = 0.4,
                    Unit = "share",
                    Source = "s",
                    Owner = "",
                    Date = "2025-01-01",
                }
            );
            await db.SaveChangesAsync(Stop);
        }

        var held = Assert.Single(
            await new Assumptions(temp.Workspace, TempWorkspace.Catalogue).ListAsync(Stop)
        );
        Assert.Equal(new Assumption("switch_rate", 0.1, 0.4, "share", "s", "", "2025-01-01"), held);
    }

    [Fact]
    public async Task A_file_may_hold_laws()
    {
        using var temp = await InFrancsAsync();
        var assumptions = new Assumptions(temp.Workspace, TempWorkspace.Catalogue);
        var path = temp.Log(
            "a.csv",
            "key,value,unit,source,owner,date",
            "transfer.margin,\"pert(100,200,300)\",,accounts,CFO,",
            "transfer.reroute_cost,pert(1.5;2;3),XAF,accounts,CFO,",
            "switch_rate,0.1..0.4,share,survey,,"
        );
        Assert.Equal(3, await assumptions.ImportAsync(path.Path, Stop));
        Assert.Equal(
            ["0.1..0.4", "pert(100,200,300)", "pert(1.5,2,3)"],
            (await assumptions.ListAsync(Stop)).Select(a => a.Law.ToString())
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
                new Assumption("transfer.margin", 300, 400, "XAF", "accounts, \"2025\"", "CFO", "2026-05-01"),
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
        Assert.Equal("EUR", Assert.Single(await assumptions.ListAsync(Stop)).Unit);
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
