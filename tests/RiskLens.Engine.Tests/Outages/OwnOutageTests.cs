using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Outages;

public sealed class OwnOutageTests
{
    private static readonly Node Backbone = new(
        "meta",
        new LocalText("Backbone", "Réseau"),
        "owner",
        Regime.Fault,
        "global",
        ["whatsapp", "messenger", "instagram"]
    );

    [Fact]
    public void A_channel_of_which_nothing_stopped_was_not_struck()
    {
        var start = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
        var outage = new OwnOutage(
            "OWN-1",
            "meta",
            start,
            start.AddHours(3),
            "minute",
            new Dictionary<string, ShareRange> { ["messenger"] = new(0, 0), ["instagram"] = new(0, 0.5) },
            ShareRange.All,
            "own table"
        );
        Assert.Equal(["whatsapp", "instagram"], outage.StruckOf(Backbone));
        Assert.Equal(["whatsapp", "instagram"], SeverityRow.Of(outage, Backbone).Channels);
    }
}
