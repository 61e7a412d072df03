using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>One row of the company's own outage history, as it is shown.</summary>
/// <param name="Id">OWN-1, OWN-2 ...</param>
/// <param name="Status">proposed, confirmed or rejected; only confirmed rows count.</param>
/// <param name="Channel">The channel on which it was found, for rows that come from the logs.</param>
/// <param name="FunctionStopped">Share of the function that stopped, for channels that FunctionByChannel does not name.</param>
/// <param name="Evidence">JSON: windows that the source's text gives, or what speaks for an outage found in the logs.</param>
public sealed record OwnOutageRow(
    string Id,
    string Status,
    string Node,
    string Channel,
    DateTimeOffset Start,
    DateTimeOffset? End,
    string Precision,
    ShareRange FunctionStopped,
    IReadOnlyDictionary<string, ShareRange> FunctionByChannel,
    ShareRange CustomersStruck,
    string Format,
    string Page,
    string Title,
    string Impact,
    string Url,
    string Evidence,
    string Note
);

/// <summary>What a person says of one row; null leaves a value as it is.</summary>
/// <param name="Window">Number (from 1) of a window in the source's text that is the true one.</param>
public sealed record Judgement(
    string? Node = null,
    DateTimeOffset? Start = null,
    DateTimeOffset? End = null,
    int? Window = null,
    ShareRange? FunctionStopped = null,
    ShareRange? CustomersStruck = null,
    string? Note = null
);

/// <summary>The company's own outages: shown, confirmed, rejected.</summary>
public sealed class OwnOutages(Workspace workspace, Catalogue catalogue)
{
    internal const string Proposed = "proposed";
    internal const string Confirmed = "confirmed";
    internal const string Rejected = "rejected";
    private const string Prefix = "OWN-";

