using FsCheck;
using FsCheck.Fluent;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Ledgers;

public sealed class DayOfEventsTests
{
    private static readonly Gen<LedgerEvent> AnyEvent =
        from fingerprint in Gen.Choose(0, 5)
        from contact in Gen.Choose(0, int.MaxValue - 1)
        from second in Gen.Choose(0, 86_399)
        from direction in Gen.Elements(Direction.In, Direction.Out)
        from failed in Gen.Elements(true, false)
        from purpose in Gen.Choose(0, LedgerEvent.MaxPurpose)
        from hundredths in Gen.Elements(0L, 0L, 1L, -350_00L, long.MaxValue)
        select new LedgerEvent((ulong)fingerprint, contact, second, direction, failed, purpose, hundredths);

    [Fact]
    public void What_was_packed_is_unpacked_in_canonical_order() =>
        Prop.ForAll(
                AnyEvent.ArrayOf().ToArbitrary(),
                events => DayOfEvents.Unpack(DayOfEvents.Pack([.. events])).SequenceEqual(events.Order())
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_events_in_another_order_pack_into_equal_bytes() =>
        Prop.ForAll(
                AnyEvent.ArrayOf().ToArbitrary(),
                events => DayOfEvents.Pack([.. events]).SequenceEqual(DayOfEvents.Pack([.. events.Reverse()]))
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_imports_does_not_show() =>
        Prop.ForAll(
                AnyEvent.ArrayOf().ArrayOf().ToArbitrary(),
                imports => DayOfEvents.Merge(imports).SequenceEqual(DayOfEvents.Merge([.. imports.Reverse()]))
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void An_event_without_an_amount_takes_sixteen_bytes() =>
        Assert.Equal(
            5 + 100 * 16,
            DayOfEvents.Pack([.. Enumerable.Range(0, 100).Select(i => Message(i))]).Length
        );

    [Fact]
    public void An_event_keeps_what_was_said_of_it()
    {
        var kept = Assert.Single(
            DayOfEvents.Unpack(
                DayOfEvents.Pack([new LedgerEvent(ulong.MaxValue, 7, 86_399, Direction.Out, true, 4095, -1)])
            )
        );
        Assert.Equal(
            (ulong.MaxValue, 7, 86_399, 23, Direction.Out, true, 4095, -1L),
            (
                kept.Fingerprint,
                kept.Contact,
                kept.Second,
                kept.HourOfDay,
                kept.Direction,
                kept.Failed,
                kept.Purpose,
                kept.Hundredths
            )
        );
    }

    [Fact]
    public void Equal_messages_of_one_import_all_count() =>
        Assert.Equal(
            2,
            DayOfEvents
                .Merge([
                    [Message(1), Message(1)],
                ])
                .Length
        );

    [Fact]
    public void Over_imports_the_larger_count_holds() =>
        Assert.Equal(
            [1UL, 1UL, 2UL],
            DayOfEvents
                .Merge([
                    [Message(1)],
                    [Message(1), Message(1)],
                    [Message(2)],
                ])
                .Select(one => one.Fingerprint)
        );

    [Fact]
    public void Of_two_reports_on_a_message_the_one_that_it_failed_holds() =>
        Assert.True(
            Assert
                .Single(
                    DayOfEvents.Merge([
                        [Message(1, failed: true)],
                        [Message(1)],
                    ])
                )
                .Failed
        );

    [Fact]
    public void Foreign_bytes_are_refused() =>
        Assert.Throws<InvalidDataException>(() => DayOfEvents.Unpack([9, 0, 0, 0, 0]));

    private static LedgerEvent Message(int fingerprint, bool failed = false) =>
        new((ulong)fingerprint, 1, 60, Direction.In, failed, 0, 0);
}
