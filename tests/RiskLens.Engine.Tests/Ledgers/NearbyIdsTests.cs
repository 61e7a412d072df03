using FsCheck;
using FsCheck.Fluent;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Ledgers;

public sealed class NearbyIdsTests
{
    [Theory]
    [InlineData(Counting.Each, 1, true)]
    [InlineData(Counting.OncePerId, 1, false)]
    [InlineData(Counting.OncePerId, 30, false)]
    [InlineData(Counting.OncePerId, 31, true)]
    [InlineData(Counting.OncePerId, -1, true)]
    [InlineData(Counting.StatusOfId, 1, false)]
    [InlineData(Counting.StatusOfId, 30, false)]
    [InlineData(Counting.StatusOfId, 31, true)]
    [InlineData(Counting.StatusOfId, -30, false)]
    [InlineData(Counting.StatusOfId, -31, true)]
    public void Near_the_message_itself_an_toldcounts_or_not(Counting counting, int daysAfter, bool counts)
    {
        var ids = new NearbyIds();
        ids.Add(100 - daysAfter, [At(7, Counting.OncePerId), At(9, Counting.Each)]);
        var today = new[] { At(7, counting), At(8, counting) };
        Assert.Equal(counts ? [7UL, 8UL] : [8UL], Fingerprints(ids.CountingOn(100, today)));
    }

    [Theory]
    [InlineData(Counting.Each, 1, false)]
    [InlineData(Counting.OncePerId, 1, true)]
    [InlineData(Counting.OncePerId, 30, true)]
    [InlineData(Counting.OncePerId, 31, false)]
    [InlineData(Counting.OncePerId, -30, true)]
    [InlineData(Counting.OncePerId, -31, false)]
    [InlineData(Counting.StatusOfId, 30, true)]
    [InlineData(Counting.StatusOfId, 31, false)]
    public void A_failure_some_days_later_or_before_is_the_messages(
        Counting counting,
        int daysLater,
        bool failed
    )
    {
        var ids = new NearbyIds();
        ids.Add(100 + daysLater, [At(7, Counting.StatusOfId, failed: true), At(8, Counting.StatusOfId)]);
        var today = new[] { At(7, counting), At(9, counting) };
        Assert.Equal([failed, false], ids.CountingOn(100, today).Select(one => one.Failed).Order().Reverse());
    }

    [Fact]
    public void A_status_that_did_not_count_still_tells_the_next()
    {
        var ids = new NearbyIds();
        LedgerEvent[] status = [At(7, Counting.StatusOfId)];
        ids.Add(1, status);
        ids.Add(21, status);
        Assert.Empty(ids.CountingOn(21, status));
        Assert.Empty(ids.CountingOn(41, status));
    }

    [Fact]
    public void Days_to_which_nothing_looks_back_are_forgotten()
    {
        var ids = new NearbyIds();
        ids.Add(1, []);
        ids.Add(2, []);
        ids.ForgetBefore(32);
        Assert.Equal((false, true), (ids.Holds(1), ids.Holds(2)));
    }

    /// <summary>The rule in its plainest form, one event at a time, over seventy days.</summary>
    [Fact]
    public void The_days_count_what_the_rule_says_of_each_event() =>
        Prop.ForAll(
                (
                    from day in Gen.Choose(0, 70)
                    from fingerprint in Gen.Choose(0, 4)
                    from counting in Gen.Elements(Enum.GetValues<Counting>())
                    from failed in Gen.Elements(true, false, false)
                    select (Day: day, Event: At(fingerprint, counting, failed))
                )
                    .ArrayOf()
                    .ToArbitrary(),
                all =>
                {
                    var days = all.DistinctBy(one => (one.Day, one.Event.Fingerprint))
                        .GroupBy(one => one.Day, one => one.Event)
                        .ToDictionary(day => day.Key, day => day.Order().ToArray());
                    var ids = new NearbyIds();
                    foreach (var (day, events) in days)
                        ids.Add(day, events);
                    return days.OrderBy(day => day.Key)
                        .All(day =>
                        {
                            ids.ForgetBefore(day.Key);
                            var plain = day.Value.SelectMany(one => Plainly(one, day.Key, days)).Order();
                            return ids.CountingOn(day.Key, day.Value).SequenceEqual(plain);
                        });
                }
            )
            .QuickCheckThrowOnFailure();

    private static IEnumerable<LedgerEvent> Plainly(
        LedgerEvent one,
        int day,
        Dictionary<int, LedgerEvent[]> days
    )
    {
        if (one.Counting == Counting.Each)
            return [one];
        var others = days.Where(other => other.Key != day && Math.Abs(other.Key - day) <= 30)
            .SelectMany(other => other.Value, (other, told) => (Before: other.Key < day, Event: told))
            .Where(other => other.Event.Fingerprint == one.Fingerprint)
            .ToList();
        var isStatus = one.Counting == Counting.StatusOfId;
        if (
            others.Any(other =>
                other.Before
                    ? isStatus || other.Event.Counting != Counting.StatusOfId
                    : isStatus && other.Event.Counting == Counting.OncePerId
            )
        )
        {
            return [];
        }

        var failed =
            one.Failed || others.Any(other => other.Event.Failed && other.Event.Counting != Counting.Each);
        return [At((int)one.Fingerprint, one.Counting, failed)];
    }

    private static IEnumerable<ulong> Fingerprints(LedgerEvent[] events) =>
        events.Select(one => one.Fingerprint);

    private static LedgerEvent At(int fingerprint, Counting counting, bool failed = false) =>
        new((ulong)fingerprint, 1, 60, Direction.Out, failed, 0, 0, counting);
}
