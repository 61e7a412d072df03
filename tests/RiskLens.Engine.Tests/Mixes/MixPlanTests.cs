using RiskLens.Engine.Mixes;

namespace RiskLens.Engine.Tests.Mixes;

public sealed class MixPlanTests
{
    // Loss avoided over first-year cost: ussd 5, sms 3, voice set up 0.5, voice enrolled 4, both together 900 / 1100.
    private static readonly PlanStep[] Steps =
    [
        new(PlanDeed.SetUp, "voice", 1000, 800, 500, 45, 0),
        new(PlanDeed.Enrol, "voice", 100, 10, 400, 30, 2000),
        new(PlanDeed.Enrol, "sms", 200, 20, 600, 20, 4000),
        new(PlanDeed.Tell, "ussd", 100, 100, 500, 14, 9000),
        new(PlanDeed.Drop, "email", -300, -300, -10, 0, 0),
    ];

    [Fact]
    public void Actions_are_ordered_by_the_loss_avoided_for_each_unit_of_cost() =>
        Assert.Equal(["ussd", "sms", "voice", "voice", "email"], Plan(Steps).Actions.Select(a => a.Channel));

    [Fact]
    public void A_channel_is_set_up_before_contacts_are_enrolled_on_it()
    {
        var onVoice = Plan(Steps).Actions.Where(a => a.Channel == "voice").ToArray();
        Assert.Equal([PlanDeed.SetUp, PlanDeed.Enrol], onVoice.Select(a => a.Deed));
        Assert.Equal([45.0, 75.0], onVoice.Select(a => a.CountsAfterDays!.Value));
    }

    // Alone the set-up is worth nothing; with its enrolment 5500 / 1000 = 5.5, more than ussd's 5.
    [Fact]
    public void A_set_up_is_worth_what_it_makes_possible()
    {
        var plan = Plan(
            new(PlanDeed.SetUp, "voice", 900, 900, 0, 10, 0),
            new(PlanDeed.Enrol, "voice", 100, 10, 5500, 30, 2000),
            Steps[2],
            Steps[3]
        );
        Assert.Equal(["voice", "voice", "ussd", "sms"], plan.Actions.Select(a => a.Channel));
    }

    [Fact]
    public void Nothing_is_dropped_before_all_else_is_done()
    {
        var last = Plan(Steps).Actions[^1];
        Assert.Equal((PlanDeed.Drop, 75.0), (last.Deed, last.CountsAfterDays));
    }

    [Fact]
    public void What_must_come_first_and_takes_nobody_knows_how_long_leaves_the_day_open()
    {
        var plan = Plan(Steps[0] with { LeadDays = null }, Steps[1], Steps[2]);
        Assert.Equal(
            [("sms", 20.0), ("voice", null), ("voice", (double?)null)],
            plan.Actions.Select(a => (a.Channel, a.CountsAfterDays))
        );
    }

    [Fact]
    public void What_saves_and_avoids_loss_comes_first_and_what_is_not_known_last()
    {
        var plan = Plan(
            Steps[2],
            new(PlanDeed.Tell, "telegram", null, null, 900, 1, 100),
            new(PlanDeed.Consent, "email", 0, 0, 1, 400, 100)
        );
        Assert.Equal(["email", "sms", "telegram"], plan.Actions.Select(a => a.Channel));
        Assert.Equal([1, 2, 3], plan.Actions.Select(a => a.Order));
    }

    [Fact]
    public void The_order_in_which_steps_are_given_does_not_matter() =>
        Assert.Equal(Plan(Steps).Actions, Plan([.. Steps.Reverse()]).Actions);

    [Fact]
    public void Who_does_it_is_left_to_the_company() =>
        Assert.All(Plan(Steps).Actions, action => Assert.Equal("", action.Owner));

    [Fact]
    public void The_first_hour_switches_notices_and_sends_customers_where_requests_are_taken()
    {
        var hour = MixPlan
            .Of(
                Input() with
                {
                    NoticesOn = ["sms", "telegram"],
                    RequestsOn = ["ussd", "telegram", "email"],
                    Campaigns = true,
                    ToleranceHours = new Dictionary<string, double> { ["balance"] = 24, ["transfer"] = 4 },
                }
            )
            .FirstHour;
        Assert.Equal(
            [
                "0 confirm whatsapp",
                "5 decide whatsapp",
                "10 pause_campaigns whatsapp",
                "10 switch_notices sms",
                "15 announce sms: ussd telegram email",
                "20 serve_first whatsapp: transfer balance",
                "30 watch ussd",
                "30 watch telegram",
                "45 in_flight whatsapp",
                "60 review whatsapp",
            ],
            hour.Select(Line)
        );
    }

    [Fact]
    public void With_nowhere_to_turn_to_the_first_hour_says_so() =>
        Assert.Equal(
            [
                "0 confirm whatsapp",
                "5 decide whatsapp",
                "15 no_requests whatsapp",
                "45 in_flight whatsapp",
                "60 review whatsapp",
            ],
            MixPlan.Of(Input()).FirstHour.Select(Line)
        );

    [Fact]
    public void Without_a_channel_for_notices_customers_are_told_in_other_ways() =>
        Assert.Contains(
            "15 announce_elsewhere whatsapp: ussd",
            MixPlan.Of(Input() with { RequestsOn = ["ussd"] }).FirstHour.Select(Line)
        );

    private static string Line(FirstHourStep step) =>
        FormattableString.Invariant($"{step.Minute} {step.What} {step.Channel}")
        + (step.Others.Count > 0 ? ": " + string.Join(' ', step.Others) : "");

    private static MixPlan Plan(params PlanStep[] steps) => MixPlan.Of(Input(steps));

    private static PlanInput Input(params PlanStep[] steps) => new(steps, "whatsapp", [], []);
}
