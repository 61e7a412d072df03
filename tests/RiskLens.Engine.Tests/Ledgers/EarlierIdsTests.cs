using FsCheck;
using FsCheck.Fluent;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Ledgers;

public sealed class EarlierIdsTests
{
    [Theory]
    [InlineData(Counting.Each, 1, true)]
    [InlineData(Counting.OncePerId, 1, false)]
    [InlineData(Counting.OncePerId, 2, true)]
    [InlineData(Counting.StatusOfId, 1, false)]
    [InlineData(Counting.StatusOfId, 30, false)]
    [InlineData(Counting.StatusOfId, 31, true)]
    public void What_was_seen_some_days_before_counts_or_not(Counting counting, int daysBefore, bool counts)
    {
        var ids = new EarlierIds();
        ids.Add(100 - daysBefore, [At(7, Counting.OncePerId), At(9, Counting.Each)]);
        var today = new[] { At(7, counting), At(8, counting) };
        Assert.Equal(counts ? [7UL, 8UL] : [8UL], Fingerprints(ids.CountingOn(100, today)));
    }

    [Fact]
    public void A_status_that_did_not_count_still_tells_the_next()
    {
        var ids = new EarlierIds();
        LedgerEvent[] status = [At(7, Counting.StatusOfId)];
        ids.Add(1, status);
        ids.Add(21, status);
        Assert.Empty(ids.CountingOn(21, status));
        Assert.Empty(ids.CountingOn(41, status));
    }

    [Fact]
    public void Days_to_which_nothing_looks_back_are_forgotten()
    {
        var ids = new EarlierIds();
        ids.Add(1, []);
        ids.Add(2, []);
        ids.ForgetBefore(32);
        Assert.Equal((false, true), (ids.Holds(1), ids.Holds(2)));
    }

    /// <summary>The rule in its plainest form, one event at a time, over ten days.</summary>
    [Fact]
    public void The_days_count_what_the_rule_says_of_each_event() =>
        Prop.ForAll(
                (
                    from day in Gen.Choose(0, 60)
                    from fingerprint in Gen.Choose(0, 4)
                    from counting in Gen.Elements(Enum.GetValues<Counting>())
                    select (Day: day, Event: At(fingerprint, counting))
                )
                    .ArrayOf()
                    .ToArbitrary(),
                all =>
                {
                    var days = all.DistinctBy(one => (one.Day, one.Event.Fingerprint))
                        .GroupBy(one => one.Day, one => one.Event)
                        .OrderBy(day => day.Key)
                        .ToDictionary(day => day.Key, day => day.ToArray());
                    var ids = new EarlierIds();
                    foreach (var (day, events) in days)
                    {
                        ids.ForgetBefore(day);
                        var plain = events
                            .Where(one => !IsKnown(one, day, days))
                            .Select(one => one.Fingerprint);
                        if (!Fingerprints(ids.CountingOn(day, events)).SequenceEqual(plain))
                            return false;
                        ids.Add(day, events);
                    }

                    return true;
                }
            )
            .QuickCheckThrowOnFailure();

    private static bool IsKnown(LedgerEvent one, int day, Dictionary<int, LedgerEvent[]> days)
    {
        var back = one.Counting switch
        {
            Counting.StatusOfId => 30,
            Counting.OncePerId => 1,
            _ => 0,
        };
        return days.Any(other =>
            other.Key < day
            && other.Key >= day - back
            && other.Value.Any(earlier => earlier.Fingerprint == one.Fingerprint)
        );
    }

    private static IEnumerable<ulong> Fingerprints(LedgerEvent[] events) =>
        events.Select(one => one.Fingerprint);

    private static LedgerEvent At(int fingerprint, Counting counting) =>
        new((ulong)fingerprint, 1, 60, Direction.Out, failed: false, 0, 0, counting);
}
