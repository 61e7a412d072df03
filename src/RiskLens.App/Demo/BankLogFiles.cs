using System.Globalization;
using System.Text;
using RiskLens.Engine.Messages;

namespace RiskLens.App.Demo;

/// <summary>
/// Writes one channel's log as its provider would export it: a CSV with one line a message, by time. Phone
/// numbers identify customers on every channel.
/// </summary>
internal static class BankLogFiles
{
    public const string Header = "sent_at,message_id,channel,direction,customer,purpose,status,amount";

    /// <summary>The name of a channel's file.</summary>
    public static string NameOf(string channel) => $"banque-fictive-{channel}.csv";

    /// <summary>Writes a channel's log and gives its number of messages.</summary>
    public static long Write(
        Stream into,
        IReadOnlyList<BankConversation> conversations,
        string channel,
        CancellationToken cancellationToken
    )
    {
        using var writer = new StreamWriter(into, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        writer.Write(Header + "\n");
        Span<char> line = stackalloc char[200];
        var number = 0L;
        foreach (var key in InOrder(conversations, channel))
        {
            if ((number & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            number++;
            var conversation = conversations[(int)(key >> 2 & 0xFFFFFFF)];
            var message = (int)(key & 3);
            writer.Write(line[..Format(line, conversation, message, number)]);
        }
        return number;
    }

    /// <summary>Messages of a channel by time: second, then conversation, then place, packed into one number.</summary>
    private static long[] InOrder(IReadOnlyList<BankConversation> conversations, string channel)
    {
        var keys = new List<long>(conversations.Count * 3);
        for (var index = 0; index < conversations.Count; index++)
        {
            var conversation = conversations[index];
            if (BankFlow.All[conversation.Flow].Channel != channel)
                continue;
            for (var message = 0; message < conversation.Count; message++)
                keys.Add(((long)conversation.TimeOf(message) << 30) | ((long)index << 2) | (long)message);
        }
        keys.Sort();
        return [.. keys];
    }

    private static int Format(Span<char> line, in BankConversation conversation, int message, long number)
    {
        var what = BankFlow.All[conversation.Flow];
        var byBank = what.WriterOf(message) == Direction.Out;
        var moment = BankCalendar.MomentOf(conversation.TimeOf(message));
        // Providers differ: the SMS aggregator and the mail gateway write the bank's time with its offset.
        var local = what.Channel is "sms" or "email";
        var time = local ? moment.DateTime : moment.UtcDateTime;
        line.TryWrite(
            CultureInfo.InvariantCulture,
            $"{time:yyyy-MM-ddTHH:mm:ss}{(local ? "+01:00" : "Z")},{what.Channel}-{number:D7},{what.Channel},{(byBank ? "out" : "in")},+237600{BankContacts.NumberOf(conversation.Contact):D6},{what.Purpose},{StatusOf(conversation, message, byBank)},",
            out var written
        );
        if (conversation.Amount > 0 && message == conversation.AmountAt)
        {
            conversation.Amount.TryFormat(
                line[written..],
                out var digits,
                provider: CultureInfo.InvariantCulture
            );
            written += digits;
        }
        line[written] = '\n';
        return written + 1;
    }

    private static string StatusOf(in BankConversation conversation, int message, bool byBank)
    {
        if (!byBank)
            return "received";
        return (conversation.Failed & (1 << message)) != 0 ? "failed" : "delivered";
    }
}
