using RiskLens.Engine.Ledgers;

namespace RiskLens.Engine.Mixes;

/// <summary>
/// Splits volumes over sets of channels by the chance with which a contact can be reached on each. Channels are independent
/// given what is known of the contact; the result is an expectation, nothing is drawn.
/// </summary>
internal sealed class ReachSpread
{
    private readonly ReachSets _sets;
    private readonly IReadOnlyList<ReachChannel> _channels;
    private readonly int[] _numberOf;
    private readonly double _halfLifeDays;
    private readonly int _phones;

    /// <summary>Of contacts as the logs and lists show them.</summary>
    /// <param name="numberOf">For each channel of the mix its number in <see cref="ContactReach"/>.</param>
    public ReachSpread(
        ReachSets sets,
        IReadOnlyList<ReachChannel> channels,
        int[] numberOf,
        double halfLifeDays
    )
    {
        (_sets, _channels, _numberOf, _halfLifeDays) = (sets, channels, numberOf, halfLifeDays);
        for (var j = 0; j < channels.Count; j++)
        {
            if (channels[j].PhoneNumbered)
                _phones |= 1 << numberOf[j];
        }
    }

    /// <summary>Volume by the set of the mix's channels; the same sum as that of the volumes.</summary>
    /// <param name="own">The channel that is in every set; null for none.</param>
    public SortedDictionary<int, double> Of(
        IEnumerable<(ContactReach Reach, double Volume)> volumes,
        ReachGrade grade,
        int? own
    )
    {
        var always = own is { } channel ? 1 << channel : 0;
        var sums = new double[1 << _channels.Count];

        // Consent and being told depend on lists and shares, not on ages: they thin all of one list's state at once.
        foreach (var listed in volumes.GroupBy(v => v.Reach.Listed))
        {
            var bySet = new double[sums.Length];
            foreach (var (reach, volume) in listed)
            {
                if (grade is ReachGrade.InUse or ReachGrade.InUseOrTold)
                    AddInUse(bySet, reach.Seen, volume, always, from: 0);
                else
                    bySet[AddressableOf(reach) | always] += volume;
            }
            for (var j = 0; j < _channels.Count; j++)
            {
                if (grade == ReachGrade.Consented && (always >> j & 1) == 0)
                    Keep(bySet, 1 << j, ConsentOf(j, listed.Key));
                else if (grade == ReachGrade.InUseOrTold)
                    Join(bySet, 1 << j, ToldOf(j, listed.Key));
            }
            for (var set = 0; set < sums.Length; set++)
                sums[set] += bySet[set];
        }

        var found = new SortedDictionary<int, double>();
        for (var set = 0; set < sums.Length; set++)
        {
            if (sums[set] > 0)
                found.Add(set, sums[set]);
        }
        return found;
    }

    private void AddInUse(double[] bySet, SeenAges seen, double volume, int set, int from)
    {
        for (var j = from; j < _channels.Count; j++)
        {
            if ((set >> j & 1) != 0 || seen.DaysSince(_numberOf[j]) is not { } days)
                continue;
            var age = Math.Max(0, days - _sets.DaysLeftOut);
            if (age > 0)
            {
                var chance = Math.Pow(2, -age / _halfLifeDays);
                AddInUse(bySet, seen, volume * (1 - chance), set, j + 1);
                volume *= chance;
            }
            set |= 1 << j;
        }
        bySet[set] += volume;
    }

    private int AddressableOf(ContactReach reach)
    {
        var known = reach.Seen.Set;
        var hasPhone = (known & _phones) != 0;
        var set = 0;
        for (var j = 0; j < _channels.Count; j++)
        {
            var there = ((known | reach.Listed.Consented) >> _numberOf[j] & 1) != 0;
            if (there || (hasPhone && _channels[j].ByNumberAlone))
                set |= 1 << j;
        }
        return set;
    }

    private double ConsentOf(int channel, ListedStates listed)
    {
        var bit = 1 << _numberOf[channel];
        if ((listed.OptedOut & bit) != 0)
            return 0;
        if ((listed.Consented & bit) != 0)
            return 1;
        var of = _channels[channel];
        return _sets.ConsentLists.ContainsKey(of.Id) ? 0 : of.Consent ?? 1;
    }

    private double ToldOf(int channel, ListedStates listed) =>
        (listed.Told >> _numberOf[channel] & 1) != 0 ? 1 : _channels[channel].Told;

    /// <summary>Of those with a channel, so many keep it.</summary>
    private static void Keep(double[] bySet, int bit, double share)
    {
        for (var set = 0; share < 1 && set < bySet.Length; set++)
        {
            if ((set & bit) == 0)
                continue;
            var moved = bySet[set] * (1 - share);
            bySet[set ^ bit] += moved;
            bySet[set] -= moved;
        }
    }

    /// <summary>Of those without a channel, so many get it.</summary>
    private static void Join(double[] bySet, int bit, double share)
    {
        for (var set = 0; share > 0 && set < bySet.Length; set++)
        {
            if ((set & bit) != 0)
                continue;
            var moved = bySet[set] * share;
            bySet[set | bit] += moved;
            bySet[set] -= moved;
        }
    }
}
