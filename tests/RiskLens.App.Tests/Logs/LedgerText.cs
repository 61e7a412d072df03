using System.Globalization;
using RiskLens.App.Tests.Storage;

namespace RiskLens.App.Tests.Logs;

/// <summary>A workspace's ledger and reach sets as one text, to compare.</summary>
internal static class LedgerText
{
    public static async Task<string> OfAsync(TempWorkspace temp)
    {
        var ledger = await temp.LedgerAsync();
        if (ledger is null)
            return "nothing";
        var lines = ledger
            .Activities.Select(a =>
                $"{a.Channel} {a.Purpose}: {Of(a.MessagesIn)}|{Of(a.MessagesOut)}|{Of(a.ConversationsIn)}|{Of(a.ConversationsOut)}|{Of(a.Contacts)}|{Of(a.Failed)}|{Of(a.Value)}"
            )
            .Append(string.Join(" ", ledger.Reach.Contacts))
            .Concat(
                ledger.Reach.Demand.Select(d =>
                    $"{d.Channel} {d.Purpose} {d.Direction}: {string.Join(" ", d.ConversationsBySet)}"
                )
            );
        return string.Join("\n", lines.Prepend($"{ledger.Start} {Invariant(ledger.Hours)}"));
    }

    private static string Of<T>(IEnumerable<T> numbers)
        where T : IFormattable => string.Join(",", numbers.Select(Invariant));

    private static string Invariant<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
