using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Studies;

/// <summary>A small study with something in each kind of field: null and not, text in French, dictionaries, extremes.</summary>
internal static class SampleStudy
{
    public static Study Make(string id = "s1") =>
        new(
            id,
            "0.1.0",
            ulong.MaxValue,
            new CompanyFacts("Société <Wouri>", "XAF", "Africa/Douala", "CM", true),
            new StudySettings("2022-12-31T23:00Z", 100_000, 13, "whatsapp", 24),
            [new InputFingerprint("ledger", new string('a', 64))],
            new Dictionary<string, LocalText>
            {
                ["whatsapp"] = new("WhatsApp", "WhatsApp"),
                ["email"] = new("E-mail", "Courriel électronique"),
            },
            new Dictionary<string, LocalText>(),
            new DataCoverage(
                "2021-01-01T00:00Z",
                "2022-12-31T22:00Z",
                1_300_000,
                50_000,
                3,
                [],
                [new ReachShare(["sms"], 7)]
            ),
            [new DailyActivity("whatsapp", "2021-01-01", [1, null, 3])],
            [],
            new OutageRisk([], [], [], [], [], [], null, new OwnHistoryUse([], [], 0, 0, 0)),
            null,
            new PlaceboSummary("not_testable", 0, null, null, null, null, null, null),
            new ScenarioLoss(
                "whatsapp",
                24,
                [new LossFigure(new Estimate(0.1, 1e-300, 1.7976931348623157e308), null)],
                0,
                0,
                new LossFigure(new Estimate(1.0 / 3, -0.0, 5e-324), new Estimate(1, 0, 2)),
                new LossParts(1, 0, 0, 0, 1),
                [1, 2],
                7
            ),
            [],
            null,
            null,
            [],
            [Caveat.Of("extrapolated", ("hours", 24), ("longest", 7)).About("channel", "whatsapp")]
        );
}
