using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using RiskLens.App.Reports;
using RiskLens.App.Reports.Charts;

namespace RiskLens.App.Tests.Reports;

public sealed partial class ChangesPageTests
{
    public static TheoryData<string, string> Pages
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (name, _) in SampleChanges.All)
            {
                foreach (var language in ReportLanguage.Codes)
                    data.Add(name, language);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Whatever_changed_the_page_holds_every_amount_and_nothing_injects(
        string name,
        string language
    )
    {
        var study = SampleChanges.All.Single(s => s.Name == name).Study;
        var words = ReportLanguage.Of(language);
        var html = await new WriteReport("none", "no-fonts").RenderAsync(study, words);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        var page = PageOf(html, words["changes.title"]);
        foreach (var waterfall in study.Changes!.Waterfalls)
        {
            Assert.Contains(words.Exact(waterfall.Before, waterfall.Digits), page, StringComparison.Ordinal);
            Assert.Contains(words.Exact(waterfall.After, waterfall.Digits), page, StringComparison.Ordinal);
            Assert.All(
                waterfall.Steps,
                s =>
                    Assert.Contains(
                        s.Amount is { } amount
                            ? words.ExactChange(amount, waterfall.Digits)
                            : words["changes.with_next"],
                        page,
                        StringComparison.Ordinal
                    )
            );
        }
        Assert.DoesNotContain("{", page, StringComparison.Ordinal);
        Assert.DoesNotContain("changes.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("changes-first", "This is the first study of these logs")]
    [InlineData("changes-inputs-gone", "is no longer kept")]
    [InlineData("changes-no-year", "too little data to value a year")]
    public async Task Where_nothing_can_be_compared_the_page_says_why(string name, string sentence)
    {
        var study = SampleChanges.All.Single(s => s.Name == name).Study;
        var html = await new WriteReport("none", "no-fonts").RenderAsync(study, ReportLanguage.Of("en"));
        Assert.Contains(
            sentence,
            PageOf(html, "What changed since the last report"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Sentences_tell_how_far_it_moved_by_what_and_what_chance_alone_does()
    {
        // By hand: 10,000 - 120 + 35 + 400 - 15 + 2,700 - 900 = 12,100.
        Assert.Equal(
            [
                "Since the study with logs to 30 September 2022, the mean loss of a year under today’s channels rose by XAF\u00a02,100, from XAF\u00a010,000 to XAF\u00a012,100.",
                "Largest steps: Activity in the logs (+2,700) and Assumptions and prices (\u2212900).",
                "Other draws alone move such a mean by about XAF\u00a060.",
            ],
            Words("en").Sentences
        );
    }

    [Fact]
    public void What_changed_inside_is_told_then_and_now_as_far_as_there_is_room()
    {
        var words = Words("en");
        string Inside(string code, int room = 1000) =>
            words.Inside(SampleChanges.Made().Changes!.Inputs.Single(i => i.Code == code), room);
        Assert.Equal("version: 0.1.0+0123456, now 0.2.0+fedcba9", Inside("version"));
        Assert.StartsWith(
            "logs to: 30 September 2022, now 31 December 2022 · channel: SMS, now WhatsApp",
            Inside("question"),
            StringComparison.Ordinal
        );
        Assert.Equal("nothing", Inside("outages"));
        Assert.Contains(": –, now 10%", Inside("assumptions"), StringComparison.Ordinal);
        Assert.EndsWith(
            "margin of a conversation: other spread about XAF\u00a0600 · and 31 more",
            Inside("assumptions"),
            StringComparison.Ordinal
        );
        Assert.EndsWith("… · and 38 more", Inside("assumptions", 20), StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_is_told_whole_to_those_who_do_not_see_it()
    {
        var chart = Words("en").Chart!;
        Assert.Equal(10, chart.Bars.Count);
        Assert.All(
            chart.Bars.Skip(1).SkipLast(1),
            b => Assert.Contains($"{b.Label} ({b.Text})", chart.Description, StringComparison.Ordinal)
        );
        Assert.Contains("From 10,000 to 12,100", chart.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("changes", true)]
    [InlineData("changes-huge", true)]
    [InlineData("changes-none", false)]
    [InlineData("changes-from-nothing", false)]
    public void Bars_stay_within_the_picture_and_a_scale_that_is_cut_says_so(string name, bool isCut)
    {
        var study = SampleChanges.All.Single(s => s.Name == name).Study;
        var words = new StudyWords(study, ReportLanguage.Of("fr"));
        var svg = Svg.Render(new ChangeWords(words, study.Changes!).Chart!);
        Assert.Equal(isCut, svg.Contains(words.Language["changes.cut"], StringComparison.Ordinal));
        var places = Coordinate().Matches(svg);
        Assert.True(places.Count > 60);
        Assert.All(
            places,
            p => Assert.InRange(double.Parse(p.Groups["at"].Value, CultureInfo.InvariantCulture), 0, 660)
        );
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
    }

    private static ChangeWords Words(string language)
    {
        var study = SampleChanges.Made();
        return new ChangeWords(new StudyWords(study, ReportLanguage.Of(language)), study.Changes!);
    }

    private static string PageOf(string html, string title)
    {
        var pages = html.Split("<section class=\"page\"");
        var page = Assert.Single(
            pages,
            p => WebUtility.HtmlDecode(p).Contains(title + "</h2>", StringComparison.Ordinal)
        );
        return WebUtility.HtmlDecode(page);
    }

    [GeneratedRegex("\\b(x|x1|x2)=\"(?<at>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Coordinate();
}
