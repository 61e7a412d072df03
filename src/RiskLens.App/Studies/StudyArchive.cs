using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Storage;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Studies;

/// <summary>A study in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Created">When it was last stored.</param>
/// <param name="AsOf">Where its logs end, as the study says it.</param>
/// <param name="ScenarioChannel">The channel whose outage it values; empty when another version stored the study.</param>
/// <param name="ScenarioHours">That outage's length.</param>
/// <param name="WorstStart">Loss of that outage from its worst starting hour; null where the study gives none.</param>
/// <param name="YearMean">Mean loss of a year in conversations; null where the study gives none.</param>
public sealed record StudyHeadline(
    string Id,
    DateTimeOffset Created,
    string AsOf,
    string ScenarioChannel,
    int ScenarioHours,
    LossFigure? WorstStart,
    double? YearMean
);

/// <summary>The studies of a workspace, kept as their documents.</summary>
public sealed class StudyArchive(Workspace workspace)
{
    /// <summary>Stands for the study stored last.</summary>
    public const string Latest = "latest";

    /// <summary>Keeps a study; one run again is the same study, and becomes the latest.</summary>
    public async Task StoreAsync(Study study, CancellationToken cancellationToken)
    {
        var json = StudyJson.Write(study);
        await using var _ = await workspace.LockForWritingAsync("storing a study", cancellationToken);
        await using var db = workspace.NewDb();
        var sequence = await db.Studies.MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0;
        var row = await db.Studies.SingleOrDefaultAsync(row => row.Id == study.Id, cancellationToken);
        if (row is null)
        {
            row = new StudyRow
            {
                Id = study.Id,
                AsOf = "",
                Json = "",
            };
            db.Studies.Add(row);
        }

        row.Sequence = sequence + 1;
        row.CreatedUnixSeconds = workspace.Time.GetUtcNow().ToUnixTimeSeconds();
        row.AsOf = study.Settings.AsOf;
        row.Json = json;
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Keeps beside a stored study what changed since the one before it.</summary>
    public async Task StoreAsync(StudyChanges changes, CancellationToken cancellationToken)
    {
        await using var _ = await workspace.LockForWritingAsync("storing a study", cancellationToken);
        await using var db = workspace.NewDb();
        var row = await db.Studies.SingleAsync(row => row.Id == changes.StudyId, cancellationToken);
        row.Changes = StudyJson.Write(changes);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>
    /// The study that one is compared with: the last stored of those made from other inputs, or as of an earlier moment, whose
    /// logs end no later; null where there is none.
    /// </summary>
    public async Task<Study?> FindEarlierAsync(Study study, CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var stored = await db
            .Studies.OrderByDescending(row => row.Sequence)
            .Select(row => new { row.Id, row.AsOf })
            .ToListAsync(cancellationToken);
        foreach (var row in stored)
        {
            if (
                row.Id != study.Id
                && string.CompareOrdinal(row.AsOf, study.Settings.AsOf) <= 0
                && await FindAsync(row.Id, cancellationToken) is { } other
                && (other.Settings.AsOf != study.Settings.AsOf || !other.Inputs.SequenceEqual(study.Inputs))
            )
                return other;
        }
        return null;
    }

    /// <summary>All studies, the latest first.</summary>
    public async Task<IReadOnlyList<StudyHeadline>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var headlines = new List<StudyHeadline>();
        var rows = db.Studies.AsNoTracking().OrderByDescending(row => row.Sequence).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellationToken))
            headlines.Add(HeadlineOf(row));
        return headlines;
    }

    /// <summary>A study by its id, or the latest, with what changed since the one before it.</summary>
    /// <exception cref="RiskLensException">There is none.</exception>
    public async Task<Study> GetAsync(string id, CancellationToken cancellationToken)
    {
        var row = await FindRowAsync(id, cancellationToken) ?? throw Missing(id);
        return ReadOrNull(row)
            ?? throw new RiskLensException(
                "This study was stored by another version of RiskLens, whose documents this one cannot read.",
                "Run the study again; 'study show --json' still gives the stored document as it is."
            );
    }

    /// <summary>A study by its id, or the latest; null when there is none that this version can read.</summary>
    public async Task<Study?> FindAsync(string id, CancellationToken cancellationToken) =>
        await FindRowAsync(id, cancellationToken) is { } row ? ReadOrNull(row) : null;

    private async Task<StudyRow?> FindRowAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        return await db
            .Studies.AsNoTracking()
            .Where(row => id == Latest || row.Id == id)
            .OrderByDescending(row => row.Sequence)
            .FirstOrDefaultAsync(cancellationToken);
    }

    // What another version stored of changes is as if nothing had been.
    private static Study? ReadOrNull(StudyRow row) =>
        ReadOrNull(row.Json) is { } study
            ? study with
            {
                Changes = row.Changes is { } json ? ChangesOrNull(json) : null,
            }
            : null;

    private static StudyChanges? ChangesOrNull(string json)
    {
        try
        {
            return StudyJson.ReadChanges(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Study? ReadOrNull(string json)
    {
        try
        {
            return StudyJson.Read(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A study's document as it was stored, byte for byte.</summary>
    /// <exception cref="RiskLensException">There is none.</exception>
    public async Task<string> GetJsonAsync(string id, CancellationToken cancellationToken) =>
        (await FindRowAsync(id, cancellationToken) ?? throw Missing(id)).Json;

    private static RiskLensException Missing(string id) =>
        new(
            id == Latest ? "The workspace holds no study." : $"The workspace holds no study '{id}'.",
            id == Latest ? "Run one with 'study run'." : "List the studies with 'study list'."
        );

    private static StudyHeadline HeadlineOf(StudyRow row)
    {
        var study = ReadOrNull(row.Json);
        return new StudyHeadline(
            row.Id,
            DateTimeOffset.FromUnixTimeSeconds(row.CreatedUnixSeconds),
            row.AsOf,
            study?.Settings.ScenarioChannel ?? "",
            study?.Settings.ScenarioHours ?? 0,
            study?.Scenario?.ByStartingHour[study.Scenario.WorstStart],
            study?.Year?.Conversations.Mean
        );
    }
}
