using RiskLens.App.Outages;
using RiskLens.App.Studies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;
using Bank = RiskLens.App.Tests.Reports.SampleStudy;

namespace RiskLens.App.Tests.Studies;

public sealed class RegisterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Contacts of the sample's reach sets, by hand: whatsapp 41,582, of them on ussd, telegram or email 9,498; sms
    // 29,277, of them on whatsapp, telegram or email 21,967; ussd 12,132 and whatsapp 4,822; telegram 3,969 and 3,388;
    // email 3,192 and 1,288. SMS takes no requests in Cameroon; SMS and USSD are the operators'.
    [Theory]
    [InlineData("whatsapp", "Meta", 9_498 / 41_582.0, "not substitutable", "ussd telegram email")]
    [InlineData(
        "sms",
        "mobile operators",
        21_967 / 29_277.0,
        "easily substitutable",
        "whatsapp telegram email"
    )]
    [InlineData(
        "ussd",
        "mobile operators",
        4_822 / 12_132.0,
        "highly complex substitutability",
        "whatsapp telegram email"
    )]
    [InlineData("telegram", "Telegram", 3_388 / 3_969.0, "easily substitutable", "whatsapp ussd email")]
    [InlineData(
        "email",
        "many",
        1_288 / 3_192.0,
        "highly complex substitutability",
        "whatsapp ussd telegram"
    )]
    public void A_channel_is_as_substitutable_as_its_contacts_are_reached_over_other_providers(
        string channel,
        string provider,
        double share,
        string level,
        string alternatives
    )
    {
        var row = Row(Bank.Make(), channel);
        Assert.Equal((provider, level), (row.Provider, row.Substitutability));
        Assert.Equal(share, row.ReachableElsewhere!.Value, 12);
        Assert.Equal(alternatives.Split(' '), row.Alternatives);
    }

    [Fact]
    public void A_two_way_number_that_the_company_states_makes_Sms_an_alternative()
    {
        var study = Bank.Make();
        study = study with
        {
            Assumptions =
            [
                .. study.Assumptions,
                new AssumptionUsed("sms.two_way", 1, 1, 1, "yes/no", "typed", "contract", "", ""),
            ],
        };
        Assert.Contains("sms", Row(study, "whatsapp").Alternatives);
    }

    [Fact]
    public void Rows_stand_by_provider_and_a_channel_that_the_mix_adds_is_among_them()
    {
        var study = Bank.Make();
        var mix = study.Mix!;
        var recommended = mix.Mixes.Single(m => m.Id == mix.RecommendedId);
        study = study with
        {
            Mix = mix with { Mixes = [recommended with { Channels = [.. recommended.Channels, "voice"] }] },
        };
        var rows = Rows(study);
        Assert.Equal(["whatsapp", "telegram", "email", "sms", "ussd", "voice"], rows.Select(r => r.Channel));
        var added = rows[^1];
        Assert.False(added.InUse);
        Assert.Null(added.ReachableElsewhere);
        Assert.Equal("", added.Substitutability);
    }

    [Theory]
    [InlineData(0.5, "high")]
    [InlineData(0.49, "medium")]
    [InlineData(0.1, "medium")]
    [InlineData(0.09, "low")]
    public void The_impact_is_what_a_days_outage_costs_of_a_days_margin(double ratio, string level)
    {
        var study = Bank.Make() with
        {
            Tolerances = [],
            Plausibility = new Plausibility("all_conversations", 1000, 1000 * ratio, ratio, false),
        };
        Assert.Equal(level, Row(study, "whatsapp").ImpactOfDiscontinuing);
        Assert.Equal("assessment not performed", Row(study, "sms").ImpactOfDiscontinuing);
    }

    [Fact]
    public void A_purpose_interrupted_beyond_its_tolerance_makes_the_impact_high()
    {
        var study = Bank.Make() with
        {
            Tolerances = [new PurposeTolerance("transfer", 4, 2, true, 4, true, 24, false)],
            Plausibility = new Plausibility("all_conversations", 1000, 1, 0.001, true),
        };
        var row = Row(study, "whatsapp");
        Assert.Equal("high", row.ImpactOfDiscontinuing);
        Assert.Contains("transfer", row.ImpactReason, StringComparison.Ordinal);
    }

    // 240 conversations a day on one channel, 24 lost in a day.
    [Fact]
    public void Without_margins_the_impact_is_told_in_conversations()
    {
        var study = Bank.Make();
        study = study with
        {
            Tolerances = [],
            Coverage = study.Coverage with
            {
                Channels = [new ChannelCoverage("whatsapp", 900, 2_000, 400, 10, 240, 0)],
            },
            Scenario = study.Scenario! with
            {
                ByLength = [],
                AnyStart = new LossFigure(new Estimate(24, 20, 30), null),
            },
        };
        var row = Row(study, "whatsapp");
        Assert.Equal("medium", row.ImpactOfDiscontinuing);
        Assert.Contains("10 % of a day's conversations", row.ImpactReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_has_a_line_a_channel_and_no_cell_that_a_spreadsheet_would_run()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var study = Bank.Make() with
        {
            Id = "=cmd",
            Coverage = Bank.Make().Coverage with
            {
                Channels =
                [
                    new ChannelCoverage("whatsapp", 9, 9, 0, 9, 24, 0)
                    {
                        Purposes = ["@transfer", "the \"rest\""],
                    },
                ],
            },
            Mix = null,
        };
        await new StudyArchive(temp.Workspace).StoreAsync(study, Stop);
        var path = Path.Combine(temp.Root, "register.csv");
        var rows = await new WriteRegister(temp.Workspace).RunAsync(StudyArchive.Latest, path, Stop);
        Assert.Equal("whatsapp", Assert.Single(rows).Channel);
        var lines = await File.ReadAllLinesAsync(path, Stop);
        Assert.Equal(string.Join(',', RegisterRow.Columns), lines[0]);
        Assert.StartsWith(
            "Meta,whatsapp,WhatsApp,yes,\"'@transfer; the \"\"rest\"\"\",9,",
            lines[1],
            StringComparison.Ordinal
        );
        Assert.EndsWith(",'=cmd", lines[1], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_told()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await new StudyArchive(temp.Workspace).StoreAsync(Bank.Make(), Stop);
        await Assert.ThrowsAsync<RiskLensException>(() =>
            new WriteRegister(temp.Workspace).RunAsync(
                StudyArchive.Latest,
                Path.Combine(temp.Root, "no", "such", "folder.csv"),
                Stop
            )
        );
    }

    private static RegisterRow Row(Study study, string channel) =>
        Rows(study).Single(row => row.Channel == channel);

    private static IReadOnlyList<RegisterRow> Rows(Study study) =>
        new Register(study, ReferenceData.Load()).Rows();
}
