using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>What a search of the logs came to.</summary>
/// <param name="Waiting">Rows that wait for a person's judgement, with what speaks for each.</param>
/// <param name="Power">What could have been found on each channel.</param>
/// <param name="Judged">Findings that a person has judged before: not proposed again.</param>
public sealed record FoundOutages(
    IReadOnlyList<(OwnOutageRow Row, OutageProposal Proposal)> Waiting,
    IReadOnlyList<DetectionPower> Power,
    int Judged
);

/// <summary>What was looked for in the logs, and beside what.</summary>
/// <param name="Own">The company's confirmed outages.</param>
/// <param name="Evidence">What became of these beside the catalogue.</param>
internal sealed record SearchedLogs(
    string Country,
    OwnHistory Own,
    OwnEvidence Evidence,
    DetectionResult Found
);

/// <summary>Looks in the company's logs for outages that nobody reported, and proposes them.</summary>
public sealed class DetectOutages(Workspace workspace, Catalogue catalogue)
{
    internal const string Format = "ledger";

    /// <summary>Searches, and keeps what was found as proposals; earlier ones that nobody judged make way.</summary>
    /// <exception cref="RiskLensException">Nothing was imported.</exception>
    public async Task<FoundOutages> RunAsync(CancellationToken cancellationToken)
    {
        var ledger =
            await new LoadLedger(workspace).RunAsync(cancellationToken)
            ?? throw new RiskLensException(
                "There are no messages in this workspace yet.",
                "Import your logs first, for example: import messages.csv --channel whatsapp."
            );
        var result = (await SearchAsync(ledger, cancellationToken)).Found;
        await using var _ = await workspace.LockForWritingAsync("proposing outages", cancellationToken);
        await using var db = workspace.NewDb();
        var rows = await db.Outages.ToListAsync(cancellationToken);
        var open = result.Proposals.Where(p => !IsJudged(p, rows)).ToList();
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        var kept = open.ConvertAll(p => (Row: Renewed(db, rows, p, company.Country), Proposal: p));
        db.Outages.RemoveRange(
            rows.Where(row =>
                row.Format == Format && !row.Judged && !kept.Exists(one => ReferenceEquals(one.Row, row))
            )
        );
        await db.SaveChangesAsync(cancellationToken);
        return new FoundOutages(
            kept.ConvertAll(one => (OwnOutages.Shown(one.Row), one.Proposal)),
            result.Power,
            result.Proposals.Count - open.Count
        );
    }

    /// <summary>Searches a ledger and keeps nothing.</summary>
    internal async Task<SearchedLogs> SearchAsync(Ledger ledger, CancellationToken cancellationToken)
    {
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        var own = await new LoadHistory(workspace, catalogue).RunAsync(cancellationToken);
        var logs = await LogsAsync(cancellationToken);
        return await Task.Run(
            () =>
            {
                var evidence = OwnEvidence.Of(own, catalogue, company.Country);
                var found = OutageDetection.Run(
                    ledger,
                    DateTimeZoneProviders.Tzdb[company.Zone],
                    Known(ledger, own, evidence, company.Country),
                    logs,
                    cancellationToken
                );
                return new SearchedLogs(company.Country, own, evidence, found);
            },
            cancellationToken
        );
    }

