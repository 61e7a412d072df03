using System.Text.Json;

namespace RiskLens.App.Tests.Cli;

public sealed class MixCommandTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    [Fact]
    public async Task Todays_channels_typed_in_are_todays_mix_and_all_figures_are_the_studys_own()
    {
        var answer = (await demo.WhatIfAsync("--channels", string.Join(',', demo.Today))).Json;
        var (today, recommended, typed) = (Mix(answer, 0), Mix(answer, 1), Mix(answer, 2));
        Assert.Equal(1000, answer.GetProperty("years").GetInt32());
        AssertIs(demo.MixOf("todayId"), today);
        AssertIs(demo.MixOf("recommendedId"), recommended);
        AssertIs(demo.MixOf("todayId"), typed);
        var beside = answer.GetProperty("beside")[0];
        Assert.Equal(0, beside.GetProperty("total").GetDouble());
        Assert.Equal(0, beside.GetProperty("loss").GetProperty("upper80").GetDouble());
    }

    [Fact]
    public async Task A_channel_left_out_costs_less_and_loses_more()
    {
        var typed = string.Join(',', demo.Today.Where(c => c != "sms"));
        var answer = (await demo.WhatIfAsync("latest", "--channels", typed)).Json;
        var beside = answer.GetProperty("beside")[0];
        Assert.True(beside.GetProperty("loss").GetProperty("mean").GetDouble() < 0);
        Assert.True(beside.GetProperty("extra_cost").GetDouble() < 0);
    }

    [Fact]
    public async Task Contacts_enrolled_and_traffic_moved_are_part_of_the_typed_mix()
    {
        var all = string.Join(',', demo.Today);
        var plain = Mix((await demo.WhatIfAsync("--channels", all)).Json, 2);
        var enrolled = Mix((await demo.WhatIfAsync("--channels", all, "--enrol", "telegram=100")).Json, 2);
        Assert.Equal(100, enrolled.GetProperty("contacts_enrolled").GetInt64());
        Assert.True(Number(enrolled, "mean") < Number(plain, "mean"));
        Assert.True(Number(enrolled, "first_year_cost") > Number(plain, "first_year_cost"));
        var moved = await demo.WhatIfAsync("--channels", all, "--share", "campaign:sms=0.5");
        Assert.NotEqual(Number(plain, "mean"), Number(Mix(moved.Json, 2), "mean"));
    }

    [Theory]
    [InlineData("--channels pigeon", "pigeon")]
    [InlineData("--channels whatsapp,sms --enrol telegram=5", "leaves out")]
    [InlineData("--channels whatsapp,telegram --enrol telegram=999999999", "cannot be enrolled")]
    [InlineData("--channels whatsapp,telegram --enrol many", "no enrolment")]
    [InlineData("--channels whatsapp,sms --share notice:sms=0.7 --share notice:whatsapp=0.7", "more than 1")]
    [InlineData("--channels whatsapp,sms --share notice:sms=2", "no share")]
    [InlineData("--channels whatsapp,sms,telegram --share notice:telegram=1", "is reached on telegram")]
    [InlineData("--channels whatsapp,sms --share gossip:sms=0.5", "sends nothing")]
    [InlineData("0123456789ab --channels whatsapp", "0123456789ab")]
    [InlineData("../latest --channels whatsapp", "does not keep")]
    public async Task What_cannot_be_is_told_with_a_remedy(string typed, string told)
    {
        var run = await demo.WhatIfAsync(typed.Split(' '));
        Assert.Equal(2, run.Code);
        Assert.Contains(told, run.Json.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(run.Json.GetProperty("remedy").GetString()!);
    }

    [Fact]
    public void Inbound_requests_never_turn_to_one_way_sms()
    {
        var mix = demo.Mix;
        foreach (var value in mix.GetProperty("mixes").EnumerateArray())
        {
            Assert.NotEqual("sms", value.GetProperty("standby").GetString());
            var inbound = value
                .GetProperty("shares")
                .EnumerateArray()
                .Where(s => s.GetProperty("direction").GetString() == "in");
            Assert.DoesNotContain(
                inbound,
                s => s.GetProperty("channel").GetString() == "sms" && Number(s, "share") > 0
            );
        }
        var told = mix.GetProperty("plan").GetProperty("firstHour").EnumerateArray().ToArray();
        var announced = told.Single(s => s.GetProperty("what").GetString() == "announce");
        Assert.DoesNotContain(
            "sms",
            announced.GetProperty("others").EnumerateArray().Select(o => o.GetString())
        );
        // Notices do go out over it.
        Assert.Contains(
            told,
            s =>
                s.GetProperty("what").GetString() == "switch_notices"
                && s.GetProperty("channel").GetString() == "sms"
        );
    }

    [Fact]
    public void Messenger_in_place_of_sms_stands_beside_with_what_speaks_against_it()
    {
        var mix = demo.Mix;
        var swap = mix.GetProperty("beside")
            .EnumerateArray()
            .First(b =>
                b.GetProperty("kind").GetString() == "swap"
                && b.GetProperty("channel").GetString() == "messenger"
                && b.GetProperty("instead").GetString() == "sms"
            );
        // One owner: Messenger is down in most of the hours that WhatsApp is.
        Assert.InRange(Number(swap, "downTogether"), 0.5, 1);
        var value = mix.GetProperty("mixes")
            .EnumerateArray()
            .Single(m => m.GetProperty("id").GetString() == swap.GetProperty("id").GetString());
        // It may cost less: people who are reached by SMS alone are left out, in every hour of the year.
        Assert.True(Number(value, "standingLoss") > 0);
        Assert.False(value.GetProperty("isAllowed").GetBoolean());
    }

    private static void AssertIs(JsonElement study, JsonElement answer)
    {
        Assert.Equal(study.GetProperty("id").GetString(), answer.GetProperty("id").GetString());
        Assert.Equal(Number(study, "standingLoss"), Number(answer, "standing_loss"));
        Assert.Equal(Number(study, "outageLossMean") + Number(study, "standingLoss"), Number(answer, "mean"));
        Assert.Equal(Number(study, "firstYearCost"), Number(answer, "first_year_cost"));
        Assert.Equal(Number(study, "total"), Number(answer, "total"));
    }

    private static JsonElement Mix(JsonElement answer, int index) => answer.GetProperty("mixes")[index];

    private static double Number(JsonElement of, string field) => of.GetProperty(field).GetDouble();
}
