using RiskLens.App.Reports;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Reports;

public sealed class ColourTests
{
    // WCAG 2.2's own bounds, and pairs of WebAIM's contrast checker.
    [Theory]
    [InlineData("#000000", 21)]
    [InlineData("#ffffff", 1)]
    [InlineData("#767676", 4.54)]
    [InlineData("#777777", 4.48)]
    [InlineData("#0000ff", 8.59)]
    [InlineData("#ff0000", 4.0)]
    public void Contrast_with_white_is_as_WCAG_reckons_it(string colour, double expected) =>
        Assert.Equal(expected, Colour.Contrast(Colour.Parse(colour), Colour.White), 0.01);

    [Theory]
    [InlineData("#0b5a8a")]
    [InlineData("#767676")]
    [InlineData("#000000")]
    public void A_colour_that_can_be_read_stays(string colour) =>
        Assert.Equal(colour, Colour.Parse(colour).ReadableOn(Colour.White).ToString());

    [Theory]
    [InlineData("#ffffff")]
    [InlineData("#66ccff")]
    [InlineData("#ffff00")]
    [InlineData("#777777")]
    public void A_pale_colour_is_darkened_just_enough(string colour)
    {
        var shade = Colour.Parse(colour).ReadableOn(Colour.White);
        Assert.InRange(Colour.Contrast(shade, Colour.White), 4.5, 4.75);
    }

    [Theory]
    [InlineData("")]
    [InlineData("red")]
    [InlineData("#fff")]
    [InlineData("#12345g")]
    [InlineData("#0b5a8a;}*{display:none")]
    [InlineData("#-12345")]
    public void Anything_else_is_no_colour(string text) =>
        Assert.Throws<RiskLensException>(() => Colour.Parse(text));
}
