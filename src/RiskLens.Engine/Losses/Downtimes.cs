namespace RiskLens.Engine.Losses;

/// <summary>
/// Splits the shocks of one year after another into stretches of the same channels down; one a thread, for its room is
/// used again.
/// </summary>
/// <remarks>
/// Partial strikes are valued by layers. With severities s(1) &gt; s(2) &gt; ... of the strikes of an outage, the
/// share s(k) - s(k+1) of the demand meets those strikes and channels, as if wholly stopped, whose severity is s(k)
/// or more. This is exact when what is stopped is always the same part: the customers struck most by one channel or
/// shock are those struck by the others. Full strikes alone are one layer.
/// </remarks>
public sealed class Downtimes(int channels)
{
    private readonly List<Downtime> _room = [];
    private readonly double[] _edge = new double[channels];
    private Strike[] _byStart = [];
    private Strike[] _layer = [];
    private double[] _bounds = [];
    private double[] _levels = [];
    private int _count;

    /// <summary>
    /// The stretches of strikes in any order: by outage, by layer, then in order of time. They are overwritten by the next
    /// call.
    /// </summary>
    public ReadOnlySpan<Downtime> Of(IReadOnlyList<Strike> strikes)
    {
        _count = 0;
        Sort(strikes);
        var outage = 0;
        for (var from = 0; from < strikes.Count; outage++)
        {
            var to = from;
            var end = _byStart[from].End;
            for (; to < strikes.Count && _byStart[to].Start <= end; to++)
                end = Math.Max(end, _byStart[to].End);
            AddOutage(_byStart.AsSpan(from, to - from), outage);
            from = to;
        }
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_room)[.._count];
    }

    /// <summary>By start, those that start together in the order given: few, and mostly apart.</summary>
    private void Sort(IReadOnlyList<Strike> strikes)
    {
        if (_byStart.Length < strikes.Count)
        {
            (_byStart, _layer) = (new Strike[2 * strikes.Count], new Strike[2 * strikes.Count]);
            (_bounds, _levels) = (
                new double[4 * strikes.Count],
                new double[2 * strikes.Count * (channels + 1)]
            );
        }
        for (var i = 0; i < strikes.Count; i++)
        {
            var strike = strikes[i];
            var at = i;
            for (; at > 0 && _byStart[at - 1].Start > strike.Start; at--)
                _byStart[at] = _byStart[at - 1];
            _byStart[at] = strike;
        }
    }

    private void AddOutage(ReadOnlySpan<Strike> together, int outage)
    {
        var first = _count;
        var beyond = false;
        foreach (ref readonly var strike in together)
            beyond |= strike.Beyond;
        var below = 0.0;
        foreach (var level in LevelsOf(together))
        {
            var strikes = 0;
            foreach (ref readonly var strike in together)
            {
                if (strike.MaskFrom(level) is not 0 and var mask)
                    _layer[strikes++] = new Strike(mask, strike.Start, strike.End);
            }
            AddLayer(_layer.AsSpan(0, strikes), level - below);
            below = level;
        }
        for (var i = first; i < _count; i++)
            (_room[i].Outage, _room[i].Beyond) = (outage, beyond);
    }

    /// <summary>The distinct severities above 0, ascending.</summary>
    private ReadOnlySpan<double> LevelsOf(ReadOnlySpan<Strike> together)
    {
        var levels = 0;
        foreach (ref readonly var strike in together)
        {
            if (strike.Severity is not { } severity)
            {
                _levels[levels++] = 1;
                continue;
            }
            for (var c = 0; c < severity.Length; c++)
            {
                if (severity[c] > 0 && (strike.ChannelMask >> c & 1) != 0)
                    _levels[levels++] = severity[c];
            }
        }
        return Distinct(_levels.AsSpan(0, levels));
    }

    private static Span<double> Distinct(Span<double> values)
    {
        values.Sort();
        var kept = 0;
        foreach (var value in values)
        {
            if (kept == 0 || values[kept - 1] != value)
                values[kept++] = value;
        }
        return values[..kept];
    }

    /// <summary>Adds the stretches of strikes that stop all of the channels in their masks.</summary>
    private void AddLayer(ReadOnlySpan<Strike> strikes, double weight)
    {
        var first = _count;
        for (var i = 0; i < strikes.Length; i++)
            (_bounds[2 * i], _bounds[(2 * i) + 1]) = (strikes[i].Start, strikes[i].End);
        var bounds = Distinct(_bounds.AsSpan(0, 2 * strikes.Length));
        for (var i = 0; i + 1 < bounds.Length; i++)
        {
            var mask = 0;
            foreach (ref readonly var strike in strikes)
            {
                if (strike.Start <= bounds[i] && strike.End >= bounds[i + 1])
                    mask |= strike.ChannelMask;
            }
            if (mask == 0)
                continue;
            var stretch = Next();
            (stretch.DownMask, stretch.Start, stretch.End, stretch.Weight) = (
                mask,
                bounds[i],
                bounds[i + 1],
                weight
            );
        }
        SetFalls(first);
        SetReturns(first);
    }

    private void SetFalls(int first)
    {
        var (wasDown, until) = (0, double.NaN);
        for (var i = first; i < _count; i++)
        {
            var stretch = _room[i];
            var went = stretch.Start == until ? wasDown : 0;
            for (var c = 0; c < channels; c++)
            {
                if ((stretch.DownMask & ~went & (1 << c)) != 0)
                    _edge[c] = stretch.Start;
            }
            _edge.CopyTo(stretch.Falls, 0);
            (wasDown, until) = (stretch.DownMask, stretch.End);
        }
    }

    private void SetReturns(int first)
    {
        var (isDown, from) = (0, double.NaN);
        for (var i = _count - 1; i >= first; i--)
        {
            var stretch = _room[i];
            var goesOn = stretch.End == from ? isDown : 0;
            for (var c = 0; c < channels; c++)
            {
                if ((stretch.DownMask & ~goesOn & (1 << c)) != 0)
                    _edge[c] = stretch.End;
            }
            _edge.CopyTo(stretch.Returns, 0);
            (isDown, from) = (stretch.DownMask, stretch.Start);
        }
    }

    private Downtime Next()
    {
        if (_count == _room.Count)
            _room.Add(new Downtime(channels));
        return _room[_count++];
    }
}
