using RiskLens.Engine.Messages;
using RiskLens.Engine.Numerics;

namespace RiskLens.App.Demo;

/// <summary>
/// Draws the conversations that customers and bank would begin if no channel ever failed: Poisson counts by hour
/// around the calendar's expectation, times a random level of the local day.
/// </summary>
internal sealed class BankDemand(Rng rng, BankContacts contacts, double scale)
{
    /// <summary>Together a log sd of 0.094: every channel, and the bank as a whole, varies by over 8 % a day.</summary>
    private const double DayLogSd = 0.08;
    private const double ChannelDayLogSd = 0.05;
    private const double WhatsAppFailure = 0.015;
    private const double SmsFailure = 0.04;
    private const double OtherFailure = 0.01;
    private const double AmountMedian = 25_000;
    private const double AmountLogSd = 1.0;
    private const int AmountStep = 500;
    private const int AmountLimit = 1_000_000;

    /// <summary>Level of each channel on each local day, mean 1.</summary>
    public double[][] Levels { get; } = DrawLevels(rng.Fork("levels"));

    /// <summary>All conversations, by time of their first message.</summary>
    public BankConversation[] Draw(CancellationToken cancellationToken)
    {
        var drawn = new List<BankConversation>();
        for (var flow = 0; flow < BankFlow.All.Count; flow++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DrawFlow(flow, drawn);
        }
        return InOrder(drawn);
    }

    /// <summary>Sorts by first message; equal moments keep the order in which they were drawn.</summary>
    public static BankConversation[] InOrder(List<BankConversation> conversations)
    {
        var keys = new long[conversations.Count];
        for (var index = 0; index < keys.Length; index++)
            keys[index] = ((long)conversations[index].Start << 32) | (uint)index;
        Array.Sort(keys);
        return Array.ConvertAll(keys, key => conversations[(int)(key & uint.MaxValue)]);
    }

    private void DrawFlow(int flow, List<BankConversation> into)
    {
        var what = BankFlow.All[flow];
        var channel = BankFlow.ChannelIndex(what.Channel);
        var chance = rng.Fork($"demand/{what.Channel}/{what.Purpose}");
        for (var hour = 0; hour < BankCalendar.Hours; hour++)
        {
            var count = chance.NextPoisson(
                BankCalendar.Expected(what, hour) * scale * Levels[channel][hour / 24]
            );
            for (var i = 0; i < count; i++)
            {
                var start = hour * 3600 + chance.NextInt(3600);
                var contact = contacts.Draw(chance, channel);
                into.Add(DrawOne(chance, (byte)flow, start, contact).CutAt(BankCalendar.Seconds));
            }
        }
    }

    private static BankConversation DrawOne(Rng chance, byte flow, int start, int contact)
    {
        var what = BankFlow.All[flow];
        var count = DrawCount(chance, what.Purpose);
        Span<int> times = stackalloc int[4];
        var failed = 0;
        for (var message = 0; message < count; message++)
        {
            var byBank = what.WriterOf(message) == Direction.Out;
            var gap = byBank ? Gap(chance, 4, 20, 120) : Gap(chance, 12, 60, 300);
            if (message > 0)
                times[message] = times[message - 1] + gap;
            if (byBank && chance.NextDouble() < FailureOn(what.Channel))
                failed |= 1 << message;
        }
        return new BankConversation(
            start,
            contact,
            flow,
            (byte)count,
            (ushort)times[1],
            (ushort)times[2],
            (ushort)times[3],
            (byte)failed,
            what.Purpose == BankFlow.Transfer ? DrawAmount(chance) : 0
        );
    }

    private static int DrawCount(Rng chance, string purpose)
    {
        var uniform = chance.NextDouble();
        return purpose switch
        {
            "notice" => uniform < 0.6 ? 1 : 2,
            BankFlow.Campaign => uniform < 0.88 ? 1 : 3,
            _ when uniform < 0.18 => 2,
            _ when uniform < 0.42 => 3,
            _ => 4,
        };
    }

    private static double FailureOn(string channel) =>
        channel switch
        {
            "sms" => SmsFailure,
            "whatsapp" => WhatsAppFailure,
            _ => OtherFailure,
        };

    private static int Gap(Rng chance, int least, double mean, int most) =>
        Math.Min(most, least + (int)(mean * chance.NextExponential()));

    private static int DrawAmount(Rng chance)
    {
        var amount = AmountMedian * Math.Exp(AmountLogSd * chance.NextNormal());
        var steps = (int)Math.Round(Math.Min(amount, AmountLimit) / AmountStep);
        return Math.Max(1, steps) * AmountStep;
    }

    private static double[][] DrawLevels(Rng rng)
    {
        var bank = rng.Fork("bank");
        var common = new double[BankCalendar.Days];
        for (var day = 0; day < common.Length; day++)
            common[day] = Level(bank, DayLogSd);
        return
        [
            .. BankFlow.Channels.Select(channel =>
            {
                var own = rng.Fork(channel);
                return Array.ConvertAll(common, level => level * Level(own, ChannelDayLogSd));
            }),
        ];
    }

    private static double Level(Rng rng, double logSd) =>
        Math.Exp(logSd * rng.NextNormal() - logSd * logSd / 2);
}
