using System.Text.Json;
using RiskLens.Engine.Numerics;

namespace RiskLens.App.Demo;

/// <summary>
/// Writes the fictional bank's log files: one CSV for each channel, three exports that a person made by hand
/// (a WhatsApp chat, a Telegram account, a mailbox), and what was planted in them. The same options give the same bytes.
/// </summary>
public sealed class BankGenerator(BankOptions options)
{
    /// <summary>The file that holds the <see cref="BankTruth"/>, beside the logs.</summary>
    public const string TruthFile = "truth.json";

    /// <summary>The file that tells a person who opens the folder that all of it is invented.</summary>
    public const string NoticeFile = "FICTIONAL.txt";

    internal static JsonSerializerOptions TruthJson { get; } =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Names of the log files, in the order in which they are imported.</summary>
    public static IReadOnlyList<string> LogNames { get; } =
    [
        .. BankFlow.Channels.Select(BankLogFiles.NameOf),
        BankChat.FileName,
        BankTelegram.FileName,
        BankMail.FileName,
    ];

    /// <summary>Writes all files into an existing folder.</summary>
    public BankTruth Write(string folder, CancellationToken cancellationToken)
    {
        var world = BankWorld.Create(options, cancellationToken);
        var messages = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var channel in BankFlow.Channels)
        {
            var name = BankLogFiles.NameOf(channel);
            using var file = File.Create(Path.Combine(folder, name));
            messages[name] = BankLogFiles.Write(file, world.Conversations, channel, cancellationToken);
        }
        ByHand(BankChat.FileName, BankChat.Write, "chat");
        ByHand(BankTelegram.FileName, BankTelegram.Write, "telegram");
        ByHand(BankMail.FileName, BankMail.Write, "mail");
        File.WriteAllText(Path.Combine(folder, NoticeFile), FictionalBank.Notice + "\n");
        var truth = TellTruth.Of(
            world,
            messages,
            otherContacts: 1 + BankTelegram.Customers.Count + BankMail.Customers.Count
        );
        File.WriteAllText(Path.Combine(folder, TruthFile), JsonSerializer.Serialize(truth, TruthJson) + "\n");
        return truth;

        void ByHand(string name, Func<Stream, Rng, long> write, string fork)
        {
            using var file = File.Create(Path.Combine(folder, name));
            messages[name] = write(file, new Rng(options.Seed).Fork(fork));
        }
    }
}
