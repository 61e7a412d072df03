using RiskLens.App.Reports;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Tests.Reports;

/// <summary>A report is a draft while somebody has still to review a typed or prior value.</summary>
public sealed class DraftTests
{
    private static readonly Study Reviewed = SampleStudy.Make() with
    {
        Assumptions =
        [
            .. SampleStudy
                .Make()
                .Assumptions.Select(a => a with { ReviewedBy = "Risk committee", ReviewedOn = "2022-12-31" }),
        ],
    };

    [Theory]
    [InlineData("typed", 1)]
    [InlineData("prior", 1)]
    [InlineData("measured", 0)]
    [InlineData("missing", 0)]
    public void Only_typed_and_prior_values_need_a_review(string origin, int expected)
    {
        var study = Reviewed with
        {
            Assumptions =
            [
                .. Reviewed.Assumptions,
                new AssumptionUsed("call_cost", 1, 2, 3, "XAF", origin, "accounts", "", ""),
            ],
        };
        Assert.Equal(expected, new StudyWords(study, ReportLanguage.Of("en")).Unreviewed);
    }

    [Theory]
    [InlineData("en", "content: \"DRAFT\" / \"\"", "This report is a draft.")]
    [InlineData("fr", "content: \"PROJET\" / \"\"", "Ce rapport est un projet.")]
    public async Task A_draft_says_so_on_page_one_and_across_each_page(
        string language,
        string mark,
        string sentence
    )
    {
        var words = ReportLanguage.Of(language);
        var writer = new WriteReport("none", "no-fonts");
        var final = await writer.RenderAsync(Reviewed, words);
        Assert.DoesNotContain(mark, final, StringComparison.Ordinal);
        Assert.DoesNotContain(sentence, final, StringComparison.Ordinal);
        var draft = await writer.RenderAsync(
            Reviewed with
            {
                Assumptions =
                [
                    .. Reviewed.Assumptions,
                    Reviewed.Assumptions[0] with
                    {
                        Origin = "typed",
                        ReviewedBy = "",
                    },
                ],
            },
            words
        );
        Assert.Contains(mark, draft, StringComparison.Ordinal);
        Assert.Contains(sentence, draft, StringComparison.Ordinal);
        Assert.Contains("risklens assumptions review --by", draft, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#14202b")]
    [InlineData("#51606e")]
    [InlineData("#0b5a8a")]
    [InlineData("#b33a0b")]
    public void Text_keeps_its_contrast_above_the_word_across_the_page(string text) =>
        Assert.True(Colour.Contrast(Colour.Parse(text), Colour.Parse("#e9edf0")) >= 4.5);

    [Fact]
    public async Task The_logo_is_an_image_named_for_the_company_and_the_accent_a_colour_of_the_style()
    {
        const string Logo = "data:image/png;base64,AAAA";
        var study = ExtremeStudies.HostileCompany();
        var html = await new WriteReport("none", "no-fonts")
            .Branded(new Branding(Logo, "#123456"))
            .RenderAsync(study, ReportLanguage.Of("en"));
        Assert.Contains(
            $"<img class=\"logo\" src=\"{Logo}\" alt=\"&lt;/style&gt;",
            html,
            StringComparison.Ordinal
        );
        Assert.Contains(":root { --accent: #123456; }", html, StringComparison.Ordinal);
        var plain = await new WriteReport("none", "no-fonts").RenderAsync(study, ReportLanguage.Of("en"));
        Assert.DoesNotContain("<img", plain, StringComparison.Ordinal);
    }
}
