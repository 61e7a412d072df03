using RiskLens.App.Reports;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Tests.Reports;

public sealed class ConfidenceWordsTests
{
    [Theory]
    [InlineData(
        "en",
        "Grade B: 95% intervals held the truth in 91.7% of the tests only; 2 outages of the past could be measured in the company’s own logs, where an A asks for 3."
    )]
    [InlineData(
        "fr",
        "Note B\u202f: les intervalles à 95\u202f% ne contenaient la vérité que dans 91,7\u202f% des essais\u202f; 2 pannes du passé ont pu être mesurées dans les journaux de la société, là où la note A en demande 3."
    )]
    public void A_grade_is_explained_in_one_sentence(string code, string sentence) =>
        Assert.Equal(
            sentence,
            ConfidenceWords.Reason(
                new Confidence("B", 55 / 60.0, 2, 0.6, ["coverage_low", "few_outages"]),
                ReportLanguage.Of(code)
            )
        );

    [Fact]
    public void A_C_tells_what_makes_it_one_and_nothing_else() =>
        Assert.Equal(
            "Grade C: no outage of the past could be measured in the company’s own logs.",
            ConfidenceWords.Reason(
                new Confidence("C", 0.9, 0, 0.3, ["no_outage", "coverage_low", "few_measured"]),
                ReportLanguage.Of("en")
            )
        );

    [Fact]
    public void Every_grade_has_a_meaning_and_every_reason_a_sentence_without_holes()
    {
        string[] reasons =
        [
            "coverage_not_judged",
            "no_outage",
            "coverage_low",
            "coverage_high",
            "few_outages",
            "few_measured",
            "measured_unknown",
        ];
        foreach (var language in ReportLanguage.Codes.Select(ReportLanguage.Of))
        {
            Confidence[] grades =
            [
                new("A", 0.95, 3, 0.7, []),
                .. reasons.Select(reason => new Confidence("B", 0.95, 1, 0.4, [reason])),
                new("C", null, 0, null, ["coverage_not_judged", "no_outage"]),
            ];
            foreach (var grade in grades)
            {
                Assert.DoesNotContain('{', ConfidenceWords.Reason(grade, language));
                Assert.EndsWith(".", ConfidenceWords.Reason(grade, language), StringComparison.Ordinal);
                Assert.NotEmpty(ConfidenceWords.Meaning(grade, language));
            }
        }
    }
}
