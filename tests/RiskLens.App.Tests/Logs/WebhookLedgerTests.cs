using System.Globalization;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;

namespace RiskLens.App.Tests.Logs;

/// <summary>Logs that deliver a message more than once, and its statuses, in any order and in any files.</summary>
public sealed class WebhookLedgerTests
{
    private const int Ids = 120;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task An_archive_cut_anywhere_shuffled_and_repeated_gives_one_ledger(int seed)
    {
        var chance = new Chance(seed);
        var lines = Archive(chance);
        using var whole = await TempWorkspace.MakeAsync();
        var atOnce = Assert.Single((await ToldFormat.ImportAsync(whole, whole.Log("whole", lines))).Files);
        Assert.Equal((Ids, lines.Length - Ids), ((int)atOnce.Messages, (int)atOnce.Duplicates));
        var told = Assert.Single((await whole.LedgerAsync())!.Activities);
        Assert.Equal(FailedIn(lines), told.Failed.Sum());
        using var parts = await TempWorkspace.MakeAsync(keyOf: whole);
        var files = Cut(chance, chance.Shuffled(lines))
            .Select((cut, i) => parts.Log(i.ToString(CultureInfo.InvariantCulture), cut))
            .ToArray();
        foreach (var file in files)
            Assert.Null(Assert.Single((await ToldFormat.ImportAsync(parts, file)).Files).Refused);
        Assert.Equal(await LedgerText.OfAsync(whole), await LedgerText.OfAsync(parts));
    }

