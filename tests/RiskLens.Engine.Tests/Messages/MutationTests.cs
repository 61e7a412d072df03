using System.Text;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Tests.Messages.Seeds;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>
/// Damaged files: seeded mutations of samples. Whatever happens to a file, it is read or refused with a remedy, its
/// lines are numbered in order, and what the reader hands over adds up to what the file holds.
/// </summary>
public sealed class MutationTests
{
    private static IReadOnlyList<(string Format, byte[] Log)> Seeds { get; } =
    [.. FirstSeeds.All, .. WhatsAppSeeds.All, .. ChatsSeeds.All, .. GatewaysSeeds.All, .. TableSeeds.All];

    public static TheoryData<string> Formats => [.. LogFormats.All.Select(format => format.Name)];

    private static int Count => Environment.GetEnvironmentVariable("RISKLENS_TESTS") == "all" ? 20_000 : 400;

    /// <summary>Else mutations would be of files that nothing reads. A page of HTML is always refused.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void A_seed_is_what_it_says(string format)
    {
        var seeds = Seeds.Where(seed => seed.Format == format).ToList();
        Assert.All(
            seeds,
            seed =>
                Assert.Equal(
                    format,
                    LogFormats.Recognise(LogHead.Of(LogReadings.Source(seed.Log)).Text)?.Name
                )
        );
        Assert.Contains(seeds, seed => format == "html" || MessagesIn(seed.Log, format) > 0);
    }

    private static int MessagesIn(byte[] log, string format)
    {
        try
        {
            var sink = LogFormats.All.Single(one => one.Name == format).Read(LogReadings.Source(log)).Sink;
            return sink.Messages.Count + sink.Counts.Count;
        }
        catch (RiskLensException)
        {
            return 0;
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_damaged_log_is_read_or_refused(string format)
    {
        var seeds = Seeds.Where(seed => seed.Format == format).ToList();
        var chance = new Chance(0x5EED);
        for (var trial = 0; trial < Count; trial++)
        {
            var bytes = Mutated(seeds[trial % seeds.Count].Log, chance);
            try
            {
                ReadAndCount(bytes, format);
            }
            catch (RiskLensException refusal)
            {
                Assert.NotEmpty(refusal.Remedy);
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail(FormattableString.Invariant($"{format}, trial {trial} of this seed: {fault}"));
            }
        }
    }

    [Fact]
    public void A_damaged_packed_log_is_read_or_refused()
    {
        var packed = new MemoryStream();
        using (
            var zip = new System.IO.Compression.ZipArchive(
                packed,
                System.IO.Compression.ZipArchiveMode.Create,
                leaveOpen: true
            )
        )
        {
            using var entry = zip.CreateEntry("_chat.txt").Open();
            entry.Write(Encoding.UTF8.GetBytes(FirstSeeds.Chat));
        }
        var chance = new Chance(0xB0B);
        for (var trial = 0; trial < Count; trial++)
        {
            var bytes = Mutated(packed.ToArray(), chance);
            try
            {
                var logs = LogContainer.Unwrap(
                    "x",
                    bytes.Length,
                    () => new MemoryStream(bytes, writable: false)
                );
                foreach (var log in logs)
                    LogHead.Of(log);
            }
            catch (RiskLensException refusal)
            {
                Assert.NotEmpty(refusal.Remedy);
            }
        }
    }

    /// <summary>
    /// The format of the seed reads the damaged log whatever recognition says, and so does the one that recognises it:
    /// neither may break.
    /// </summary>
    private static void ReadAndCount(byte[] bytes, string name)
    {
        var log = LogReadings.Source(bytes);
        var head = LogHead.Of(log);
        var own = LogFormats.All.Single(format => format.Name == name);
        foreach (var format in new[] { LogFormats.Recognise(head.Text), own }.OfType<ILogFormat>().Distinct())
        {
            try
            {
                ReadAndCount(format, log, head.Text);
            }
            catch (RiskLensException refusal)
            {
                Assert.NotEmpty(refusal.Remedy);
            }
        }
    }

    private static void ReadAndCount(ILogFormat format, LogSource log, string text)
    {
        var (sink, reading) = format.Read(log);
        Assert.All(sink.Rejections, rejected => Assert.Contains(rejected.Reason, RejectionReason.All));
        // A head of 64 KiB holds these files whole.
        var lines = text.Split('\n');
        if (format is WhatsAppExport or DelimitedFormat)
        {
            Assert.True(sink.Total <= lines.Length);
            Assert.Equal(sink.Rejections.OrderBy(rejected => rejected.Line), sink.Rejections);
        }
        if (format is DelimitedFormat && !text.Contains('"') && !text.Contains('\r'))
            Assert.Equal(lines.Count(line => line.Length > 0) - reading.Columns!.RowsAbove, sink.Total);
    }

    internal static byte[] Mutated(byte[] bytes, Chance chance)
    {
        var changed = new List<byte>(bytes);
        for (var changes = 1 + chance.Below(4); changes > 0 && changed.Count > 0; changes--)
        {
            var at = chance.Below(changed.Count);
            var length = Math.Min(1 + chance.Below(12), changed.Count - at);
            switch (chance.Below(6))
            {
                case 0:
                    changed[at] ^= (byte)(1 << chance.Below(8));
                    break;
                case 1:
                    changed.RemoveRange(at, length);
                    break;
                case 2:
                    changed.InsertRange(at, changed.GetRange(at, length));
                    break;
                case 3:
                    changed.RemoveRange(at, changed.Count - at);
                    break;
                case 4:
                    changed.Insert(at, "\"\n\r,;:[]-/.\t\\0\u00FF9 "u8[chance.Below(18)]);
                    break;
                default:
                    changed.InsertRange(at, changed.GetRange(chance.Below(changed.Count), 1));
                    break;
            }
        }
        return [.. changed];
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood, 2014): a seed gives the same mutations everywhere.</summary>
    internal sealed class Chance(ulong seed)
    {
        private ulong _state = seed;

        public int Below(int bound)
        {
            unchecked
            {
                _state += 0x9E3779B97F4A7C15;
                var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
                return (int)((z ^ (z >> 31)) % (ulong)bound);
            }
        }
    }
}
