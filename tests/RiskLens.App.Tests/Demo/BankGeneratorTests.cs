using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using RiskLens.App.Demo;
using RiskLens.Engine.Messages;

namespace RiskLens.App.Tests.Demo;

public sealed partial class BankGeneratorTests(BankFiles bank) : IClassFixture<BankFiles>
{
    private static readonly (DateTimeOffset Start, DateTimeOffset End)[] Outages =
    [
        (At("2021-10-04T15:39Z"), At("2021-10-04T22:50Z")),
        (At("2022-10-25T06:37Z"), At("2022-10-25T08:45Z")),
    ];

    [Fact]
    public void The_bank_is_as_large_as_asked()
    {
        Assert.InRange(bank.Truth.Messages, 1_000_000, 1_500_000);
        Assert.InRange(bank.Truth.Contacts, 40_000, 60_000);
        var drawn = bank.Truth.ConversationsDrawn.Values.Sum();
        Assert.InRange(drawn, 380_000, 460_000);
    }

    [Fact]
    public void The_truth_counts_what_the_files_hold()
    {
        var byHand = bank
            .Truth.MessagesByFile.Where(file => !file.Key.EndsWith(".csv", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(3, byHand.Count);
        Assert.Equal(bank.Truth.Messages, bank.Messages.Count + byHand.Sum(file => file.Value));

        // One customer in the chat, two in the Telegram account, three in the mailbox.
        Assert.Equal(bank.Truth.Contacts, bank.Messages.Select(m => m.Customer).Distinct().Count() + 6);
        Assert.All(
            bank.Messages.CountBy(m => m.Channel),
            channel =>
                Assert.Equal(bank.Truth.MessagesByFile[$"banque-fictive-{channel.Key}.csv"], channel.Value)
        );
        Assert.Equal(bank.Messages.Count, bank.Messages.Select(m => m.Id).Distinct().Count());
    }

    [Fact]
    public void The_logs_run_from_the_first_to_the_last_local_day()
    {
        var local = TimeSpan.FromHours(1);
        var first = bank.Messages.Min(m => m.Sent);
        var last = bank.Messages.Max(m => m.Sent);
        Assert.Equal(
            "2021-01-01",
            first.ToOffset(local).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );
        Assert.Equal("2022-12-31", last.ToOffset(local).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Every_file_is_in_order_of_time() =>
        Assert.All(
            bank.Messages.GroupBy(m => m.Channel),
            channel =>
                Assert.All(
                    channel.Zip(channel.Skip(1)),
                    pair => Assert.True(pair.First.Sent <= pair.Second.Sent)
                )
        );

    [Fact]
    public void Each_channel_carries_its_purposes_and_sms_is_for_notices_out_only()
    {
        var carried = bank
            .Messages.Select(m => $"{m.Channel}/{m.Purpose}")
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            "email/history email/services sms/notice telegram/balance telegram/history telegram/services "
                + "telegram/transfer ussd/balance ussd/transfer whatsapp/balance whatsapp/campaign "
                + "whatsapp/history whatsapp/services whatsapp/transfer",
            string.Join(' ', carried)
        );
        Assert.All(bank.Messages.Where(m => m.Channel == "sms"), m => Assert.Equal("out", m.Direction));
    }

    [Fact]
    public void Only_confirmed_transfers_move_money()
    {
        var moved = bank.Messages.Where(m => m.Amount != 0).ToList();
        Assert.All(
            moved,
            m => Assert.True(m is { Purpose: "transfer", Direction: "out", Amount: > 0 and <= 1_000_000 })
        );
        Assert.InRange(moved.Count, 80_000, 120_000);
    }

    [Fact]
    public void Some_messages_of_the_bank_fail_and_none_of_the_customers_do()
    {
        var failed = bank.Messages.Where(m => m.Status == "failed").ToList();
        Assert.All(failed, m => Assert.Equal("out", m.Direction));
        var sent = bank.Messages.Count(m => m.Direction == "out");
        Assert.InRange((double)failed.Count / sent, 0.01, 0.03);
    }

    [Fact]
    public void Every_customer_has_a_number_of_the_made_up_range() =>
        Assert.All(
            bank.Messages.Select(m => m.Customer).Distinct(),
            c => Assert.Matches(@"^\+237600[0-9]{6}$", c)
        );

    [Fact]
    public void Many_customers_are_seen_on_more_than_one_channel()
    {
        var sets = bank
            .Messages.GroupBy(m => m.Customer, m => m.Channel)
            .Select(seen => string.Join(' ', seen.Distinct().Order(StringComparer.Ordinal)))
            .CountBy(set => set)
            .ToDictionary();
        Assert.InRange(sets.Where(set => set.Key.Contains(' ')).Sum(set => set.Value), 15_000, 40_000);
        Assert.InRange(sets.Where(set => set.Key.Contains("whatsapp")).Sum(set => set.Value), 30_000, 48_000);
        Assert.Equal(
            sets,
            bank.Truth.ReachSets.ToDictionary(set => string.Join(' ', set.Channels), set => set.Contacts)
        );
    }

    [Fact]
    public void WhatsApp_is_silent_while_it_is_out_and_the_other_channels_are_not()
    {
        foreach (var (start, end) in Outages)
        {
            var during = bank.Messages.Where(m => m.Sent >= start && m.Sent < end).ToList();
            Assert.DoesNotContain(during, m => m.Channel == "whatsapp");
            Assert.Contains(during, m => m.Channel == "ussd");
            Assert.Contains(
                bank.Messages,
                m => m.Channel == "whatsapp" && m.Sent >= end && m.Sent < end.AddMinutes(30)
            );
        }
    }

    /// <summary>The ledger's rule written a second time, from the files: sets of active contacts by hour.</summary>
    [Fact]
    public void The_worlds_counts_are_those_of_a_ledger_built_from_the_files()
    {
        var world = BankWorld.Create(BankOptions.Bundled, TestContext.Current.CancellationToken);
        foreach (var flow in bank.Messages.GroupBy(m => (m.Channel, m.Purpose)))
        {
            var active = flow.Select(m => (m.Customer, Hour: HourOf(m.Sent))).ToHashSet();
            var begun = new int[BankCalendar.Hours];
            foreach (var (customer, hour) in active.Where(a => !active.Contains((a.Customer, a.Hour - 1))))
                begun[hour]++;
            var direction = flow.Key.Purpose is "notice" or "campaign" ? Direction.Out : Direction.In;
            Assert.Equal(begun, world.HourlyCounts(flow.Key.Channel, flow.Key.Purpose, direction));
        }
    }

    [Fact]
    public void The_ledger_truth_of_an_outage_is_what_the_files_show()
    {
        var active = bank
            .Messages.Where(m => m.Channel == "whatsapp")
            .Select(m => (m.Purpose, m.Customer, Hour: HourOf(m.Sent)))
            .ToHashSet();
        foreach (var ledger in bank.Truth.Outages.Select(o => o.Ledger))
        {
            Assert.Equal(24 + ledger.Hours + 48, ledger.Hourly.Count);
            foreach (var told in ledger.Hourly)
            {
                var hour = HourOf(At(told.HourUtc));
                var begun = active.Count(a =>
                    a.Hour == hour && !active.Contains((a.Purpose, a.Customer, hour - 1))
                );
                Assert.Equal(begun, told.With);
            }
        }
    }

    [Fact]
    public void The_chat_export_reads_as_a_french_android_export()
    {
        var lines = File.ReadAllLines(
            Path.Combine(bank.Folder, "Discussion WhatsApp avec Epicerie Fictive.txt")
        );
        var heads = lines.Where(IsHead).ToList();
        var authors = heads.ConvertAll(line => ChatLine().Match(line).Groups["author"].Value);
        Assert.InRange(heads.Count, 300, 900);
        Assert.Equal(
            bank.Truth.MessagesByFile["Discussion WhatsApp avec Epicerie Fictive.txt"],
            authors.Count(a => a.Length > 0)
        );
        Assert.Equal(
            ["", "Banque Fictive du Wouri", "Épicerie Fictive Ndokoti"],
            authors.Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Contains(heads, line => line.EndsWith(": <Médias omis>", StringComparison.Ordinal));
        Assert.Contains(lines, line => !IsHead(line));
    }

    [Fact]
    public void The_truth_file_says_that_all_is_fictional_and_reads_back()
    {
        var text = File.ReadAllText(Path.Combine(bank.Folder, BankGenerator.TruthFile));
        using var json = JsonDocument.Parse(text);
        Assert.True(json.RootElement.GetProperty("fictional").GetBoolean());
        Assert.Contains(
            "FICTIONAL",
            json.RootElement.GetProperty("notice").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(bank.Truth.Messages, json.RootElement.GetProperty("messages").GetInt64());
        Assert.Equal(2, json.RootElement.GetProperty("outages").GetArrayLength());
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var first = HashesOf(new BankOptions(1, 0.05));
        Assert.Equal(first, HashesOf(new BankOptions(1, 0.05)));
        Assert.All(
            first.Zip(HashesOf(new BankOptions(2, 0.05))),
            pair => Assert.NotEqual(pair.First, pair.Second)
        );
    }

    private static bool IsHead(string line) => ChatLine().IsMatch(line);

    [GeneratedRegex(
        @"^\d\d/\d\d/202[12] à \d\d:\d\d - (?:(?<author>[^:]+): .+|[^:]+)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ChatLine();

    private static List<string> HashesOf(BankOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("risklens-bank-");
        try
        {
            new BankGenerator(options).Write(folder.FullName, CancellationToken.None);
            return
            [
                .. BankGenerator
                    .LogNames.Append(BankGenerator.TruthFile)
                    .Select(name => Path.Combine(folder.FullName, name))
                    .Select(path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int HourOf(DateTimeOffset moment) =>
        (int)Math.Floor((moment - At("2020-12-31T23:00Z")).TotalHours);

    private static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);
}
