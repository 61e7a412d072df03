namespace RiskLens.App.Schedules;

/// <summary>The one heavy piece of work (import, study, reassessment) that a process does at a time.</summary>
public sealed class Turn : IDisposable
{
    private readonly SemaphoreSlim _free = new(1, 1);

    /// <summary>Takes the turn if it is free; null otherwise. Dispose of it to give it back.</summary>
    public IDisposable? TryTake() => _free.Wait(0, CancellationToken.None) ? new Taken(_free) : null;

    /// <summary>Waits for the turn.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Taken(_free);
    }

    public void Dispose() => _free.Dispose();

    private sealed class Taken(SemaphoreSlim free) : IDisposable
    {
        private SemaphoreSlim? _free = free;

        public void Dispose() => Interlocked.Exchange(ref _free, null)?.Release();
    }
}
