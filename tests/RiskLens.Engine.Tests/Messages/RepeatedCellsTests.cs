using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>Cells that come again and again, and times in the commonest form, are read in shorter ways.</summary>
public sealed class RepeatedCellsTests
{
    private static readonly DelimitedFormat Csv = new();

    [Fact]
    public void A_time_in_the_common_form_is_read_as_with_its_offset_in_numbers() =>
        Prop.ForAll(
                Gen.Choose(0, 1_700_000_000).ArrayOf().ToArbitrary(),
                seconds =>
                {
                    var times = seconds.Select(second =>
                        DateTimeOffset
                            .FromUnixTimeSeconds(second)
                            .ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
                    );
                    // The last can be no time: hour, day, minute, digit.
                    string[] all =
                    [
                        .. times,
                        "2021-01-31T24:00:00",
                        "2021-02-29T10:00:00",
                        "2021-02-28T10:60:00",
                        "2021-02-2xT10:00:00",
                    ];
                    var common = Read(all.Select(time => time + "Z"));
                    var other = Read(all.Select(time => time + "+00:00"));
                    return common.Messages.SequenceEqual(other.Messages)
                        && common
                            .Rejections.Select(one => one.Reason)
                            .SequenceEqual(other.Rejections.Select(one => one.Reason))
                        && common.Rejections.Count >= 4;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_word_means_the_same_in_every_row()
    {
        // More words than are remembered at once; some differ in their last letter or their length alone.
        (string Word, bool? Failed, Direction? Direction)[] words =
        [
            ("failed", true, Direction.In),
            ("FAILED", true, Direction.In),
            ("faile", false, Direction.In),
            ("delivered", false, Direction.Out),
            ("undeliverable---", true, Direction.Out),
            ("undeliverable--x", false, Direction.Out),
            ("", false, Direction.In),
            .. Enumerable
                .Range(0, 500)
                .Select(i =>
                    ((string, bool?, Direction?))($"word{i}", false, i % 3 == 0 ? null : Direction.Out)
                ),
        ];
        var rows = Enumerable
            .Range(0, 3)
            .SelectMany(_ => words)
            .Select(one => $"2021-10-04T15:39:00Z,c,{one.Word},{Written(one.Direction)}");
        var sink = Csv.Read(
            "time,contact,status,direction\n" + string.Join("\n", rows) + "\n",
            LogReadings.Context
        );
        var expected = Enumerable.Range(0, 3).SelectMany(_ => words).ToList();
        Assert.Equal(
            expected
                .Where(one => one.Direction is not null)
                .Select(one => (one.Failed!.Value, one.Direction!.Value)),
            sink.Messages.Select(one => (one.Failed, one.Direction))
        );
        Assert.Equal(expected.Count(one => one.Direction is null), sink.Rejections.Count);
    }

    [Theory]
    [InlineData("+237699000001", "+237699000001")]
    [InlineData("+2376990", "+2376990")]
    [InlineData("+123456", "+123456")]
    [InlineData("+1234567890123456", "+1234567890123456")]
    [InlineData("+237 699 00 00 01", "+237699000001")]
    public void A_number_written_internationally_stays_as_it_is(string written, string contact) =>
        Assert.Equal(
            contact,
            Assert
                .Single(
                    Csv.Read($"time,contact\n2021-10-04T15:39:00Z,{written}\n", LogReadings.Context).Messages
                )
                .Contact
        );

    [Theory]
    [InlineData("0", 0)]
    [InlineData("007", 7)]
    [InlineData("999999999999999999", 999_999_999_999_999_999)]
    public void An_amount_of_digits_is_their_number(string cell, long amount) =>
        Assert.Equal(
            amount,
            Assert
                .Single(
                    Csv.Read(
                        $"time,contact,amount\n2021-10-04T15:39:00Z,c,{cell}\n",
                        LogReadings.Context
                    ).Messages
                )
                .Amount
        );

    private static string Written(Direction? direction) =>
        direction switch
        {
            Direction.In => "Entrant",
            Direction.Out => "OUT",
            _ => "aside",
        };

    private static RecordingSink Read(IEnumerable<string> times) =>
        Csv.Read("time,contact\n" + string.Concat(times.Select(time => time + ",c\n")), LogReadings.Context);
}
