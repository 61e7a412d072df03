using System.Globalization;
using System.Numerics;

namespace RiskLens.App.Demo;

/// <summary>Works out the truth of a fictional bank from its two worlds.</summary>
public static class TellTruth
{
    /// <summary>Goes up whenever the generator draws other logs for the same options.</summary>
    public const int GeneratorVersion = 2;

    /// <summary>The truth of a bank whose log files hold these numbers of messages.</summary>
    public static BankTruth Of(
        BankWorld world,
        IReadOnlyDictionary<string, long> messagesByFile,
        int otherContacts
    )
    {
        var sets = SeenSets(world);
        return new BankTruth(
            FictionalBank.Name,
            Fictional: true,
            FictionalBank.Notice,
            GeneratorVersion,
            world.Options.Seed,
            world.Options.Scale,
            FictionalBank.Zone,
            Iso(BankCalendar.DateOf(0)),
            Iso(BankCalendar.DateOf(BankCalendar.Days - 1)),
            messagesByFile.Values.Sum(),
            sets.Sum(set => set.Contacts) + otherContacts,
            messagesByFile,
            ByChannel(channel => world.Conversations.LongCount(c => BankFlow.All[c.Flow].Channel == channel)),
            ByChannel(channel => world.HourlyCounts(channel).Sum(count => (long)count)),
            DailyVariation(world),
            sets,
            [
                .. Enumerable
                    .Range(0, BankCalendar.Days)
                    .Select(BankCalendar.DateOf)
                    .Where(BankCalendar.IsCampaignDay)
                    .Select(Iso),
            ],
            [.. world.Outages.Select(draw => OutageOf(world, draw))]
        );
    }

    /// <summary>The truth of one outage planted in a bank.</summary>
    public static OutageTruth OutageOf(BankWorld world, BankOutageDraw draw)
    {
        var outage = draw.Outage;
        var hours = (outage.End - outage.Start).TotalHours;
        var notRerouted = draw.Recovered.Count + draw.Lost.Count;
        var unconfirmed = draw
            .Cut.Where(c => c.Amount > 0 && c.CutAt(outage.StartSecond).Amount == 0)
            .ToList();
        var expected = ExpectedDemand(world, outage);
        var level = world.Levels[BankFlow.ChannelIndex(BankOutage.Channel)][outage.StartSecond / (24 * 3600)];
        return new OutageTruth(
            outage.Id,
            BankOutage.Channel,
            Iso(outage.Start),
            Iso(outage.End),
            draw.Demand,
            draw.Rerouted.Count,
            draw.Recovered.Count,
            draw.Lost.Count,
            Part(draw.Rerouted.Count, draw.Demand),
            Part(draw.Recovered.Count, draw.Demand),
            Part(draw.Recovered.Count, notRerouted),
            Part(draw.Eligible, draw.Demand),
            expected,
            expected * level,
            Iso(outage.End.AddSeconds(outage.ReturnSeconds)),
            OutageEffect.PatienceHours,
            [.. Enumerable.Range(0, (int)Math.Ceiling(hours) + 1).Select(hour => draw.ChanceToReturn(hour))],
            draw.Cut.Count,
            unconfirmed.Count,
            unconfirmed.Sum(c => (long)c.Amount),
            [
                .. BankFlow
                    .All.Where(s => s.Channel == BankOutage.Channel)
                    .Select(s => PurposeOf(draw, s.Purpose)),
            ],
            LedgerOf(world, draw)
        );
    }

