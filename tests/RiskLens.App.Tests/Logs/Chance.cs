namespace RiskLens.App.Tests.Logs;

/// <summary>Numbers that look random and are the same in every run (Knuth's MMIX generator).</summary>
internal sealed class Chance(int seed)
{
    private ulong _state = unchecked((ulong)seed * 0x9E3779B97F4A7C15);

    public int Below(int limit)
    {
        _state = unchecked(_state * 6364136223846793005 + 1442695040888963407);
        return (int)((_state >> 33) % (ulong)limit);
    }

    public T[] Shuffled<T>(IEnumerable<T> all) => [.. all.OrderBy(_ => Below(1 << 30))];
}
