using FsCheck;
using FsCheck.Fluent;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Ledgers;

public sealed class DayMergeTests
{
    private static readonly Gen<LedgerEvent> AnyEvent =
        from fingerprint in Gen.Choose(0, 5)
        from contact in Gen.Choose(0, 3)
        from second in Gen.Choose(0, 3)
        from direction in Gen.Elements(Direction.In, Direction.Out)
        from failed in Gen.Elements(true, false)
        from hundredths in Gen.Elements(0L, 0L, 1L)
        from counting in Gen.Elements(Enum.GetValues<Counting>())
        select new LedgerEvent(
            (ulong)fingerprint,
            contact,
            second,
            direction,
            failed,
            0,
            hundredths,
            counting
        );

    private static readonly Gen<LedgerEvent> AnySighting = AnyEvent.Where(one =>
        one.Counting != Counting.Each
    );

    [Fact]
    public void The_order_of_logs_does_not_show() =>
        Prop.ForAll(
                AnyEvent.ArrayOf().ArrayOf().ToArbitrary(),
                logs => Merge(logs).SequenceEqual(Merge([.. logs.Reverse()]))
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_log_that_repeats_another_changes_nothing() =>
        Prop.ForAll(
                AnyEvent.ArrayOf().ArrayOf().ToArbitrary(),
                logs => Merge(logs).SequenceEqual(Merge([.. logs, .. logs.Take(1)]))
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Sightings_of_ids_may_lie_in_any_logs_and_be_repeated() =>
        Prop.ForAll(
                AnySighting.ArrayOf().ToArbitrary(),
                Gen.Choose(0, 2).ArrayOf(8).ToArbitrary(),
                (sightings, places) =>
                {
                    var logs = new List<LedgerEvent>[] { [], [], [] };
                    for (var i = 0; i < sightings.Length; i++)
                    {
                        logs[places[i % 8]].Add(sightings[i]);
                        logs[places[(i + 3) % 8]].Add(sightings[i]);
                    }

                    return Merge([sightings]).SequenceEqual(Merge([.. logs.Select(log => log.ToArray())]));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Numbers_given_to_contacts_in_another_order_do_not_show() =>
        Prop.ForAll(
                AnyEvent.ArrayOf().ArrayOf().ToArbitrary(),
                logs =>
                {
                    var renumbered = logs.Select(log => log.Select(Renumbered).ToArray()).ToArray();
                    var backwards = Comparer<int>.Create((x, y) => y.CompareTo(x));
                    return Merge(logs)
                        .Select(Renumbered)
                        .Order()
                        .SequenceEqual(new DayMerge(backwards).Of(renumbered));
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_messages_of_one_log_all_count() =>
        Assert.Equal(
            2,
            Merge([
                [At(1), At(1)],
            ]).Length
        );

    [Fact]
    public void Over_logs_the_larger_count_holds() =>
        Assert.Equal(
            [1UL, 1UL, 2UL],
            Merge([
                    [At(1)],
                    [At(1), At(1)],
                    [At(2)],
                ])
                .Select(one => one.Fingerprint)
        );

    [Fact]
    public void Of_two_reports_on_a_message_the_one_that_it_failed_holds() =>
        Assert.True(
            Assert
                .Single(
                    Merge([
                        [At(1, failed: true)],
                        [At(1)],
                    ])
                )
                .Failed
        );

    [Fact]
    public void Deliveries_of_one_id_are_one_message_at_the_earliest_second() =>
        Assert.Equal(
            (59, true),
            Assert.Single(
                Merge([
                    [
                        At(1, second: 61, counting: Counting.OncePerId),
                        At(1, second: 59, counting: Counting.OncePerId),
                        At(1, second: 60, counting: Counting.OncePerId, failed: true),
                    ],
                ])
            )
                is var one
                ? (one.Second, one.Failed)
                : default
        );

    [Fact]
    public void A_message_tells_more_than_an_earlier_status_and_a_status_may_say_that_it_failed()
    {
        var one = Assert.Single(
            Merge([
                [At(1, second: 50, counting: Counting.StatusOfId, failed: true)],
                [At(1, second: 60, counting: Counting.OncePerId)],
            ])
        );
        Assert.Equal((60, Counting.OncePerId, true), (one.Second, one.Counting, one.Failed));
    }

    [Fact]
    public void Where_a_log_holds_the_lines_of_an_id_they_all_count_and_its_sightings_do_not() =>
        Assert.Equal(
            [Counting.Each, Counting.Each],
            Merge([
                    [At(1), At(1)],
                    [At(1, counting: Counting.OncePerId), At(1, counting: Counting.StatusOfId)],
                ])
                .Select(one => one.Counting)
        );

    private static LedgerEvent Renumbered(LedgerEvent one) =>
        new(
            one.Fingerprint,
            100 - one.Contact,
            one.Second,
            one.Direction,
            one.Failed,
            one.Purpose,
            one.Hundredths,
            one.Counting
        );

    private static LedgerEvent[] Merge(LedgerEvent[][] logs) => new DayMerge(Comparer<int>.Default).Of(logs);

    private static LedgerEvent At(
        int fingerprint,
        int second = 60,
        Counting counting = Counting.Each,
        bool failed = false
    ) => new((ulong)fingerprint, 1, second, Direction.In, failed, 0, 0, counting);
}
