using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using RiskLens.App.Companies;
using RiskLens.App.Reports;
using RiskLens.App.Storage;
using RiskLens.App.Studies;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Schedules;

/// <summary>
/// Reassesses the company every quarter: study, report, comparison with the last headline. What is due follows from
/// the workspace's own table alone, so that a quarter is never run twice and one missed while the machine was off is
/// made up at the next opportunity. Several missed quarters are one run, for the latest; the others are kept as skipped.
/// </summary>
public sealed class Reassess(
    Workspace workspace,
    Catalogue catalogue,
    TimeProvider time,
    WriteReport writeReport
)
{
    /// <summary>What is asked of the study.</summary>
    public StudyRequest Request { get; init; } = new();

    /// <summary>Whether a quarter is due: a glance at the table, at no cost.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancellationToken) =>
        (await DueAsync(cancellationToken)).Count > 0;

    /// <summary>Runs what is due.</summary>
    /// <returns>The reassessment, done or failed; null when nothing was due.</returns>
    /// <exception cref="RiskLensException">Another process is reassessing this workspace.</exception>
    public async Task<PastReassessment?> RunDueAsync(CancellationToken cancellationToken)
    {
        if (!await IsDueAsync(cancellationToken))
            return null;

        // Its own folder, hence its own lock: the study and its storing take the workspace's in their turn.
        var folder = Path.Combine(workspace.Folder, "schedule");
        OwnerFiles.CreateFolder(folder);
        await using var _ = await WriterLock.TakeAsync(
            folder,
            "the quarterly reassessment",
            TimeSpan.Zero,
            cancellationToken
        );
        var due = await DueAsync(cancellationToken);
        if (due.Count == 0)
            return null;

        // Rows are written at the end, in one step: a crash before it leaves everything due.
        var (quarter, zone) = (due[^1], await ZoneAsync(cancellationToken));
        var began = time.GetUtcNow().ToInstant();
        var row = new Reassessment
        {
            Period = quarter.ToString(),
            DueUnixSeconds = DueSeconds(quarter, zone),
            Late = began.InZone(zone).Date > quarter.DueIn(zone).Date,
        };
        try
        {
            var (study, outcome) = await StudyAsync(quarter, cancellationToken);
            row.StudyId = study.Id;
            row.Outcome = outcome.Write();
            row.RanUnixSeconds = time.GetUtcNow().ToUnixTimeSeconds();
        }
        catch (RiskLensException wrong)
        {
            row.Outcome = new ReassessmentOutcome(
                ReassessmentStatus.Failed,
                Problem: wrong.Problem,
                Remedy: wrong.Remedy
            ).Write();
        }

        var skipped = row.RanUnixSeconds is null
            ? []
            : due.SkipLast(1).Select(q => Skipped(q, quarter, zone));
        await StoreAsync([.. skipped, row], cancellationToken);
        return Told(row);
    }

    /// <summary>The next reassessment and those that were.</summary>
    public async Task<ReassessmentSchedule> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var rows = await db
            .Reassessments.AsNoTracking()
            .OrderByDescending(row => row.Period)
            .ToListAsync(cancellationToken);
        var zone = await ZoneAsync(cancellationToken);
        NextReassessment? next = null;
        if (await FirstOpenAsync(cancellationToken) is { } open)
        {
            var due = await DueAsync(cancellationToken);
            var quarter = due.Count > 0 ? due[^1] : open;
            next = new NextReassessment(quarter.ToString(), quarter.DueIn(zone).ToDateTimeOffset());
        }

        return new ReassessmentSchedule(next, [.. rows.Select(Told)]);
    }

    private async Task<(Study Study, ReassessmentOutcome Outcome)> StudyAsync(
        Quarter quarter,
        CancellationToken cancellationToken
    )
    {
        var before = await LastAsync(cancellationToken);
        var study = await new RunStudy(workspace, catalogue).RunAsync(Request, null, cancellationToken);
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        // A folder a quarter: unchanged logs give the same study, and its report would overwrite the last one.
        var folder = Path.Combine(workspace.ReportsFolder, quarter.ToString());
        var branding = await new SetBranding(workspace).GetAsync(cancellationToken);
        var report = await writeReport
            .Branded(branding)
            .RunAsync(study, company.Language, folder, ReportKind.Pdf, cancellationToken);
        return (
            study,
            ReassessmentOutcome.Compare(before, study) with
            {
                Html = Relative(report.HtmlPath),
                Pdf = report.PdfPath is { } pdf ? Relative(pdf) : null,
                Problem = report.Problem,
                Remedy = report.Remedy,
            }
        );
    }

    /// <summary>The study of the last reassessment, or the latest of all at the first.</summary>
    private async Task<Study?> LastAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var studies = new StudyArchive(workspace);
        var id = await db
            .Reassessments.Where(row => row.StudyId != null)
            .OrderByDescending(row => row.Period)
            .Select(row => row.StudyId)
            .FirstOrDefaultAsync(cancellationToken);
        return await studies.FindAsync(id ?? StudyArchive.Latest, cancellationToken);
    }

    private async Task<IReadOnlyList<Quarter>> DueAsync(CancellationToken cancellationToken)
    {
        var due = new List<Quarter>();
        if (await FirstOpenAsync(cancellationToken) is not { } quarter)
            return due;
        var zone = await ZoneAsync(cancellationToken);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        for (; DueSeconds(quarter, zone) <= now; quarter = quarter.Next)
            due.Add(quarter);
        return due;
    }

    /// <summary>The quarter after the last that ran, or the first that begins after the first import.</summary>
    private async Task<Quarter?> FirstOpenAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var first = await db.Imports.MinAsync(row => (long?)row.ImportedUnixSeconds, cancellationToken);
        if (first is not { } imported)
            return null;
        var quarter = Quarter
            .Of(Instant.FromUnixTimeSeconds(imported).InZone(await ZoneAsync(cancellationToken)).Date)
            .Next;
        var ran = await db
            .Reassessments.Where(row => row.RanUnixSeconds != null)
            .Select(row => row.Period)
            .ToListAsync(cancellationToken);
        while (ran.Exists(period => string.CompareOrdinal(period, quarter.ToString()) >= 0))
            quarter = quarter.Next;
        return quarter;
    }

    private async Task StoreAsync(IReadOnlyList<Reassessment> rows, CancellationToken cancellationToken)
    {
        await using var _ = await workspace.LockForWritingAsync(
            "recording a reassessment",
            cancellationToken
        );
        await using var db = workspace.NewDb();
        var periods = rows.Select(row => row.Period).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db
            .Reassessments.Where(row => periods.Contains(row.Period))
            .ExecuteDeleteAsync(cancellationToken);
        db.Reassessments.AddRange(rows);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<DateTimeZone> ZoneAsync(CancellationToken cancellationToken) =>
        SetCompany.ZoneOf((await new SetCompany(workspace).GetAsync(cancellationToken)).Zone);

    private string Relative(string path) =>
        Path.GetRelativePath(workspace.ReportsFolder, path).Replace('\\', '/');

    private static long DueSeconds(Quarter quarter, DateTimeZone zone) =>
        quarter.DueIn(zone).ToInstant().ToUnixTimeSeconds();

    private static Reassessment Skipped(Quarter quarter, Quarter inFavourOf, DateTimeZone zone) =>
        new()
        {
            Period = quarter.ToString(),
            DueUnixSeconds = DueSeconds(quarter, zone),
            Late = true,
            Outcome = new ReassessmentOutcome(
                ReassessmentStatus.Skipped,
                InFavourOf: inFavourOf.ToString()
            ).Write(),
        };

    private static PastReassessment Told(Reassessment row) =>
        new(
            row.Period,
            DateTimeOffset.FromUnixTimeSeconds(row.DueUnixSeconds),
            row.RanUnixSeconds is { } ran ? DateTimeOffset.FromUnixTimeSeconds(ran) : null,
            row.Late,
            row.StudyId,
            ReassessmentOutcome.Read(row.Outcome!)
        );
}
