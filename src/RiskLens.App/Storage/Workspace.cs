using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RiskLens.Engine.Units;

namespace RiskLens.App.Storage;

/// <summary>
/// One company's data: a folder with the database, the key of its pseudonyms and the reports. Any number of processes
/// may open it; they read freely and write one at a time.
/// </summary>
public sealed class Workspace
{
    private const string DatabaseFile = "risklens.db";

    // SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FULL and SQLITE_IOERR_SHMSIZE of https://www.sqlite.org/rescode.html.
    private const int Corrupt = 11;
    private const int NotADatabase = 26;
    private const int Full = 13;
    private const int NoRoomForIndex = 4874;

    // What an IOException says of a full disk or a quota used up: ENOSPC and EDQUOT, ERROR_DISK_FULL on Windows.
    private const int NoSpace = 28;
    private const int NoQuota = 122;
    private const int DiskFull = unchecked((int)0x80070070);

    private readonly Lazy<DbContextOptions<WorkspaceDb>> _options;

    private Workspace(string folder, TimeProvider time)
    {
        Folder = Path.GetFullPath(folder);
        Time = time;
        _options = new(() =>
            new DbContextOptionsBuilder<WorkspaceDb>()
                .UseSqlite(ConnectionString)
                .AddInterceptors(new TemporaryInMemory())
                .Options
        );
    }

