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
        from counting in Gen.Elements(Enum.GetValues<Counting>())
        select new LedgerEvent(
            (ulong)fingerprint,
            contact,
            second,
            direction,
            failed,
            purpose,
            hundredths,
            counting
        );

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
    public void An_event_without_an_amount_takes_sixteen_bytes() =>
        Assert.Equal(
            6 + 100 * 16,
            DayOfEvents.Pack([.. Enumerable.Range(0, 100).Select(i => Message(i))]).Length
        );

    [Fact]
    public void An_event_keeps_what_was_said_of_it()
    {
        var said = new LedgerEvent(
            ulong.MaxValue,
            7,
            86_399,
            Direction.Out,
            failed: true,
            LedgerEvent.MaxPurpose,
            -1,
            Counting.StatusOfId
        );
        var kept = Assert.Single(DayOfEvents.Unpack(DayOfEvents.Pack([said])));
        Assert.Equal(
            (ulong.MaxValue, 7, 86_399, 23, Direction.Out, true, 1023, -1L, Counting.StatusOfId),
            (
                kept.Fingerprint,
                kept.Contact,
                kept.Second,
                kept.HourOfDay,
                kept.Direction,
                kept.Failed,
                kept.Purpose,
                kept.Hundredths,
                kept.Counting
            )
        );
    }

    [Fact]
    public void The_head_tells_whether_a_day_looks_for_ids()
    {
        Assert.False(HoldsIds(Counting.Each));
        Assert.True(HoldsIds(Counting.OncePerId, Counting.Each));
        Assert.True(HoldsIds(Counting.StatusOfId));

        static bool HoldsIds(params Counting[] countings) =>
            DayOfEvents.HoldsIds(
                DayOfEvents
                    .Pack([
                        .. countings.Select(counting => new LedgerEvent(
                            1,
                            1,
                            60,
                            Direction.In,
                            false,
                            0,
                            0,
                            counting
                        )),
                    ])
                    .AsSpan(0, DayOfEvents.HeadBytes)
            );
    }

    [Fact]
    public void A_day_of_version_1_is_read_as_it_was_meant()
    {
        // One event at second 60 (0x3C << 15), out (bit 14), failed (bit 13), with an amount (bit 12), purpose 5.
        byte[] old =
        [
            .. Hex("01 01000000"),
            .. Hex("8877665544332211 07000000 05701E00"),
            .. Hex("39300000 00000000"),
        ];
        var one = Assert.Single(DayOfEvents.Unpack(old));
        Assert.Equal(new LedgerEvent(0x1122334455667788, 7, 60, Direction.Out, failed: true, 5, 12345), one);
        Assert.False(DayOfEvents.HoldsIds(old));

        // Its purposes went up to 4095; those above 1023 would now say how the event counts.
        old[18] |= 0x04;
        Assert.Throws<InvalidDataException>(() => DayOfEvents.Unpack(old));

        static byte[] Hex(string text) =>
            Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Foreign_bytes_are_refused() =>
        Assert.Throws<InvalidDataException>(() => DayOfEvents.Unpack([9, 0, 0, 0, 0]));

    private static LedgerEvent Message(int fingerprint) =>
        new((ulong)fingerprint, 1, 60, Direction.In, failed: false, 0, 0);
}
