using System.Globalization;
using System.Text.Json;
using RiskLens.App.Studies;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Studies;

public sealed class StudyJsonTests
{
    [Fact]
    public void A_study_read_and_written_again_is_the_same_text()
    {
        var json = StudyJson.Write(SampleStudy.Make());
        Assert.Equal(json, StudyJson.Write(StudyJson.Read(json)));
    }

    [Fact]
    public void Numbers_come_back_to_the_last_bit()
    {
        var scenario = StudyJson.Read(StudyJson.Write(SampleStudy.Make())).Scenario!;
        Assert.Equal(1.0 / 3, scenario.AnyStart.Conversations.Mean);
        Assert.Equal(5e-324, scenario.AnyStart.Conversations.Upper80);
        Assert.Equal(double.MaxValue, scenario.ByStartingHour[0].Conversations.Upper80);
        Assert.Equal(ulong.MaxValue, StudyJson.Read(StudyJson.Write(SampleStudy.Make())).Seed);
    }

    [Fact]
    public void The_language_of_the_machine_does_not_show()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = StudyJson.Write(SampleStudy.Make());
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
            Assert.Equal(expected, StudyJson.Write(SampleStudy.Make()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Names_are_camel_case_lines_end_in_a_line_feed_and_letters_stay_letters()
    {
        var json = StudyJson.Write(SampleStudy.Make());
        Assert.StartsWith(
            "{\n  \"id\": \"s1\",\n  \"engineVersion\": \"0.1.0\",",
            json,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain('\r', json);
        Assert.Contains("Courriel électronique", json, StringComparison.Ordinal);
        Assert.DoesNotContain("<Wouri>", json, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_in_which_names_were_added_does_not_show()
    {
        var one = SampleStudy.Make();
        var other = one with
        {
            ChannelNames = new Dictionary<string, LocalText>(
                one.ChannelNames.Reverse(),
                StringComparer.Ordinal
            ),
        };
        Assert.Equal(StudyJson.Write(one), StudyJson.Write(other));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_is_none_is_not_written(double number) =>
        Assert.ThrowsAny<ArgumentException>(() =>
            StudyJson.Write(SampleStudy.Make() with { Caveats = [Caveat.Of("code", ("figure", number))] })
        );

    [Fact]
    public void A_document_that_lacks_a_field_is_refused() =>
        Assert.Throws<JsonException>(() => StudyJson.Read("{\"id\": \"s1\"}"));
}
