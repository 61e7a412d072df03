using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Tests.Outages;

/// <summary>TV-10b: shocks on five channels; and TV-5: the floor that no number of suppliers removes.</summary>
public sealed class SharedShocksTests
{
    private const int Wa = 0;
    private const int Msg = 1;
    private const int Tg = 2;
    private const int Sms = 3;
    private const int Eml = 4;

    private static readonly SharedShocks Shocks = new([
        (1 << Wa, 0.10),
        (1 << Msg, 0.15),
        ((1 << Wa) | (1 << Msg), 0.10),
        (1 << Tg, 0.30),
        (1 << Sms, 0.05),
        (1 << Eml, 0.08),
        ((1 << Wa) | (1 << Msg) | (1 << Tg) | (1 << Eml), 0.04),
        (31, 0.01),
    ]);

    [Theory]
    [InlineData(Wa, 0.25)]
    [InlineData(Msg, 0.30)]
    [InlineData(Tg, 0.35)]
    [InlineData(Sms, 0.06)]
    [InlineData(Eml, 0.13)]
    public void A_channels_rate_adds_all_shocks_that_take_it(int channel, double rate) =>
        Assert.Equal(rate, Shocks.RateOf(channel), 1e-12);

    [Theory]
    [InlineData(Wa, Msg, 0.547723)]
    [InlineData(Wa, Tg, 0.169031)]
    [InlineData(Wa, Eml, 0.277350)]
    [InlineData(Wa, Sms, 0.081650)]
    [InlineData(Msg, Tg, 0.154303)]
    [InlineData(Tg, Eml, 0.234404)]
    [InlineData(Sms, Eml, 0.113228)]
    public void Shared_shocks_make_counts_correlate(int a, int b, double correlation) =>
        Assert.Equal(correlation, Shocks.CountCorrelation(a, b), 1e-6);

    [Theory]
    [InlineData(1, 0.2211992169)]
    [InlineData(3, 0.1507010423)]
    [InlineData(31, 0.0119425204)]
    public void The_chance_that_all_are_hit_within_a_year_is_exact(int mask, double chance) =>
        Assert.Equal(chance, Shocks.ChanceAllHit(mask), 1e-9);

    [Theory]
    [InlineData(3, 0.0573308)]
    [InlineData(31, 0.0001202)]
    public void Independence_would_hide_most_of_it(int mask, double chance) =>
        Assert.Equal(chance, Shocks.ChanceAllHitIfIndependent(mask), 1e-7);
}
