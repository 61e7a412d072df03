namespace RiskLens.Engine.Numerics;

/// <summary>
/// The name of a stream of random numbers, hashed once: inner loops fork by it without reading text. FNV-1a over
/// UTF-16 code units, low byte first (Fowler, Noll and Vo).
/// </summary>
public readonly record struct StreamName
{
    /// <summary>Hashes a name; equal names are one stream.</summary>
    public StreamName(string name)
    {
        unchecked
        {
            var hash = 0xCBF29CE484222325UL;
            foreach (var unit in name)
            {
                hash = (hash ^ (byte)unit) * 0x100000001B3UL;
                hash = (hash ^ (byte)(unit >> 8)) * 0x100000001B3UL;
            }
            Key = SplitMix64.Mix(hash);
        }
    }

    internal ulong Key { get; }
}