    [Fact]
    public async Task A_status_counts_once_and_where_no_message_does()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var file = await ImportAsync(
            temp,
            "once 2026-01-05T08:00:00Z out a m1",
            "status 2026-01-05T08:00:01Z out a m1",
            "status 2026-01-05T09:00:00Z out a m2",
            "status 2026-01-05T10:00:00Z out a m2 failed",
            "status 2026-02-03T10:00:00Z out a m2"
        );
        Assert.Equal((2L, 3L), (file.Messages, file.Duplicates));
        Assert.Equal(["08 1 0", "09 1 1"], await HoursOutAsync(temp));
    }

    [Fact]
    public async Task A_message_that_comes_later_takes_back_what_its_statuses_counted()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await ImportAsync(
            temp,
            "status 2026-01-20T08:00:00Z out a m1",
            "status 2026-01-21T08:00:00Z out a m2"
        );
        Assert.Equal(2, (await temp.LedgerAsync())!.Activities[0].MessagesOut.Sum());
        var later = await ImportAsync(
            temp,
            "once 2026-01-05T08:00:00Z out a m1",
            "once 2026-01-05T09:00:00Z out a m3"
        );
        Assert.Equal((1L, 1L), (later.Messages, later.Duplicates));
        Assert.Equal(["08 1 0", "09 1 0", "08 1 0"], await HoursOutAsync(temp));
    }

    [Theory]
    [InlineData("2026-01-06T00:01:00Z", "23 1 1")]
    [InlineData("2026-01-08T12:00:00Z", "23 1 1")]
    [InlineData("2026-02-04T23:59:59Z", "23 1 1")]
    public async Task A_failure_days_later_is_the_earlier_days_and_goes_with_its_file(
        string time,
        string hour
    )
    {
        foreach (var kind in (string[])["once", "status"])
        {
            using var temp = await TempWorkspace.MakeAsync();
            await ImportAsync(
                temp,
                "once 2026-01-05T20:00:00Z out a m0",
                "once 2026-01-05T23:59:00Z out a m1"
            );
            var before = await LedgerText.OfAsync(temp);
            var failure = await ImportAsync(temp, $"{kind} {time} out a m1 failed");
            Assert.Equal((0L, 1L), (failure.Messages, failure.Duplicates));
            Assert.Equal(["20 1 0", hour], await HoursOutAsync(temp));
            await new UndoImport(temp.Workspace).RunAsync(failure.ImportId!.Value, TempWorkspace.Stop);
            Assert.Equal(before, await LedgerText.OfAsync(temp));
            Assert.Equal(["20 1 0", "23 1 0"], await HoursOutAsync(temp));
        }
    }

    [Fact]
    public async Task A_failure_that_was_known_first_counts_until_its_message_comes()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await ImportAsync(
            temp,
            "status 2026-01-08T10:00:00Z out a m1 failed",
            "once 2026-01-08T12:00:00Z out a m2"
        );
        Assert.Equal(["10 1 1", "12 1 0"], await HoursOutAsync(temp));
        var message = await ImportAsync(temp, "once 2026-01-05T08:00:00Z out a m1");
        Assert.Equal((0L, 1L), (message.Messages, message.Duplicates));
        Assert.Equal(["08 1 1", "12 1 0"], await HoursOutAsync(temp));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Files_undone_and_imported_in_any_order_leave_the_ledger_of_those_that_stay(int seed)
    {
        var chance = new Chance(seed);
        var files = Cut(chance, chance.Shuffled(Archive(chance)));
        using var with = await TempWorkspace.MakeAsync();
        using var without = await TempWorkspace.MakeAsync(keyOf: with);
        var gone = new List<int>();
        foreach (var (i, lines) in files.Index())
        {
            var file = await ImportAsync(with, lines);
            if (i % 2 == 0)
                gone.Add(file.ImportId!.Value);
        }

        foreach (var id in chance.Shuffled(gone))
            await new UndoImport(with.Workspace).RunAsync(id, TempWorkspace.Stop);
        foreach (var (_, lines) in files.Index().Where(file => file.Index % 2 == 1).Reverse())
            await ImportAsync(without, lines);
        Assert.Equal(await LedgerText.OfAsync(without), await LedgerText.OfAsync(with));
    }

    [Fact]
    public async Task A_delivery_repeated_after_midnight_is_no_second_message_and_a_lines_id_is_no_delivery()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await ImportAsync(
            temp,
            "once 2026-01-05T23:59:59Z out a m1",
            "once 2026-01-06T00:00:01Z out a m1",
            "each 2026-01-06T02:00:00Z out a m9",
            "each 2026-01-06T02:00:00Z out a m9"
        );
        Assert.Equal(["23 1 0", "02 2 0"], await HoursOutAsync(temp));
    }

    [Fact]
    public async Task Two_names_of_one_messages_contact_do_not_depend_on_which_came_first()
    {
        string[] first =
        [
            "once 2026-01-05T08:00:00Z in user-17 m1",
            // A conversation of its own only where the message of the hour before is the other's.
            "once 2026-01-05T09:00:00Z in user-17 m2",
        ];
        string[] second =
        [
            "once 2026-01-05T08:00:00Z in +237699000001 m1",
            "once 2026-01-05T12:00:00Z in +237699000001 m3",
        ];
        using var forth = await TempWorkspace.MakeAsync();
        await ImportAsync(forth, first);
        await ImportAsync(forth, second);
        using var back = await TempWorkspace.MakeAsync(keyOf: forth);
        await ImportAsync(back, second);
        await ImportAsync(back, first);
        Assert.Equal(await LedgerText.OfAsync(forth), await LedgerText.OfAsync(back));
    }

    private static async Task<ImportedFile> ImportAsync(TempWorkspace temp, params string[] lines) =>
        Assert.Single((await ToldFormat.ImportAsync(temp, temp.Log("log", lines))).Files);

    /// <summary>Hours with a message: hour of the day, messages out, failed.</summary>
    private static async Task<string[]> HoursOutAsync(TempWorkspace temp)
    {
        var ledger = (await temp.LedgerAsync())!;
        var activity = Assert.Single(ledger.Activities);
        return
        [
            .. activity
                .MessagesOut.Select(
                    (messages, hour) => (Hour: ledger.Start + hour, messages, activity.Failed[hour])
                )
                .Where(hour => hour.messages > 0)
                .Select(hour =>
                    $"{hour.Hour.ToString()[11..13]} {hour.messages.ToString(CultureInfo.InvariantCulture)} {hour.Item3.ToString(CultureInfo.InvariantCulture)}"
                ),
        ];
    }

    /// <summary>
    /// Messages of forty days: from customers, delivered one to three times; from the company, some themselves, all
    /// with statuses that follow each other by less than thirty days.
    /// </summary>
    private static string[] Archive(Chance chance)
    {
        var start = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        var lines = new List<string>();
        for (var id = 0; id < Ids; id++)
        {
            var time = start.AddMinutes(chance.Below(40 * 24 * 60));
            var sent = time;
            var contact = chance.Below(9).ToString(CultureInfo.InvariantCulture);
            var fromCustomer = chance.Below(2) == 0;
            var deliveries = fromCustomer ? 1 + chance.Below(3) : chance.Below(2);
            for (var i = 0; i < deliveries; i++)
                Tell("once", failed: false);
            for (var i = fromCustomer ? 0 : 1 + chance.Below(4); i > 0; i--)
            {
                time = time.AddMinutes(chance.Below(3) == 0 ? chance.Below(25 * 24 * 60) : chance.Below(60));
                var failed = chance.Below(5) == 0;
                Tell(failed && deliveries > 0 && time < sent.AddDays(30) ? "once" : "status", failed);
            }

            void Tell(string kind, bool failed) =>
                lines.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{kind} {time:yyyy-MM-dd'T'HH:mm:ss'Z'} {(fromCustomer ? "in" : "out")} c{contact} m{id}{(failed ? " failed" : "")}"
                    )
                );
        }

        return [.. lines];
    }

    /// <summary>Messages of an archive with a failure on the first 31 UTC days from their first line on.</summary>
    private static int FailedIn(string[] lines) =>
        lines
            .Select(line => line.Split(' '))
            .GroupBy(fields => fields[4])
            .Count(told =>
            {
                var last = told.Min(DayOf).AddDays(30);
                return told.Any(fields => fields.Length > 5 && DayOf(fields) <= last);
            });

    private static DateOnly DayOf(string[] fields) =>
        DateOnly.ParseExact(fields[1][..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Stretches that overlap and together hold all lines, in any order.</summary>
    private static string[][] Cut(Chance chance, string[] lines)
    {
        var cuts = new List<string[]>();
        for (var from = 0; from < lines.Length; )
        {
            var to = Math.Min(lines.Length, from + 20 + chance.Below(60));
            cuts.Add(lines[Math.Max(0, from - chance.Below(20) - 2)..to]);
            from = to;
        }

        return chance.Shuffled(cuts);
    }
}
