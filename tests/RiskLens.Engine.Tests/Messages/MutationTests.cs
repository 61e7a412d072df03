using System.Text;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>
/// Damaged files: seeded mutations of samples. Whatever happens to a file, it is read or refused with a remedy, its
/// lines are numbered in order, and what the reader hands over adds up to what the file holds.
/// </summary>
public sealed class MutationTests
{
    private const string Chat =
        "\u200E[24/10/2021, 16:39:05] Alice: \u200Eimage omitted\r\n[24/10/2021, 16:39:06] Bob: Salut\nsuite 12.10.2021, 9:05\r\n"
        + "[25/10/2021, 00:01:00] ~\u202F+237 699 00 11 22: x: y\r\n[25/10/2021, 00:02:00] \u200EAlice: \u200EMissed voice call\r\n";

    private const string AndroidChat =
        "10/24/21, 4:39\u202FPM - Messages and calls are end-to-end encrypted.\n10/24/21, 4:39\u202FPM - Ann: a\n\n\n"
        + "10/25/21, 12:39\u202FAM - Bob:\n10/25/21, 1:39\u202FAM - Bob: <Media omitted>\n";

    private const string Table =
        "time,contact,channel,direction,amount,text\n2021-10-04T15:39:00Z,+237 699 00 11 22,sms,in,\"1,250.00\",\"a\nb\"\n"
        + "24/10/2021 16:39,Élodie,E-mail,out,,x\n1633361940,c,,in,-5,\"\"\"q\"\"\"\n\"Mon, 04 Oct 2021 15:39:00 +0000\",d,sms,out,1,\n";

    private const string PlainTable =
        "Date;Heure;Client;Sens\n24/10/2021;16:39;a;entrant\n25/10/2021;4:39 PM;b;sortant\n26/10/2021;;c;in\n";

    private static int Count =>
        Environment.GetEnvironmentVariable("RISKLENS_TESTS") == "all" ? 20_000 : 2_000;

    [Fact]
    public void A_damaged_log_is_read_or_refused()
    {
        string[] samples = [Chat, AndroidChat, Table, PlainTable];
        var chance = new Chance(0x5EED);
        for (var trial = 0; trial < Count; trial++)
        {
            var bytes = Mutated(Encoding.UTF8.GetBytes(samples[trial % samples.Length]), chance);
            try
            {
                ReadAndCount(bytes);
            }
            catch (RiskLensException refusal)
            {
                Assert.NotEmpty(refusal.Remedy);
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail(FormattableString.Invariant($"Trial {trial} of this seed: {fault}"));
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
            entry.Write(Encoding.UTF8.GetBytes(Chat));
        }
        var chance = new Chance(0xB0B);
        for (var trial = 0; trial < Count / 4; trial++)
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

    private static void ReadAndCount(byte[] bytes)
    {
        var log = LogReadings.Source(bytes);
        var head = LogHead.Of(log);
        foreach (var format in LogFormats.All)
        {
            if (!format.Recognises(head.Text))
                continue;
            var (sink, reading) = format.Read(log);
            // A head of 64 KiB holds these files whole.
            var lines = head.Text.Split('\n');
            Assert.True(sink.Total <= lines.Length);
            Assert.Equal(sink.Rejections.OrderBy(rejected => rejected.Line), sink.Rejections);
            Assert.All(sink.Rejections, rejected => Assert.Contains(rejected.Reason, RejectionReason.All));
            if (format is DelimitedFormat && !head.Text.Contains('"') && !head.Text.Contains('\r'))
                Assert.Equal(lines.Count(line => line.Length > 0) - reading.Columns!.RowsAbove, sink.Total);
        }
    }

    private static byte[] Mutated(byte[] bytes, Chance chance)
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
    private sealed class Chance(ulong seed)
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
