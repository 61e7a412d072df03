using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using RiskLens.Engine.Messages;

namespace RiskLens.Web.Tests;

public sealed partial class PageWordsTests
{
    [Fact]
    public void Every_text_is_there_in_every_language_with_the_same_holes()
    {
        var english = PageWords.Of("en");
        Assert.Equal(["en", "fr"], PageWords.Codes.Order(StringComparer.Ordinal));
        foreach (var words in PageWords.Codes.Select(PageWords.Of))
        {
            Assert.Equal(
                english.Keys.Order(StringComparer.Ordinal),
                words.Keys.Order(StringComparer.Ordinal)
            );
            Assert.All(words.Keys, key => Assert.Equal(HolesOf(english[key]), HolesOf(words[key])));
            Assert.All(words.Keys, key => Assert.False(string.IsNullOrWhiteSpace(words[key])));
        }
    }

    [Fact]
    public void Every_reason_for_a_rejected_line_has_its_french_sentence()
    {
        var french = PageWords.Of("fr");
        Assert.All(RejectionReason.All, reason => Assert.NotEqual(reason, french.Sentence(reason)));
    }

    [Fact]
    public void A_sentence_with_a_hole_keeps_what_fills_it_and_an_unknown_one_stays()
    {
        var french = PageWords.Of("fr");
        Assert.Equal(
            "« 12 000 » n’est ni un nombre, ni une plage, ni une loi.",
            french.Sentence("'12 000' is neither a number nor a range nor a law.")
        );
        Assert.Equal("Nobody wrote this.", french.Sentence("Nobody wrote this."));
    }

    [Theory]
    [InlineData(null, "fr-CM,fr;q=0.9,en;q=0.8", "fr")]
    [InlineData(null, "de, en;q=0.5, fr;q=0.7", "fr")]
    [InlineData(null, "de", "en")]
    [InlineData(null, "", "en")]
    [InlineData("en", "fr", "en")]
    [InlineData("xx", "fr", "fr")]
    public void The_cookie_goes_before_what_the_browser_asks_for(
        string? cookie,
        string accepted,
        string expected
    )
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = accepted;
        if (cookie is not null)
            context.Request.Headers.Cookie = $"{PageWords.Cookie}={cookie}";
        Assert.Equal(expected, PageWords.Chosen(new HttpContextAccessor { HttpContext = context }).Code);
    }

    private static string[] HolesOf(string text) =>
        [.. Holes().Matches(text).Select(hole => hole.Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\w+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Holes();
}
