using System.Globalization;
using System.Text;
using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Studies;
using RiskLens.App.Tests.Companies;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Outages;

namespace RiskLens.App.Tests.Outages;

/// <summary>Ten weeks of a generated log with nine silent hours in it, on Wednesday 8 April 2026 from 9:00 to 18:00.</summary>
public sealed class DetectedOutagesTests
{
    private static readonly DateTimeOffset SilentFrom = Histories.Utc("2026-04-08T09:00");
    private static readonly DateTimeOffset SilentTo = Histories.Utc("2026-04-08T18:00");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silence_is_proposed_once_and_counts_when_it_is_confirmed()
    {
        using var temp = await LoggedAsync("whatsapp");
        var found = await DetectAsync(temp);
        var (row, proposal) = Assert.Single(found.Waiting);
        Assert.Equal(
            ("OWN-1", "proposed", "whatsapp", "whatsapp"),
            (row.Id, row.Status, row.Node, row.Channel)
        );
        Assert.InRange(proposal.Start, SilentFrom.AddHours(-1), SilentFrom.AddHours(1));
        Assert.InRange(proposal.End, SilentTo.AddHours(-1), SilentTo.AddHours(1));
        Assert.Equal(0, proposal.Actual);

        // Proposed, it counts neither way; a second search finds the same.
        Assert.Empty((await Histories.LoadAsync(temp)).Outages);
        var again = Assert.Single((await DetectAsync(temp)).Waiting);
        Assert.Equal(row, again.Row with { FunctionByChannel = row.FunctionByChannel });
        var waiting = await new FitOutages(temp.Workspace, Histories.Catalogue).RunAsync(Stop);
        Assert.Equal((1, 0), (waiting.Waiting, waiting.Risk.Own.Counted));
        Assert.True(waiting.Risk.Nodes.Single(n => n.Id == "whatsapp").OwnYears > 0);

        // Confirmed, it is not proposed again, and the rate of its node has one more event.
        await Histories.ConfirmAsync(temp, "OWN-1", new Judgement());
        var after = await DetectAsync(temp);
        Assert.Empty(after.Waiting);
        Assert.Equal("confirmed", Assert.Single(await Histories.ListAsync(temp)).Status);
        var study = await new RunStudy(temp.Workspace, Histories.Catalogue).RunAsync(
            new StudyRequest(Trials: 1000),
            null,
            Stop
        );
        var node = study.OutageRisk.Nodes.Single(n => n.Id == "whatsapp");
        Assert.Equal((1, 1), (study.OutageRisk.Own.Counted, node.OwnEvents));
        Assert.True(
            node.RatePerYear.Mean > waiting.Risk.Nodes.Single(n => n.Id == "whatsapp").RatePerYear.Mean
        );
        Assert.Contains(study.PastOutages, o => (o.Id, o.Channel) == ("OWN-1", "whatsapp"));
        Assert.DoesNotContain(study.Caveats, c => c.Code.Contains("finding", StringComparison.Ordinal));
        var told = Assert.Single(study.Findings);
        Assert.Equal(("whatsapp", 1.0, true), (told.Channel, told.MissingShare, told.Confirmed));
        Assert.Equal(proposal.Start, DateTimeOffset.Parse(told.StartUtc, CultureInfo.InvariantCulture));
        Assert.Equal(proposal.End, DateTimeOffset.Parse(told.EndUtc!, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_study_tells_what_waits_to_be_judged_and_not_what_was_rejected()
    {
        using var temp = await LoggedAsync("whatsapp");
        var ledger = await new LoadLedger(temp.Workspace).RunAsync(Stop);
        Task<WatchedHistory> WatchedAsync() =>
            WatchedHistory.LoadAsync(temp.Workspace, Histories.Catalogue, ledger, Stop);

        // Found anew for every study, whether or not anybody has looked for it.
        var waiting = Assert.Single((await WatchedAsync()).Findings);
        Assert.Equal(("whatsapp", 1.0, false), (waiting.Channel, waiting.MissingShare, waiting.Confirmed));
        await DetectAsync(temp);
        Assert.Equal(waiting, Assert.Single((await WatchedAsync()).Findings));
        await Histories.RejectAsync(temp, "OWN-1", "the recorder was off");
        Assert.Empty((await WatchedAsync()).Findings);
    }

    [Fact]
    public async Task A_log_in_which_another_channel_went_on_was_written_and_one_silent_throughout_may_not_have_been()
    {
        using var one = await LoggedAsync(["sms", "whatsapp"], ["whatsapp"]);
        var outage = Assert.Single((await DetectAsync(one)).Waiting).Proposal;
        Assert.Equal(("whatsapp", "outage"), (outage.Channel, outage.Reading));
        Assert.Contains(ReadingSigns.SameLogAlive, outage.Signs);

        using var both = await LoggedAsync(["sms", "whatsapp"], ["sms", "whatsapp"]);
        var gaps = (await DetectAsync(both)).Waiting.Select(w => w.Proposal).ToList();
        Assert.Equal(["sms", "whatsapp"], gaps.Select(g => g.Channel).Order(StringComparer.Ordinal));
        Assert.All(gaps, g => Assert.Equal("recording_gap", g.Reading));
        Assert.All(gaps, g => Assert.Contains(ReadingSigns.SameLogSilent, g.Signs));
    }

    [Fact]
    public async Task A_rejected_silence_is_not_proposed_again()
    {
        using var temp = await LoggedAsync("whatsapp");
        await DetectAsync(temp);
        await Histories.RejectAsync(temp, "OWN-1", "the recorder was off");
        var found = await DetectAsync(temp);
        Assert.Equal((0, 1), (found.Waiting.Count, found.Judged));
        Assert.Equal("the recorder was off", Assert.Single(await Histories.ListAsync(temp)).Note);
        Assert.Empty((await Histories.LoadAsync(temp)).Outages);
    }

    [Fact]
    public async Task Times_that_a_person_corrected_stay_as_they_are()
    {
        using var temp = await LoggedAsync("whatsapp");
        await DetectAsync(temp);
        // Wrong by two days: the silence is found once more, and it is the one that was judged.
        await Histories.ConfirmAsync(
            temp,
            "OWN-1",
            new Judgement(Start: SilentFrom.AddDays(2), End: SilentTo.AddDays(2))
        );
        var before = await Histories.TextAsync(temp);
        var found = await DetectAsync(temp);
        Assert.Equal((0, 1), (found.Waiting.Count, found.Judged));
        Assert.Equal(before, await Histories.TextAsync(temp));
    }

    [Fact]
    public async Task A_silence_of_what_only_the_countrys_operators_carry_is_laid_to_them()
    {
        using var temp = await LoggedAsync("ussd");
        await BankLog.SetCountryAsync(temp, "");
        var (row, _) = Assert.Single((await DetectAsync(temp)).Waiting);
        Assert.Equal("", row.Node);
        var fault = await Assert.ThrowsAsync<RiskLens.Engine.Units.RiskLensException>(() =>
            Histories.ConfirmAsync(temp, row.Id, new Judgement())
        );
        Assert.Contains("--node", fault.Remedy, StringComparison.Ordinal);

        await BankLog.SetCountryAsync(temp, "CM");
        (row, _) = Assert.Single((await DetectAsync(temp)).Waiting);
        Assert.Equal("operator-CM", row.Node);
        await Histories.ConfirmAsync(temp, row.Id, new Judgement());
        Assert.Equal("operator-CM", Assert.Single((await Histories.LoadAsync(temp)).Outages).Node);
    }

    [Fact]
    public async Task An_own_outage_that_spared_other_channels_of_its_node_is_no_silence_and_measured_where_it_struck()
    {
        using var temp = await LoggedAsync("whatsapp");
        const string Table = """
            node,start,end,channels
            meta,2026-04-08T09:00Z,2026-04-08T18:00Z,whatsapp

            """;
        await Histories.ImportAsync(temp, "ours.csv", Table);
        Assert.Empty((await DetectAsync(temp)).Waiting);
        var study = await new RunStudy(temp.Workspace, Histories.Catalogue).RunAsync(
            new StudyRequest(Trials: 1000),
            null,
            Stop
        );
        var past = Assert.Single(study.PastOutages);
        Assert.Equal(("OWN-1", "whatsapp", "measured"), (past.Id, past.Channel, past.Verdict));
    }

    private static Task<FoundOutages> DetectAsync(TempWorkspace temp) =>
        new DetectOutages(temp.Workspace, Histories.Catalogue).RunAsync(Stop);

    private static Task<TempWorkspace> LoggedAsync(string channel) => LoggedAsync([channel], [channel]);

    /// <summary>One file with all channels, of which some are silent in the nine hours.</summary>
    private static async Task<TempWorkspace> LoggedAsync(string[] channels, string[] silent)
    {
        var temp = await TempWorkspace.MakeAsync();
        await BankLog.SetCountryAsync(temp, "CM");
        var text = new StringBuilder("time,contact,direction,channel\n");
        var start = Histories.Utc("2026-03-02T00:00");
        for (var hour = 0; hour < 10 * 168; hour++)
        {
            var at = start.AddHours(hour);
            var quiet = at >= SilentFrom && at < SilentTo;
            var messages =
                3 + (int)(9 * Math.Max(0, Math.Sin(Math.PI * (at.Hour - 5) / 17.0))) + (hour * 7919 % 4);
            foreach (
                var channel in channels.Where(c => !quiet || !silent.Contains(c, StringComparer.Ordinal))
            )
                for (var i = 0; i < messages; i++)
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"{at.AddMinutes(i * 60.0 / messages):yyyy-MM-dd'T'HH:mm:ss'Z'},+2376990{(hour * 31 + i * 17) % 400:00000},in,{channel}\n"
                    );
        }

        var path = Histories.Write(temp, "log.csv", text.ToString());
        await BankLog.ImportAsync(temp, new LogFile(path, "log.csv"));
        return temp;
    }
}