    private static LedgerTruth LedgerOf(BankWorld world, BankOutageDraw draw)
    {
        var outage = draw.Outage;
        var from = outage.StartSecond / 3600;
        var until = (outage.EndSecond + 3599) / 3600;
        var settled = (outage.EndSecond + outage.ReturnSeconds) / 3600 + 2;
        var with = world.HourlyCounts(BankOutage.Channel);
        var without = world.HourlyCountsWithoutOutages(BankOutage.Channel);
        var expected = world.Expected(BankOutage.Channel);
        var elsewhere = BankFlow
            .Channels.Where(channel => channel != BankOutage.Channel)
            .Sum(channel =>
                Between(world.HourlyCounts(channel), from, until)
                - Between(world.HourlyCountsWithoutOutages(channel), from, until)
            );
        return new LedgerTruth(
            (BankCalendar.StartHour + from).ToString(),
            until - from,
            Between(without, from, until),
            Between(with, from, until),
            Between(without, from, until) - Between(with, from, until),
            elsewhere,
            Between(with, until, settled) - Between(without, until, settled),
            draw.RecoveredTo.Count(c => c.Start < until * 3600),
            [
                .. Enumerable
                    .Range(from - 24, until - from + 72)
                    .Select(hour => new HourTruth(
                        (BankCalendar.StartHour + hour).ToString(),
                        without[hour],
                        with[hour],
                        expected[hour]
                    )),
            ]
        );
    }

    private static PurposeTruth PurposeOf(BankOutageDraw draw, string purpose)
    {
        var rerouted = Count(draw.Rerouted);
        var recovered = Count(draw.Recovered);
        var lost = Count(draw.Lost);
        return new PurposeTruth(purpose, rerouted + recovered + lost, rerouted, recovered, lost);

        int Count(IReadOnlyList<BankConversation> conversations) =>
            conversations.Count(c => BankFlow.All[c.Flow].Purpose == purpose);
    }

    private static double ExpectedDemand(BankWorld world, BankOutage outage)
    {
        var expected = world.Expected(BankOutage.Channel);
        var sum = 0.0;
        for (var hour = outage.StartSecond / 3600; hour * 3600 < outage.EndSecond; hour++)
        {
            var inside =
                Math.Min(outage.EndSecond, (hour + 1) * 3600) - Math.Max(outage.StartSecond, hour * 3600);
            sum += expected[hour] * inside / 3600;
        }
        return sum;
    }

    private static SortedDictionary<string, double> DailyVariation(BankWorld world)
    {
        var variation = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var allCounts = new double[BankCalendar.Days];
        var allExpected = new double[BankCalendar.Days];
        foreach (var channel in BankFlow.Channels)
        {
            var counts = Daily([.. world.HourlyCountsWithoutOutages(channel).Select(count => (double)count)]);
            var expected = Daily(world.Expected(channel));
            variation[channel] = SpreadAround(counts, expected);
            for (var day = 0; day < BankCalendar.Days; day++)
            {
                allCounts[day] += counts[day];
                allExpected[day] += expected[day];
            }
        }
        variation["all"] = SpreadAround(allCounts, allExpected);
        return variation;
    }

    private static double SpreadAround(double[] counts, double[] expected)
    {
        var ratios = counts.Zip(expected, (count, mean) => count / mean).ToArray();
        var average = ratios.Average();
        return Math.Sqrt(ratios.Sum(ratio => (ratio - average) * (ratio - average)) / (ratios.Length - 1));
    }

    private static double[] Daily(double[] hourly) => [.. hourly.Chunk(24).Select(day => day.Sum())];

    private static List<SeenSet> SeenSets(BankWorld world)
    {
        var seen = BankLedger.SeenSets(world);
        return
        [
            .. seen.Where(set => set != 0)
                .GroupBy(set => set)
                .OrderBy(group => BitOperations.PopCount((uint)group.Key))
                .ThenBy(group => group.Key)
                .Select(group => new SeenSet(
                    [.. BankFlow.Channels.Where((_, index) => (group.Key & (1 << index)) != 0)],
                    group.Count()
                )),
        ];
    }

    private static SortedDictionary<string, long> ByChannel(Func<string, long> count) =>
        new(BankFlow.Channels.ToDictionary(channel => channel, count), StringComparer.Ordinal);

    private static int Between(int[] counts, int from, int until) => counts[from..until].Sum();

    private static double Part(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Iso(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
