namespace RiskLens.App.Tests.Cli;

/// <summary>What import says to a person of messages and the words on them.</summary>
public sealed class ImportTextTests
{
    [Fact]
    public async Task Messages_come_first_and_later_words_on_them_are_told_apart()
    {
        using var temp = new TempFolder();
        var log = Path.Combine(temp.Path, "webhooks.jsonl");
        await WriteAsync(log, ("A", "sent"), ("A", "delivered"), ("A", "read"), ("B", "sent"));
        var first = await CommandRun.InAsync(temp.Path, ["import", log]);
        Assert.Contains("webhooks.jsonl: 2 messages of 1 contact on", first.Out, StringComparison.Ordinal);
        Assert.Contains(
            "  2 lines were repeats or later words on messages already counted",
            first.Out,
            StringComparison.Ordinal
        );
        var again = await CommandRun.InAsync(temp.Path, ["import", log]);
        Assert.Contains("webhooks.jsonl: 0 messages of 1 contact on", again.Out, StringComparison.Ordinal);
        Assert.Contains("  already imported: nothing is counted twice", again.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("lines were", again.Out, StringComparison.Ordinal);

        var later = Path.Combine(temp.Path, "later.jsonl");
        await WriteAsync(later, ("B", "failed"));
        var word = await CommandRun.InAsync(temp.Path, ["import", later]);
        Assert.Contains("later.jsonl: 0 messages of 1 contact on", word.Out, StringComparison.Ordinal);
        Assert.Contains(
            "  1 line was a repeat or a later word on a message already counted",
            word.Out,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("already imported", word.Out, StringComparison.Ordinal);
    }

    private static Task WriteAsync(string file, params (string Id, string Word)[] statuses) =>
        File.WriteAllLinesAsync(
            file,
            statuses.Select(
                (status, i) =>
                    $$$"""
                        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"237600000001","phone_number_id":"2"},"statuses":[{"id":"wamid.{{{status.Id}}}","status":"{{{status.Word}}}","timestamp":"{{{Time(
                            i
                        )}}}","recipient_id":"237699001122"}]}}]}]}
                        """
            ),
            TestContext.Current.CancellationToken
        );

    /// <summary>An hour later each time: a first log of one hour is refused.</summary>
    private static int Time(int i) => 1_700_000_200 + 3_600 * i;
}