    /// <summary>All rows, in order of their start.</summary>
    public async Task<IReadOnlyList<OwnOutageRow>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var rows = await db
            .Outages.AsNoTracking()
            .OrderBy(o => o.StartUnixSeconds)
            .ThenBy(o => o.Id)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(Shown)];
    }

    /// <summary>Makes a row count, with what the person corrects in it.</summary>
    /// <exception cref="RiskLensException">There is no such row, node or window, or its times cannot be.</exception>
    public Task<OwnOutageRow> ConfirmAsync(
        string id,
        Judgement judgement,
        CancellationToken cancellationToken
    ) => JudgeAsync(id, Confirmed, judgement, cancellationToken);

    /// <summary>Makes a row not count; it stays listed and is not proposed again.</summary>
    /// <exception cref="RiskLensException">There is no such row.</exception>
    public Task<OwnOutageRow> RejectAsync(string id, string? note, CancellationToken cancellationToken) =>
        JudgeAsync(id, Rejected, new Judgement(Note: note), cancellationToken);

    private async Task<OwnOutageRow> JudgeAsync(
        string id,
        string status,
        Judgement judgement,
        CancellationToken cancellationToken
    )
    {
        await using var _ = await workspace.LockForWritingAsync("judging an outage", cancellationToken);
        await using var db = workspace.NewDb();
        var number = NumberOf(id);
        var row =
            await db.Outages.SingleOrDefaultAsync(o => o.Id == number, cancellationToken)
            ?? throw new RiskLensException(
                $"There is no outage {id} in this workspace.",
                "Look its number up with 'outages list'."
            );
        Apply(row, judgement);
        if (status == Confirmed && !OutagePlacing.Knows(catalogue, row.Node))
            throw Unknown(row.Node);
        row.Status = status;
        row.Judged = true;
        row.ChangedUnixSeconds = workspace.Time.GetUtcNow().ToUnixTimeSeconds();
        await db.SaveChangesAsync(cancellationToken);
        return Shown(row);
    }

    private void Apply(OutageRow row, Judgement judgement)
    {
        if (judgement.Node is { } node)
            TakeNode(row, node);
        if (judgement.Window is { } window)
            TakeWindow(row, window);
        if (judgement.Start is { } start)
            row.StartUnixSeconds = start.ToUnixTimeSeconds();
        if (judgement.End is { } end)
            row.EndUnixSeconds = end.ToUnixTimeSeconds();
        if (judgement is not { Window: null, Start: null, End: null })
            TakeLength(row, judgement);
        if (judgement.FunctionStopped is { } function)
            TakeFunction(row, function);
        if (judgement.CustomersStruck is { } customers)
            (row.CustomersLow, row.CustomersHigh) = (customers.Low, customers.High);
        if (judgement.Note is { } note)
            row.Note = note;
    }

    private static void TakeWindow(OutageRow row, int number)
    {
        var windows = OutageEvidence.WindowsOf(row.Evidence);
        if (number < 1 || number > windows.Count)
        {
            throw new RiskLensException(
                windows.Count == 0
                    ? "Its source gives no time in its text."
                    : FormattableString.Invariant(
                        $"Its source's text gives {windows.Count} windows, numbered from 1."
                    ),
                "Choose one that 'outages list --json' shows, or give --start and --end."
            );
        }

        var window = windows[number - 1];
        row.StartUnixSeconds = window.Start.ToUnixTimeSeconds();
        row.EndUnixSeconds = window.End?.ToUnixTimeSeconds();
        row.Precision = window.Precision;
    }

    private void TakeNode(OutageRow row, string node)
    {
        if (!OutagePlacing.Knows(catalogue, node))
            throw OutagePlacing.NoNode(node);
        if (row.Format != DetectOutages.Format && row.Node != node)
            row.Evidence = OutageEvidence.WithToldNode(row.Evidence, row.Node);
        row.Node = node;
    }

    // What a person says holds for every channel that the outage struck at all.
    private static void TakeFunction(OutageRow row, ShareRange function)
    {
        (row.FunctionLow, row.FunctionHigh) = (function.Low, function.High);
        row.FunctionByChannel = ShareTexts.Of(
            ShareTexts
                .Read(row.FunctionByChannel)
                .Where(share => share.Value.High <= 0)
                .ToDictionary(StringComparer.Ordinal)
        );
    }

    // A person's times stand for themselves.
    private void TakeLength(OutageRow row, Judgement judgement)
    {
        if (judgement is { Start: not null, End: not null })
            row.Precision = "minute";
        if (row.EndUnixSeconds <= row.StartUnixSeconds)
        {
            throw new RiskLensException(
                "The outage would end before it begins.",
                "Give a start and an end in UTC, such as --start 2026-03-01T10:00Z --end 2026-03-01T12:30Z."
            );
        }

        if ((row.EndUnixSeconds ?? row.StartUnixSeconds) > workspace.Time.GetUtcNow().ToUnixTimeSeconds())
        {
            throw new RiskLensException(
                "The outage would lie in the future.",
                "Give a start and an end that have passed, in UTC."
            );
        }

        var hours = (row.EndUnixSeconds - row.StartUnixSeconds) / 3600.0;
        row.ShortestHours = hours ?? 0;
        row.LongestHours = hours;
    }

    private static RiskLensException Unknown(string node) =>
        node.Length > 0
            ? OutagePlacing.NoNode(node)
            : new RiskLensException(
                "Nothing says what failed.",
                "Say it with --node; 'nodes list' shows what can fail."
            );

    private static int NumberOf(string id) =>
        id.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && int.TryParse(
            id.AsSpan(Prefix.Length),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : throw new RiskLensException(
                $"'{id}' is not an outage of your own history.",
                "Outages of the catalogue stand as they are; yours are numbered OWN-1, OWN-2 and so on."
            );

    /// <summary>A row as the engine takes it.</summary>
    internal static OwnOutage Of(OutageRow row, Catalogue catalogue) =>
        new(
            Prefix + row.Id.ToString(CultureInfo.InvariantCulture),
            row.Node,
            DateTimeOffset.FromUnixTimeSeconds(row.StartUnixSeconds),
            row.EndUnixSeconds is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : null,
            row.Precision,
            SharesOf(row, catalogue),
            new ShareRange(row.CustomersLow, row.CustomersHigh),
            row.Page
        )
        {
            Shortest = row.ShortestHours,
            Longest = row.LongestHours ?? double.PositiveInfinity,
        };

    // The row's share holds for every channel that its node takes and the source does not name.
    private static Dictionary<string, ShareRange> SharesOf(OutageRow row, Catalogue catalogue)
    {
        var shares = ShareTexts.Read(row.FunctionByChannel);
        var all = new ShareRange(row.FunctionLow, row.FunctionHigh);
        foreach (var channel in catalogue.Nodes.FirstOrDefault(n => n.Id == row.Node)?.Channels ?? [])
            shares.TryAdd(channel, all);
        return shares;
    }

    /// <summary>A row as it is shown.</summary>
    internal static OwnOutageRow Shown(OutageRow row) =>
        new(
            Prefix + row.Id.ToString(CultureInfo.InvariantCulture),
            row.Status,
            row.Node,
            row.Channel,
            DateTimeOffset.FromUnixTimeSeconds(row.StartUnixSeconds),
            row.EndUnixSeconds is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : null,
            row.Precision,
            new ShareRange(row.FunctionLow, row.FunctionHigh),
            ShareTexts.Read(row.FunctionByChannel),
            new ShareRange(row.CustomersLow, row.CustomersHigh),
            row.Format,
            row.Page,
            row.Title,
            row.Impact,
            row.Url,
            row.Evidence,
            row.Note
        );
}
