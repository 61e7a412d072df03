using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Ledgers;

public sealed class DayCountTests
{
    [Fact]
    public void A_conversation_goes_on_while_its_contact_writes_in_every_hour()
    {
        var rows = Count([], [At("08:59"), At("09:00"), At("10:59"), At("12:00")]);
        Assert.Equal(
            [(8, 1), (9, 0), (10, 0), (12, 1)],
            rows.OrderBy(r => r.Key).Select(r => (r.Key.HourOfDay, r.Value.ConversationsIn))
        );
    }

    [Fact]
    public void A_conversation_goes_on_over_midnight() =>
        Assert.Equal(0, Count([At("23:10")], [At("00:10")])[(0, 0)].ConversationsIn);

    [Fact]
    public void Only_the_last_hour_of_yesterday_counts() =>
        Assert.Equal(1, Count([At("22:59")], [At("00:10")])[(0, 0)].ConversationsIn);

    [Fact]
    public void The_first_message_of_the_hour_gives_the_direction()
    {
        var row = Count([], [At("08:00", Direction.Out), At("08:01")])[(8, 0)];
        Assert.Equal(
            (0, 1, 1, 1),
            (row.ConversationsIn, row.ConversationsOut, row.MessagesIn, row.MessagesOut)
        );
    }

    [Fact]
    public void At_equal_seconds_the_customer_began() =>
        Assert.Equal(1, Count([], [At("08:00", Direction.Out), At("08:00")])[(8, 0)].ConversationsIn);

    [Fact]
    public void Purposes_and_contacts_are_counted_apart()
    {
        var rows = Count(
            [],
            [At("08:00"), At("08:00", purpose: 1), At("08:00", contact: 2), At("08:30", contact: 2)]
        );
        Assert.Equal(
            (2, 2, 3),
            (rows[(8, 0)].Contacts, rows[(8, 0)].ConversationsIn, rows[(8, 0)].MessagesIn)
        );
        Assert.Equal((1, 1), (rows[(8, 1)].Contacts, rows[(8, 1)].ConversationsIn));
    }

    [Fact]
    public void Failures_and_amounts_add_up()
    {
        var row = Count(
            [],
            [
                new LedgerEvent(1, 1, 0, Direction.Out, true, 0, 150),
                new LedgerEvent(2, 1, 1, Direction.In, false, 0, 25),
            ]
        )[(0, 0)];
        Assert.Equal((1, 175L), (row.Failed, row.Hundredths));
    }

    [Fact]
    public void Each_conversation_begun_is_told_once()
    {
        var begun = new List<(int, int, Direction)>();
        new DayCount().Of(
            [],
            [At("08:00", contact: 5), At("08:01", contact: 5), At("11:00", Direction.Out, contact: 5)],
            (_, contact, purpose, direction) => begun.Add((contact, purpose, direction))
        );
        Assert.Equal([(5, 0, Direction.In), (5, 0, Direction.Out)], begun);
    }

    private static Dictionary<(int HourOfDay, int Purpose), HourCounts> Count(
        LedgerEvent[] yesterday,
        LedgerEvent[] today
    ) => new DayCount().Of([.. yesterday.Order()], [.. today.Order()]);

    private static LedgerEvent At(
        string time,
        Direction direction = Direction.In,
        int contact = 1,
        int purpose = 0
    )
    {
        var second = (int)
            TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToTimeSpan().TotalSeconds;
        return new LedgerEvent((ulong)second, contact, second, direction, false, purpose, 0);
    }
}
