using RiskLens.Engine.Ledgers;

namespace RiskLens.Engine.Tests.Ledgers;

/// <summary>TV-10a: 1000 contacts by reach set; WhatsApp is bit 0, SMS bit 1, Telegram bit 2. Exact.</summary>
public sealed class ReachVolumesTests
{
    private const int Wa = 1;
    private const int Sms = 2;
    private const int Tg = 4;

    private static readonly ReachVolumes Volumes = ReachVolumes.Of(
        [(Wa, 400), (Wa | Sms, 300), (Sms, 100), (Wa | Tg, 100), (Tg, 50), (Wa | Sms | Tg, 50)],
        channels: 3
    );

    [Theory]
    [InlineData(Wa, Wa, 850)]
    [InlineData(Wa | Sms, Wa, 500)]
    [InlineData(Wa | Sms, Sms, 100)]
    [InlineData(Wa | Sms, Wa | Sms, 950)]
    [InlineData(Wa | Tg, Wa, 700)]
    [InlineData(Wa | Tg, Tg, 50)]
    [InlineData(Wa | Tg, Wa | Tg, 900)]
    [InlineData(Wa | Sms | Tg, Wa, 400)]
    [InlineData(Wa | Sms | Tg, Sms, 100)]
    [InlineData(Wa | Sms | Tg, Tg, 50)]
    [InlineData(Wa | Sms | Tg, Wa | Sms, 800)]
    [InlineData(Wa | Sms | Tg, Wa | Tg, 550)]
    [InlineData(Wa | Sms | Tg, Sms | Tg, 150)]
    [InlineData(Wa | Sms | Tg, Wa | Sms | Tg, 1000)]
    public void Contacts_that_become_unreachable_are_counted_exactly(int active, int down, double contacts) =>
        Assert.Equal(contacts, Volumes.Unreachable(active, down));

    [Theory]
    [InlineData(Wa, Sms, 350)]
    [InlineData(Wa | Tg, Sms, 300)]
    [InlineData(Wa, Tg, 150)]
    public void Adding_a_channel_is_worth_the_contacts_it_still_reaches(
        int active,
        int added,
        double contacts
    ) => Assert.Equal(contacts, Volumes.Unreachable(active, Wa) - Volumes.Unreachable(active | added, Wa));
}
