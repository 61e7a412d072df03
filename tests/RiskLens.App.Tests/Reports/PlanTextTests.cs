using System.Text.RegularExpressions;
using RiskLens.App.Reports;
using RiskLens.Engine.Mixes;

namespace RiskLens.App.Tests.Reports;

/// <summary>The plan's deeds and the first hour are keys of sentences: each has one in both languages.</summary>
public sealed partial class PlanTextTests
{
    private static readonly string[] Languages = ["en", "fr"];

    [Fact]
    public void Every_deed_of_a_plan_has_a_sentence() =>
        Assert.All(
            Languages.SelectMany(_ => Enum.GetValues<PlanDeed>(), (language, deed) => (language, deed)),
            one => Assert.True(ReportLanguage.Of(one.language).Has("plan.deed." + SnakeCase(one.deed)))
        );

    [Fact]
    public void Every_step_of_the_first_hour_has_a_sentence()
    {
        PlanInput nowhere = new([], "whatsapp", [], []);
        PlanInput[] inputs =
        [
            nowhere,
            nowhere with
            {
                RequestsOn = ["ussd"],
            },
            nowhere with
            {
                RequestsOn = ["ussd"],
                NoticesOn = ["sms"],
                Campaigns = true,
                ToleranceHours = new Dictionary<string, double> { ["transfer"] = 4 },
            },
        ];
        var asked = inputs
            .SelectMany(i => MixPlan.Of(i).FirstHour)
            .Select(step => step.What)
            .Distinct()
            .ToList();
        Assert.Equal(11, asked.Count);
        Assert.All(
            Languages.SelectMany(_ => asked, (language, what) => (language, what)),
            one => Assert.True(ReportLanguage.Of(one.language).Has("first_hour." + one.what))
        );
    }

    private static string SnakeCase(PlanDeed deed) =>
        Capital().Replace(deed.ToString(), "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex Capital();
}
