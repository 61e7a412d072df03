using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RiskLens.App.Logs;
using RiskLens.App.Schedules;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.Web;

/// <summary>What is being done now.</summary>
/// <param name="Kind">"import" or "study".</param>
/// <param name="Stage">Of a study: its stage. Of an import: the name of the file.</param>
/// <param name="Done">From 0 to 1; never falls.</param>
/// <param name="Messages">Messages read so far, of an import.</param>
public sealed record WorkNow(string Kind, string Stage, double Done, long Messages);

/// <summary>Why the last import or study came to nothing; no problem when the fault is the program's own.</summary>
public sealed record WorkFault(string Kind, string? Problem, string? Remedy);

/// <summary>
/// The import or study that this process does in the background, one at a time, and what became of the last. The
/// names of imported files live here, in memory, and nowhere else.
/// </summary>
public sealed partial class Work(Turn turn, IHostApplicationLifetime life, ILogger<Work> log)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    /// <summary>Where each stage of a study begins, as a part of the whole; measured on the bundled company.</summary>
    private static readonly (string Stage, double From)[] Stages =
    [
        ("ledger", 0),
        ("outages", 0.04),
        ("forecast", 0.05),
        ("placebo", 0.06),
        ("losses", 0.07),
        ("mix", 0.14),
        ("stability", 0.44),
        ("year", 0.75),
        ("changes", 0.85),
        ("", 1),
    ];

    private volatile WorkNow? _now;

    /// <summary>What is being done; null when nothing is.</summary>
    public WorkNow? Now => _now;

    /// <summary>What became of the files of the last import.</summary>
    public ImportResult? Imported { get; private set; }

    /// <summary>Why the last import or study came to nothing.</summary>
    public WorkFault? Fault { get; private set; }

    /// <summary>Begins an import in the background.</summary>
    /// <returns>False when other work is being done.</returns>
    public bool TryImport(
        Func<IProgress<ImportProgress>, CancellationToken, Task<ImportResult>> import,
        long bytes
    ) =>
        TryBegin(
            new WorkNow("import", "", 0, 0),
            async cancellationToken =>
            {
                Imported = null;
                var (file, before, last) = ("", 0L, 0L);
                Imported = await import(
                    new Heard<ImportProgress>(at =>
                    {
                        (before, file) = at.File == file ? (before, file) : (before + last, at.File);
                        last = at.BytesRead;
                        var done = bytes > 0 ? Math.Min(1, (before + last) / (double)bytes) : 0;
                        _now = new WorkNow("import", at.File, done, at.Messages);
                    }),
                    cancellationToken
                );
            }
        );

    /// <summary>Begins a study in the background.</summary>
    /// <returns>False when other work is being done.</returns>
    public bool TryStudy(Func<IProgress<StudyProgress>, CancellationToken, Task> study) =>
        TryBegin(
            new WorkNow("study", "ledger", 0, 0),
            cancellationToken =>
                study(
                    new Heard<StudyProgress>(at =>
                        _now = new WorkNow("study", at.Stage, Math.Max(_now?.Done ?? 0, Overall(at)), 0)
                    ),
                    cancellationToken
                )
        );

    /// <summary>What is being done, told as it changes, until nothing is.</summary>
    public async IAsyncEnumerable<WorkNow> FollowAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        WorkNow? told = null;
        using var timer = new PeriodicTimer(Glance);
        while (_now is { } now)
        {
            if (now != told)
                yield return told = now;
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Puts away what is told of the last import.</summary>
    public void Dismiss() => (Imported, Fault) = (null, null);

    /// <summary>Puts away what is told of an import that was undone.</summary>
    public void Undone(int import)
    {
        var others = Imported?.Files.Where(file => file.ImportId != import).ToList() ?? [];
        Imported = others.Count > 0 ? new ImportResult(others) : null;
    }

    private static double Overall(StudyProgress at)
    {
        var stage = Array.FindIndex(Stages, s => s.Stage == at.Stage);
        return stage < 0
            ? 0
            : Stages[stage].From
                + ((Stages[stage + 1].From - Stages[stage].From) * Math.Clamp(at.Done, 0, 1));
    }

    private bool TryBegin(WorkNow begin, Func<CancellationToken, Task> work)
    {
        if (turn.TryTake() is not { } taken)
            return false;
        (_now, Fault) = (begin, null);
        _ = Task.Run(() => RunAsync(begin.Kind, taken, work), CancellationToken.None);
        return true;
    }

    private async Task RunAsync(string kind, IDisposable taken, Func<CancellationToken, Task> work)
    {
        try
        {
            await work(life.ApplicationStopping);
        }
        catch (RiskLensException wrong)
        {
            Fault = new WorkFault(kind, wrong.Problem, wrong.Remedy);
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
            // The program ends; whatever was not finished has changed nothing.
        }
        catch (Exception bug)
        {
            Fault = new WorkFault(kind, null, null);
            // Its message may quote a line of a log; where it happened does not.
            Failed(log, kind, bug.GetType().Name, bug.StackTrace ?? "");
        }
        finally
        {
            taken.Dispose();
            _now = null;
        }
    }

    [LoggerMessage(LogLevel.Error, "The {Kind} failed by a fault of the program: {Fault}\n{Where}")]
    private static partial void Failed(ILogger log, string kind, string fault, string where);

    // Told at once and in order, unlike Progress<T>, which hands it to the pool.
    private sealed class Heard<T>(Action<T> hear) : IProgress<T>
    {
        public void Report(T value) => hear(value);
    }
}
