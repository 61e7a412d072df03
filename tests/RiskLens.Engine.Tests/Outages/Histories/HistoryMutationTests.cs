using RiskLens.Engine.Outages;
using RiskLens.Engine.Tests.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Outages.Histories;

/// <summary>
/// Damaged histories: seeded mutations of samples. Whatever happens to a file, it is read or refused with a remedy, and
/// what comes out keeps its bounds.
/// </summary>
public sealed class HistoryMutationTests
{
    public static TheoryData<string> Formats => [.. HistoryFormats.All.Select(format => format.Name)];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, HistorySeeds.All.Count)];

    /// <summary>Spread over the formats.</summary>
    private static int Count =>
        (Environment.GetEnvironmentVariable("RISKLENS_TESTS") == "all" ? 20_000 : 2_000)
        / HistoryFormats.All.Count;

    /// <summary>Else mutations would be of files that nothing reads.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_seed_is_claimed_by_its_own_format_first(int seed)
    {
        var (format, history) = HistorySeeds.All[seed];
        Assert.Equal(format, HistoryFormats.Detect(HistoryHead.Of(AnyHistory.Source(history)))?.Name);
        Assert.NotEmpty(AnyHistory.Read(history).Outages);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_damaged_history_is_read_or_refused(string name)
    {
        var seeds = HistorySeeds.All.Where(seed => seed.Format == name).ToList();
        var own = HistoryFormats.All.Single(format => format.Name == name);
        var chance = new MutationTests.Chance(0x0A7A6E);
        for (var trial = 0; trial < Count; trial++)
        {
            var bytes = MutationTests.Mutated(seeds[trial % seeds.Count].History, chance);
            try
            {
                ReadAndCheck(bytes, own);
            }
            catch (RiskLensException refusal)
            {
                Assert.NotEmpty(refusal.Remedy);
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail(FormattableString.Invariant($"{name}, trial {trial} of this seed: {fault}"));
            }
        }
    }

    /// <summary>The format of the seed reads whatever recognition says, and so does the one that recognises it.</summary>
    private static void ReadAndCheck(byte[] bytes, IOutageHistoryFormat own)
    {
        var source = AnyHistory.Source(bytes);
        var detected = HistoryFormats.Detect(HistoryHead.Of(source));
        foreach (var format in new[] { detected, own }.OfType<IOutageHistoryFormat>().Distinct())
        {
            try
            {
                Check(format.Read(source, AnyHistory.Context));
            }
            catch (RiskLensException refusal)
            {
                Assert.NotEmpty(refusal.Remedy);
            }
        }
    }

    private static void Check(HistoryReading reading)
    {
        Assert.All(reading.Rejected, one => Assert.Contains(one.Reason, HistoryRejection.All));
        Assert.All(
            reading.Watched,
            one => Assert.True(one.From < one.To && one.To <= AnyHistory.Context.Latest)
        );
        foreach (var outage in reading.Outages)
        {
            Assert.True(outage.Start <= AnyHistory.Context.Latest);
            Assert.True(outage.End is null || outage.End > outage.Start);
            Assert.True(outage.ShortestHours >= 0 && outage.ShortestHours <= outage.LongestHours);
            Assert.Contains(outage.Precision, (string[])["minute", "hour", "day"]);
            Assert.InRange(outage.Title.Length, 0, 200);
            Assert.NotEmpty(outage.Page);
            Assert.All(outage.Windows, window => Assert.InRange(window.Quote.Length, 0, 200));
            Assert.All(
                outage.Windows,
                window => Assert.True(window.End is null || window.End > window.Start)
            );
        }
    }
}
