namespace RiskLens.Engine.Mixes;

/// <summary>
/// Which channels know their contacts by the same kind of address: all that are numbered by telephone are one family, any
/// other channel is one alone. Contacts of two families can be linked by an identity map, or by a log that names customers
/// in its own way on all channels; then some were seen in both.
/// </summary>
internal sealed class ReachFamilies
{
    /// <summary>Fewer in both than this share of the smaller may be two people of one name.</summary>
    private const double LinkedFrom = 0.01;

    private readonly bool[,] _linked;

    /// <summary>The families of a mix's channels, and which of them are linked.</summary>
    /// <param name="channels">Channels of the mix.</param>
    /// <param name="seenOn">Contacts seen on all channels of a set.</param>
    public ReachFamilies(IReadOnlyList<ReachChannel> channels, Func<int, double> seenOn)
    {
        var count = channels.Count;
        var families = Enumerable
            .Range(0, count)
            .GroupBy(c => channels[c].PhoneNumbered ? -1 : c)
            .Select(f => f.ToArray())
            .ToArray();
        _linked = new bool[count, count];
        foreach (var one in families)
        {
            foreach (var other in families)
            {
                var linked = one == other || AreLinked(one, other, seenOn);
                foreach (var i in one)
                {
                    foreach (var j in other)
                        _linked[i, j] = linked;
                }
            }
        }
    }

    /// <summary>Whether contacts of some family cannot be linked with those of another.</summary>
    public bool Unlinked => _linked.Cast<bool>().Contains(false);

    /// <summary>Channels whose contacts cannot be linked with those of a channel.</summary>
    public IEnumerable<int> NotLinkedWith(int channel) =>
        Enumerable.Range(0, _linked.GetLength(0)).Where(j => !_linked[channel, j]);

    private static bool AreLinked(int[] one, int[] other, Func<int, double> seenOn)
    {
        var (ofOne, ofOther) = (one.Max(c => seenOn(1 << c)), other.Max(c => seenOn(1 << c)));
        var least = Math.Min(ofOne, ofOther);
        // Where nobody was seen yet, there is nothing to link.
        return least == 0 || one.Any(i => other.Any(j => seenOn(1 << i | 1 << j) >= LinkedFrom * least));
    }
}
