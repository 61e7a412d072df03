using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Tests.Losses;

public sealed class MeanConversationTests
{
    private const int Week = 168;

    [Fact]
    public void Means_are_over_the_conversations_begun_in_usable_hours()
    {
        var activity = Empty(4) with
        {
            ConversationsIn = [3, 1, 50, 0],
            ConversationsOut = [0, 1, 50, 0],
            MessagesOut = [4, 2, 999, 0],
            RepeatsIn = [1, 0, 50, 0],
            OpenSecondsIn = [3000, 1000, 99_999, 3200],
            OpenSecondsOut = [0, 360, 99_999, 0],
            Value = [90, 30, 7000, 0],
        };
        bool[] usable = [true, true, false, true];
        var inbound = MeanConversation.Of(activity, Direction.In, usable);
        // 7200 s over 4; 120 over 4; 6 messages over all 5; 3 of 4 are no repeats.
        Assert.Equal(0.5, inbound.OpenHours!.Value, 1e-12);
        Assert.Equal(30, inbound.Amount, 1e-12);
        Assert.Equal(1.2, inbound.MessagesOut.Count, 1e-12);
        Assert.Equal(0.75, inbound.Customers.Count, 1e-12);
        Assert.Null(inbound.AmountSd);
        var outbound = MeanConversation.Of(activity, Direction.Out, usable);
        Assert.Equal(0.1, outbound.OpenHours!.Value, 1e-12);
        Assert.Equal((0, 1.2, 1), (outbound.Amount, outbound.MessagesOut.Count, outbound.Customers.Count));
    }

    [Fact]
    public void Amounts_belong_to_the_direction_that_begins_most()
    {
        var activity = Empty(1) with { ConversationsIn = [2], ConversationsOut = [5], Value = [100] };
        Assert.Equal(0, MeanConversation.Of(activity, Direction.In, [true]).Amount);
        Assert.Equal(20, MeanConversation.Of(activity, Direction.Out, [true]).Amount);
        var even = activity with { ConversationsOut = [2] };
        Assert.Equal(50, MeanConversation.Of(even, Direction.In, [true]).Amount);
        Assert.Equal(0, MeanConversation.Of(even, Direction.Out, [true]).Amount);
    }

    [Fact]
    public void What_a_log_does_not_tell_is_not_known()
    {
        var facts = MeanConversation.Of(Empty(1) with { ConversationsIn = [2] }, Direction.In, [true]);
        Assert.Null(facts.OpenHours);
        Assert.Equal((0, 1), (facts.Amount, facts.Customers.Count));
        Assert.Equal(ConversationFacts.None, MeanConversation.Of(Empty(1), Direction.In, [true]));
        Assert.Equal(
            ConversationFacts.None,
            MeanConversation.Of(Empty(1) with { ConversationsIn = [2] }, Direction.In, [false])
        );
    }

    [Fact]
    public void The_error_of_the_amount_is_that_of_a_ratio_of_weeks()
    {
        // Four weeks of 10 conversations moving 80, 120, 100, 100: R = 10, residuals -20, 20, 0, 0;
        // sqrt(800 x 4 / 3) / 400 = 0.0816497.
        var activity = Empty(4 * Week);
        decimal[] moved = [80, 120, 100, 100];
        for (var week = 0; week < 4; week++)
            (activity.ConversationsIn[week * Week], activity.Value[(week * Week) + 5]) = (10, moved[week]);
        var usable = Enumerable.Repeat(true, 4 * Week).ToArray();
        var facts = MeanConversation.Of(activity, Direction.In, usable);
        Assert.Equal(10, facts.Amount, 1e-12);
        Assert.Equal(0.08164965809, facts.AmountSd!.Value, 1e-10);
    }

    [Fact]
    public void The_error_of_the_amount_covers_the_true_mean_as_often_as_it_says()
    {
        // 30 conversations a week of exponential amounts of mean 50, and each week has a level of its own of sd 0.2.
        var repetitions = Repetitions.Of(200, 4000);
        var usable = Enumerable.Repeat(true, 52 * Week).ToArray();
        var rng = new Rng(5);
        var inside = 0;
        for (var i = 0; i < repetitions; i++)
        {
            var activity = Empty(52 * Week);
            for (var week = 0; week < 52; week++)
            {
                var level = 1 + (0.2 * rng.NextNormal());
                activity.ConversationsIn[week * Week] = 30;
                for (var c = 0; c < 30; c++)
                    activity.Value[week * Week] += (decimal)(50 * level * rng.NextExponential());
            }
            var facts = MeanConversation.Of(activity, Direction.In, usable);
            inside += Math.Abs((facts.Amount / 50) - 1) <= 1.2816 * facts.AmountSd!.Value ? 1 : 0;
        }
        Assert.InRange(
            (double)inside / repetitions,
            0.80 - Repetitions.FourErrors(0.80, repetitions),
            0.80 + Repetitions.FourErrors(0.80, repetitions)
        );
    }

    private static Activity Empty(int hours) =>
        new(
            "whatsapp",
            "transfer",
            new int[hours],
            new int[hours],
            new int[hours],
            new int[hours],
            new int[hours],
            new int[hours],
            new decimal[hours]
        );
}
