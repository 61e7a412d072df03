using RiskLens.Engine.Mixes;

namespace RiskLens.Engine.Tests.Mixes;

public sealed class EnrolmentTermsTests
{
    [Fact]
    public void The_last_willing_contacts_are_the_dearest()
    {
        // -1000 x 0.5 x ln(1 - 0.25 / 0.5) = 500 ln 2, for 250 contacts.
        var terms = new EnrolmentTerms(0.5, double.PositiveInfinity, 0, 0, 0);
        Assert.Equal(500 * Math.Log(2), terms.Effort(0.25, 1000), 1e-9);
        Assert.Equal(double.PositiveInfinity, terms.Effort(0.5, 1000));
        // The first ones cost what one costs.
        Assert.Equal(1, terms.Effort(1e-6, 1000) / 1e-3, 1e-5);
    }

    [Theory]
    [InlineData(0, 1)] // at once
    [InlineData(365.25, 0)] // not in the first year
    [InlineData(730.5, 0)]
    [InlineData(36.525, 0.9)]
    public void Nothing_counts_before_the_lead_time_has_run(double days, double share) =>
        Assert.Equal(share, new EnrolmentTerms(1, double.PositiveInfinity, 0, 0, days).FirstYear(5000), 1e-9);

    [Theory]
    [InlineData(6000, 0.75)] // half a year to enrol: half of it counts then
    [InlineData(12_000, 0.5)]
    [InlineData(24_000, 0.25)] // half of them by the end
    public void So_many_are_enrolled_a_month(double contacts, double share) =>
        Assert.Equal(share, new EnrolmentTerms(1, 1000, 0, 0, 0).FirstYear(contacts), 1e-9);

    [Fact]
    public void Lead_time_and_pace_come_after_each_other() =>
        // A tenth of the year nothing, then half a year of enrolment: 0.9 - 0.25.
        Assert.Equal(0.65, new EnrolmentTerms(1, 1000, 0, 0, 36.525).FirstYear(6000), 1e-9);
}
