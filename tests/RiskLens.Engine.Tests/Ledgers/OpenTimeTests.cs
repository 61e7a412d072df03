using System.Globalization;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Ledgers;

public sealed class OpenTimeTests
{
    private const int Day = 20_000;

    [Fact]
    public void A_conversation_is_open_from_its_first_message_to_its_last() =>
        Assert.Equal([(8, 0, Direction.In, 754)], Booked([At("08:10:00"), At("08:12:34"), At("08:22:34")]));

    [Fact]
    public void One_message_alone_is_open_for_no_time() => Assert.Empty(Booked([At("08:10:00")]));

    [Fact]
    public void Seconds_are_booked_to_the_hours_in_which_they_fall() =>
        Assert.Equal(
            [(8, 0, Direction.In, 600), (9, 0, Direction.In, 3600), (10, 0, Direction.In, 30)],
            Booked([At("08:50:00"), At("09:59:59"), At("10:00:30")])
        );

    [Fact]
    public void After_an_hour_without_a_message_another_conversation_begins() =>
        Assert.Equal(
            [(8, 0, Direction.In, 60), (10, 0, Direction.Out, 5)],
            Booked([At("08:58:00"), At("08:59:00"), At("10:00:00", Direction.Out), At("10:00:05")])
        );

    [Fact]
    public void The_direction_is_that_of_the_first_message_even_in_later_hours() =>
        Assert.Equal(
            [(8, 0, Direction.Out, 1800), (9, 0, Direction.Out, 900)],
            Booked([At("08:30:00", Direction.Out), At("09:10:00"), At("09:15:00")])
        );

    [Fact]
    public void A_conversation_is_open_over_midnight_and_over_days_in_row() =>
        Assert.Equal(
            [(23, 0, Direction.In, 60), (24, 0, Direction.In, 120)],
            Booked([At("23:59:00")], [At("00:02:00")])
        );

    [Fact]
    public void A_day_without_events_between_ends_it() =>
        Assert.Empty(Booked([At("23:59:00")], [], [At("00:02:00")]));

    [Fact]
    public void Contacts_and_purposes_are_told_apart() =>
        Assert.Equal(
            [(8, 0, Direction.In, 1200), (8, 1, Direction.Out, 300)],
            Booked([
                At("08:00:00"),
                At("08:00:10", contact: 2),
                At("08:05:00", Direction.Out, purpose: 1),
                At("08:10:00", purpose: 1),
                At("08:20:00"),
            ])
        );

    [Fact]
    public void Days_out_of_order_are_refused()
    {
        var open = new OpenTime();
        open.See(Day, [At("08:00:00")], (_, _, _, _) => { });
        Assert.Throws<InvalidOperationException>(() =>
            open.See(Day - 1, [At("08:00:00")], (_, _, _, _) => { })
        );
    }

    private static LedgerEvent At(
        string time,
        Direction direction = Direction.In,
        int contact = 1,
        int purpose = 0
    ) =>
        new(
            0,
            contact,
            (int)TimeSpan.Parse(time, CultureInfo.InvariantCulture).TotalSeconds,
            direction,
            false,
            purpose,
            0
        );

    /// <summary>Seconds by hour from the first day's start, purpose and direction; hours without any are absent.</summary>
    private static List<(int Hour, int Purpose, Direction Begun, int Seconds)> Booked(
        params LedgerEvent[][] days
    )
    {
        var sums = new SortedDictionary<(int, int, Direction), int>();
        var open = new OpenTime();
        foreach (var (i, events) in days.Index())
            open.See(
                Day + i,
                events,
                (hour, purpose, begun, seconds) =>
                {
                    var key = (hour - (Day * 24), purpose, begun);
                    sums[key] = sums.GetValueOrDefault(key) + seconds;
                }
            );
        return [.. sums.Select(s => (s.Key.Item1, s.Key.Item2, s.Key.Item3, s.Value))];
    }
}