    /// <summary>
    /// For each channel the logs that recorded it: channels of the same ones share a name, and a silence of all of them
    /// may be the recording's.
    /// </summary>
    private async Task<Dictionary<string, string>> LogsAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var rows = await db
            .ImportChannels.AsNoTracking()
            .Join(
                db.Channels,
                log => log.ChannelId,
                channel => channel.Id,
                (log, channel) =>
                    new
                    {
                        channel.Name,
                        log.ImportId,
                        log.Log,
                    }
            )
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.Name, StringComparer.Ordinal)
            .ToDictionary(
                channel => channel.Key,
                channel =>
                    string.Join(
                        ' ',
                        channel
                            .Select(row => (row.ImportId, row.Log))
                            .Distinct()
                            .Order()
                            .Select(log =>
                                string.Create(CultureInfo.InvariantCulture, $"{log.ImportId}:{log.Log}")
                            )
                    ),
                StringComparer.Ordinal
            );
    }

    /// <summary>What a search found that nobody has judged, and what was confirmed of earlier ones in the ledger's time.</summary>
    internal async Task<IReadOnlyList<Finding>> FindingsAsync(
        DetectionResult result,
        Ledger ledger,
        CancellationToken cancellationToken
    )
    {
        await using var db = workspace.NewDb();
        var rows = await db.Outages.AsNoTracking().ToListAsync(cancellationToken);
        return FoundInLogs.Of(
            result.Proposals.Where(p => !IsJudged(p, rows)),
            rows.Where(row => row.Format == Format && row.Status == OwnOutages.Confirmed),
            ledger
        );
    }

    /// <summary>Hours of known outages, of the catalogue and confirmed; an open end hides the first day.</summary>
    private List<KnownOutage> Known(Ledger ledger, OwnHistory own, OwnEvidence evidence, string country)
    {
        var known = new List<KnownOutage>();
        var elsewhere = evidence
            .Linked.Where(l => !StrikesIn(l.Catalogue, country))
            .Select(l => l.Own)
            .ToHashSet();
        foreach (var outage in catalogue.Outages)
        {
            if (StrikesIn(outage, country))
                Add(outage.Channels, outage.Start, outage.End, outage.Precision);
        }

        // What the catalogue tells of another country is no outage here, by whichever account.
        foreach (var outage in own.Outages.Where(o => !elsewhere.Contains(o)))
        {
            if (
                catalogue.Nodes.FirstOrDefault(n => n.Id == outage.Node) is { } node
                && (node.Place is "global" || node.Place == country)
            )
                Add(outage.StruckOf(node), outage.Start, outage.End, outage.Precision);
        }

        return known;

        void Add(IReadOnlyList<string> channels, DateTimeOffset start, DateTimeOffset? end, string precision)
        {
            var to = end ?? start.AddDays(1);
            if (precision is "day")
                to = to.AddDays(1);
            foreach (var channel in channels.Intersect(ledger.Channels, StringComparer.Ordinal))
                known.Add(new KnownOutage(channel, start, to));
        }
    }

    private static bool StrikesIn(CatalogueOutage outage, string country) =>
        outage.Places.Contains("global", StringComparer.Ordinal)
        || outage.Places.Contains(country, StringComparer.Ordinal);

    private static bool IsJudged(OutageProposal proposal, List<OutageRow> rows) =>
        rows.Exists(row =>
            row.Judged
            && row.Channel == proposal.Channel
            && (
                IsOf(row, proposal)
                || (
                    row.StartUnixSeconds < proposal.End.ToUnixTimeSeconds()
                    && (row.EndUnixSeconds ?? long.MaxValue) > proposal.Start.ToUnixTimeSeconds()
                )
            )
        );

    /// <summary>Whether a row was made of a proposal, whatever a person has corrected in it since.</summary>
    private static bool IsOf(OutageRow row, OutageProposal proposal) =>
        row.Format == Format && row.Page == proposal.Channel && row.SourceId == IdOf(proposal);

    private static string IdOf(OutageProposal proposal) =>
        proposal.Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH'Z'", CultureInfo.InvariantCulture);

    private OutageRow Renewed(WorkspaceDb db, List<OutageRow> rows, OutageProposal proposal, string country)
    {
        var row = rows.Find(held => IsOf(held, proposal));
        if (row is null)
        {
            row = new OutageRow
            {
                Status = OwnOutages.Proposed,
                Node = "",
                Channel = proposal.Channel,
                Precision = "",
                FunctionByChannel = "",
                Format = Format,
                Page = proposal.Channel,
                SourceId = IdOf(proposal),
                Title = "",
                Impact = "",
                Url = "",
                Evidence = "",
                Note = "",
            };
            db.Outages.Add(row);
        }

        var hours = (proposal.End - proposal.Start).TotalHours;
        row.Node = NodeOf(proposal.Channel, country);
        row.StartUnixSeconds = proposal.Start.ToUnixTimeSeconds();
        row.EndUnixSeconds = proposal.End.ToUnixTimeSeconds();
        row.ShortestHours = Math.Max(0, hours - proposal.StartWithinHours - proposal.EndWithinHours);
        row.LongestHours = hours + proposal.StartWithinHours + proposal.EndWithinHours;
        row.Precision = Math.Max(proposal.StartWithinHours, proposal.EndWithinHours) <= 1 ? "hour" : "day";
        (row.FunctionLow, row.FunctionHigh) = proposal.Kind is "silence" ? (1, 1) : Share(proposal);
        (row.CustomersLow, row.CustomersHigh) = (1, 1);
        row.Impact = proposal.Kind;
        row.Evidence = OutageEvidence.Of(proposal);
        row.ChangedUnixSeconds = workspace.Time.GetUtcNow().ToUnixTimeSeconds();
        return row;
    }

    // The part of the expected messages that is missing; failures may stop any part.
    private static (double Low, double High) Share(OutageProposal proposal) =>
        proposal.Kind is "low" && proposal.Expected > 0
            ? (
                Math.Clamp(1 - (1.2 * proposal.Actual / proposal.Expected), 0, 1),
                Math.Clamp(1 - (0.8 * proposal.Actual / proposal.Expected), 0, 1)
            )
            : (0, 1);

    /// <summary>
    /// What is likeliest to have failed alone: the node that takes the fewest channels beside this one, and of the
    /// country only where none of the whole world takes it.
    /// </summary>
    private string NodeOf(string channel, string country) =>
        catalogue
            .Nodes.Where(n =>
                (n.Place is "global" || n.Place == country)
                && n.Channels.Contains(channel, StringComparer.Ordinal)
            )
            .OrderBy(n => n.Place is not "global")
            .ThenBy(n => n.Channels.Count)
            .ThenByDescending(n => string.Equals(n.Id, channel, StringComparison.Ordinal))
            .ThenBy(n => n.Id, StringComparer.Ordinal)
            .Select(n => n.Id)
            .FirstOrDefault("");
}