    /// <summary>
    /// The migrations that make the database, in their order: written down, because to look for them takes longer than
    /// to ask the database which it has.
    /// </summary>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        "20261122132949_Initial",
        "20261122155909_Import",
        "20261122195156_OutageHistory",
        "20261122223753_Campaigns",
        "20261123014410_Laws",
        "20261123042842_ReachLists",
        "20261123072618_AssumptionReviews",
        "20261123073247_StudyChanges",
    ];

    /// <summary>The workspace's folder, in full.</summary>
    public string Folder { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Where reports are written unless the caller says otherwise.</summary>
    public string ReportsFolder => Path.Combine(Folder, "reports");

    /// <summary>How long a writer waits for another before it gives up.</summary>
    public TimeSpan WriterPatience { get; set; } = TimeSpan.FromSeconds(30);

    private string ConnectionString =>
        new SqliteConnectionStringBuilder { DataSource = DatabasePath }.ToString();

    private string DatabasePath => Path.Combine(Folder, DatabaseFile);

    private string KeyPath => Path.Combine(Folder, "contacts.key");

    /// <summary>
    /// Opens a workspace; a missing one is made, and one of an older version is brought up to date. A workspace that
    /// needs neither opens while another process writes.
    /// </summary>
    /// <exception cref="RiskLensException">
    /// The folder cannot be made, the database is damaged, or another process still writes.
    /// </exception>
    public static async Task<Workspace> OpenAsync(
        string folder,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var workspace = new Workspace(folder, time);
        try
        {
            OwnerFiles.CreateFolder(workspace.Folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new RiskLensException(
                $"The workspace folder {workspace.Folder} cannot be made.",
                "Choose a folder that you may write to, with --workspace.",
                refused
            );
        }

        try
        {
            if (!await workspace.IsReadyAsync(cancellationToken))
                await workspace.PrepareAsync(cancellationToken);
        }
        catch (Exception fault) when (FaultOf(fault) is not null)
        {
            throw FaultOf(fault)!;
        }

        return workspace;
    }

    /// <summary>Whether a folder holds a workspace.</summary>
    public static bool ExistsAt(string folder) => File.Exists(Path.Combine(folder, DatabaseFile));

    /// <summary>
    /// The fault in one sentence with its remedy where the database file is damaged or the disk is full, else null.
    /// </summary>
    public static RiskLensException? FaultOf(Exception fault) => DamageOf(fault) ?? FullDiskOf(fault);

    /// <summary>The fault in one sentence with its remedy where the disk has no room left, else null.</summary>
    internal static RiskLensException? FullDiskOf(Exception fault) =>
        SqliteFaultOf(fault) is { SqliteErrorCode: Full } or { SqliteExtendedErrorCode: NoRoomForIndex }
        || fault is IOException { HResult: NoSpace or NoQuota or DiskFull }
            ? new RiskLensException(
                "The disk is full, so nothing of this was kept.",
                "Make room on the workspace's disk, or move the workspace folder to another, and try again.",
                fault
            )
            : null;

    private static RiskLensException? DamageOf(Exception fault) =>
        SqliteFaultOf(fault)?.SqliteErrorCode is Corrupt or NotADatabase
            ? new RiskLensException(
                $"The workspace's database {DatabaseFile} is damaged.",
                "Put a copy of the workspace folder back from a backup, or begin a new one with --workspace and import your logs there.",
                fault
            )
            : null;

    private static SqliteException? SqliteFaultOf(Exception fault) =>
        fault as SqliteException ?? fault.InnerException as SqliteException;

    /// <summary>A new unit of work on the database; the caller disposes of it.</summary>
    public WorkspaceDb NewDb() => new(_options.Value);

    /// <summary>
    /// A connection without the mapper, for the few rows that each command asks for: starting the mapper takes longer
    /// than most commands do. The caller disposes of it.
    /// </summary>
    internal async Task<SqliteConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await TemporaryInMemory.SetAsync(connection, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until nobody else writes, in this process or another, and keeps writers out until disposed.</summary>
    /// <param name="what">What the holder does, in words for whoever waits; never a file's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RiskLensException">The wait was in vain; the holder is named.</exception>
    public async Task<IAsyncDisposable> LockForWritingAsync(
        string what,
        CancellationToken cancellationToken
    ) => await WriterLock.TakeAsync(Folder, what, WriterPatience, cancellationToken);

    /// <summary>
    /// The key. A database that was filled under a key lost or replaced takes no more imports: every message in it
    /// would count a second time.
    /// </summary>
    /// <exception cref="RiskLensException">The key is missing or is not this database's.</exception>
    internal async Task<WorkspaceKey> KeyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        using var find = new PreparedCommand(connection, transaction: null, "SELECT Mark FROM KeyMarks", 0);
        var mark = (byte[])find.Scalar()!;
        var key = WorkspaceKey.Read(KeyPath);
        return key?.Mark.AsSpan().SequenceEqual(mark) == true
            ? key
            : throw new RiskLensException(
                key is null
                    ? "The workspace's key file contacts.key is missing or damaged, so messages already counted could not be recognised."
                    : "The workspace's key file contacts.key belongs to another workspace, so messages already counted could not be recognised.",
                "Put the key file back from a backup, or import all logs into a new workspace."
            );
    }

    /// <summary>
    /// Whether all migrations are applied and the key is marked. Asked without the mapper: each command asks, and to
    /// start the mapper for it would take longer than most commands do.
    /// </summary>
    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(DatabasePath))
            return false;
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var ask = connection.CreateCommand();
        ask.CommandText =
            "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name IN ('__EFMigrationsHistory', 'KeyMarks')";
        if (await ask.ExecuteScalarAsync(cancellationToken) is not 2L)
            return false;
        ask.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory UNION ALL SELECT '' FROM KeyMarks";
        var found = new HashSet<string>(StringComparer.Ordinal);
        await using var row = await ask.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
            found.Add(row.GetString(0));
        return found.Contains("") && found.IsSupersetOf(Migrations);
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var _ = await LockForWritingAsync("preparing the workspace", cancellationToken);
        await using var db = NewDb();

        // A process that was killed while it migrated leaves this row, and the next would wait for it for ever; the
        // writer lock already keeps others out.
        await db.Database.ExecuteSqlRawAsync(
            "DROP TABLE IF EXISTS \"__EFMigrationsLock\"",
            cancellationToken
        );
        await db.Database.MigrateAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        if (await db.KeyMarks.AnyAsync(cancellationToken))
            return;
        var key = WorkspaceKey.Read(KeyPath) ?? WorkspaceKey.Create(KeyPath);
        db.KeyMarks.Add(new KeyMark { Mark = key.Mark });
        await db.SaveChangesAsync(cancellationToken);
    }
}
