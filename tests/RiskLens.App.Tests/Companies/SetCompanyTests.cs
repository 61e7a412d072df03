using RiskLens.App.Companies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Companies;

public sealed class SetCompanyTests
{
    private static readonly CompanyProfile Bank = new("Wouri Bank", "XAF", "Africa/Douala", "CM", "fr", true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_assumed_of_a_company_that_was_never_set()
    {
        using var temp = await TempWorkspace.MakeAsync();
        Assert.Equal(
            new CompanyProfile("", "EUR", "UTC", "", "en", false),
            await new SetCompany(temp.Workspace).GetAsync(Stop)
        );
    }

    [Fact]
    public async Task What_was_set_last_holds()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var company = new SetCompany(temp.Workspace);
        await company.RunAsync(Bank, Stop);
        await company.RunAsync(Bank with { Currency = "eur", Country = "fr", Language = "EN" }, Stop);
        Assert.Equal(
            Bank with
            {
                Currency = "EUR",
                Country = "FR",
                Language = "en",
            },
            await company.GetAsync(Stop)
        );
    }

    public static TheoryData<CompanyProfile> Wrong =>
        [
            Bank with
            {
                Currency = "GOLD",
            },
            Bank with
            {
                Zone = "Douala",
            },
            Bank with
            {
                Country = "Cameroon",
            },
            Bank with
            {
                Language = "de",
            },
        ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_cannot_be_is_refused_and_changes_nothing(CompanyProfile wrong)
    {
        using var temp = await TempWorkspace.MakeAsync();
        var company = new SetCompany(temp.Workspace);
        await Assert.ThrowsAsync<RiskLensException>(() => company.RunAsync(wrong, Stop));
        Assert.Equal(CompanyProfile.Unset, await company.GetAsync(Stop));
    }
}
