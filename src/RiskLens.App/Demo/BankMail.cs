using System.Globalization;
using System.Text;
using RiskLens.Engine.Numerics;

namespace RiskLens.App.Demo;

/// <summary>
/// Writes the mailbox of the bank's advisers as an mbox file: what three business customers wrote and what the bank
/// answered. All addresses are of domains that nobody can own (RFC 2606).
/// </summary>
internal static class BankMail
{
    public const string FileName = "banque-fictive-conseil.mbox";

    private const string Bank = "conseil@banque-fictive.example";

    /// <summary>The customers' addresses.</summary>
    public static IReadOnlyList<string> Customers { get; } =
    ["garage@bonaberi.example", "pressing@bonapriso.example", "quincaillerie@akwa.example"];

    /// <summary>Writes the mailbox and gives its number of messages.</summary>
    public static long Write(Stream into, Rng rng)
    {
        using var writer = new StreamWriter(into, new UTF8Encoding(false), leaveOpen: true);
        var turns = Customers
            .SelectMany(customer => BankTalk.Of(rng.Fork(customer)).Select(turn => (customer, turn)))
            .OrderBy(one => one.turn.Moment)
            .ThenBy(one => one.customer, StringComparer.Ordinal);
        var number = 0L;
        foreach (var (customer, turn) in turns)
            Write(writer, customer, turn, ++number);
        return number;
    }

    private static void Write(StreamWriter writer, string customer, BankTurn turn, long number)
    {
        var (from, to) = turn.ByBank ? (Bank, customer) : (customer, Bank);
        writer.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                From {from} {turn.Moment.UtcDateTime:ddd MMM dd HH:mm:ss yyyy}
                From: <{from}>
                To: <{to}>
                Date: {turn.Moment:ddd, dd MMM yyyy HH:mm:ss} +0100
                Message-ID: <{number:D6}@banque-fictive.example>
                Subject: Message fictif
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                {turn.Text ?? "(image)"}


                """
            )
        );
    }
}
