using RiskLens.App.Outages;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Outages;

public sealed class JudgedOutagesTests
{
    [Fact]
    public async Task What_a_person_corrects_is_what_counts()
    {
        using var temp = await ImportedAsync();
        var row = await Histories.ConfirmAsync(
            temp,
            "own-2",
            new Judgement(
                "operator-CM",
                Histories.Utc("2026-04-02T07:30"),
                Histories.Utc("2026-04-02T10:00"),
                FunctionStopped: new ShareRange(0.2, 0.8),
                CustomersStruck: new ShareRange(0.5, 0.5),
                Note: "one operator only"
            )
        );
        Assert.Equal(("OWN-2", "confirmed", "one operator only"), (row.Id, row.Status, row.Note));
        var own = (await Histories.LoadAsync(temp)).Outages.Single(o => o.Id == "OWN-2");
        Assert.Equal(
            ("operator-CM", 2.5, 2.5, "minute"),
            (own.Node, own.Shortest, own.Longest, own.Precision)
        );
        Assert.Equal(new ShareRange(0.2, 0.8), own.FunctionStopped["sms"]);
        Assert.Equal(new ShareRange(0.5, 0.5), own.CustomersStruck);
    }

    [Fact]
    public async Task A_rejected_outage_stays_listed_and_does_not_count_until_it_is_confirmed()
    {
        using var temp = await ImportedAsync();
        await Histories.RejectAsync(temp, "OWN-1", "a drill");
        Assert.Equal(
            ("rejected", "a drill"),
            (await Histories.ListAsync(temp))
                .Where(o => o.Id == "OWN-1")
                .Select(o => (o.Status, o.Note))
                .Single()
        );
        Assert.Equal(["OWN-2", "OWN-3"], (await Histories.LoadAsync(temp)).Outages.Select(o => o.Id));
        await Histories.ConfirmAsync(temp, "OWN-1", new Judgement());
        Assert.Equal(3, (await Histories.LoadAsync(temp)).Outages.Count);
    }

    [Fact]
    public async Task Times_that_the_sources_text_gives_are_taken_by_their_number()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var page = Histories.Page(
            "Signal",
            Histories.Incident(
                "a",
                "Past trouble",
                "2026-02-04T09:00:00Z",
                "2026-02-04T09:00:20Z",
                body: "Between 03/Feb/2026 06:00 AM UTC to 03/Feb/2026 08:30 AM UTC messages were lost."
            )
        );
        Assert.Equal(1, (await Histories.ImportAsync(temp, "signal.json", page)).OtherWindows);
        await Histories.ConfirmAsync(temp, "OWN-1", new Judgement(Window: 1));
        var own = Assert.Single((await Histories.LoadAsync(temp)).Outages);
        Assert.Equal(
            (Histories.Utc("2026-02-03T06:00"), Histories.Utc("2026-02-03T08:30"), 2.5),
            (own.Start, own.End, own.Shortest)
        );
        var fault = await Assert.ThrowsAsync<RiskLensException>(() =>
            Histories.ConfirmAsync(temp, "OWN-1", new Judgement(Window: 2))
        );
        Assert.Contains("1 window", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_share_that_a_person_gives_holds_for_every_channel_that_was_struck()
    {
        using var temp = await TempWorkspace.MakeAsync();
        const string Table = """
            node,start,end,channels,severity
            meta,2026-03-01T10:00Z,2026-03-01T12:30Z,whatsapp;instagram,whatsapp:0.4;*:1

            """;
        await Histories.ImportAsync(temp, "ours.csv", Table);
        await Histories.ConfirmAsync(temp, "OWN-1", new Judgement(FunctionStopped: new ShareRange(0.7, 0.9)));
        var own = Assert.Single((await Histories.LoadAsync(temp)).Outages);
        Assert.Equal(new ShareRange(0.7, 0.9), own.FunctionStopped["whatsapp"]);
        Assert.Equal(new ShareRange(0.7, 0.9), own.FunctionStopped["instagram"]);
        Assert.Equal(new ShareRange(0, 0), own.FunctionStopped["messenger"]);
    }

    public static TheoryData<string, Judgement, string> Wrong =>
        new()
        {
            { "OWN-9", new Judgement(), "no outage OWN-9" },
            { "OUT-032", new Judgement(), "not an outage of your own history" },
            { "OWN-", new Judgement(), "not an outage of your own history" },
            { "OWN-1", new Judgement("whatever"), "no node whatever" },
            { "OWN-1", new Judgement(Window: 1), "no time in its text" },
            { "OWN-1", new Judgement(End: Histories.Utc("2026-03-01T10:00")), "end before it begins" },
            { "OWN-1", new Judgement(Start: Histories.Utc("2026-03-01T13:00")), "end before it begins" },
            { "OWN-1", new Judgement(End: Histories.Utc("2026-06-02T00:00")), "in the future" },
        };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task A_judgement_that_cannot_be_right_changes_nothing(
        string id,
        Judgement judgement,
        string problem
    )
    {
        using var temp = await ImportedAsync();
        var before = await Histories.TextAsync(temp);
        var fault = await Assert.ThrowsAsync<RiskLensException>(() =>
            Histories.ConfirmAsync(temp, id, judgement with { Note = "changed" })
        );
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.Equal(before, await Histories.TextAsync(temp));
    }

    private static async Task<TempWorkspace> ImportedAsync()
    {
        var temp = await TempWorkspace.MakeAsync();
        await Histories.ImportAsync(temp, "ours.csv", Histories.Table);
        return temp;
    }
}
