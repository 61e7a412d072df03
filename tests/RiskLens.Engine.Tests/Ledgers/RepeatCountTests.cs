using RiskLens.Engine.Ledgers;

namespace RiskLens.Engine.Tests.Ledgers;

public sealed class RepeatCountTests
{
    [Fact]
    public void Who_begins_again_within_24_hours_repeats_and_after_25_does_not() =>
        Assert.Equal([(24, 0)], RepeatsOf((0, 0, 7), (24, 0, 7), (49, 0, 7)));

    [Fact]
    public void Each_attempt_is_held_against_the_one_before_it()
    {
        // 20 h apart each: one wish, however long it takes.
        Assert.Equal([(20, 0), (40, 0), (60, 0)], RepeatsOf((0, 0, 7), (20, 0, 7), (40, 0, 7), (60, 0, 7)));
    }

    [Fact]
    public void Another_channel_or_purpose_repeats_too_and_another_contact_does_not() =>
        Assert.Equal([(5, 2)], RepeatsOf((3, 1, 7), (5, 2, 7), (5, 1, 8)));

    [Fact]
    public void Of_one_hour_the_lowest_place_is_the_first_whatever_the_order() =>
        Assert.Equal([(5, 2)], RepeatsOf((5, 2, 7), (5, 1, 7)));

    [Fact]
    public void Hours_before_1970_are_hours_like_others() =>
        Assert.Equal([(-3, 0)], RepeatsOf((-20, 0, 7), (-3, 0, 7)));

    private static List<(int, int)> RepeatsOf(params (int Hour, int Place, int Contact)[] begun)
    {
        var count = new RepeatCount();
        var repeats = new List<(int, int)>();
        foreach (var day in begun.GroupBy(b => LedgerTime.DayOfHour(b.Hour)).OrderBy(d => d.Key))
        {
            foreach (var (hour, place, contact) in day)
                count.Begin(hour, place, contact);
            count.EndDay((hour, place) => repeats.Add((hour, place)));
        }
        return repeats;
    }
}
