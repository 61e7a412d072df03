using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Mixes;

/// <summary>
/// In which shares to send each purpose's traffic under one active set and enrolment: a variable for each purpose and
/// channel, whose loss by trial is that of a routing that sends nothing else. Losses add up, so that the CVaR of their sum is
/// a convex programme in the shares (Rockafellar and Uryasev 2000). Shares are possible where every group of contacts finds
/// room: for any channels T, those reached on channels of T alone are at most what T carries (Hall 1935).
/// </summary>
public sealed class TrafficProgramme
{
    // Hall's condition is asked for a hair more loosely than shares are told.
    private const double Slack = 1e-10;

    private readonly MixSearch _search;
    private readonly Mix _mix;
    private readonly MixCost _cost;
    private readonly IReadOnlyList<DemandCell> _cells;
    private readonly List<Group> _groups = [];
    private readonly List<(int Group, int Channel)> _variables = [];

    /// <summary>Lays out the programme of a mix; its own shares are not looked at.</summary>
    public TrafficProgramme(MixSearch search, Mix mix, MixCost cost)
    {
        (_search, _mix, _cost) = (search, mix with { Shares = null, SharesFrom = "" }, cost);
        _cells = search.CellsOf(mix);
        foreach (var purpose in search.OutboundPurposes)
            AddGroup(purpose, Direction.Out, 1);
        if (search.Policy.SteerRate > 0)
        {
            foreach (var purpose in search.InboundPurposes)
                AddGroup(purpose, Direction.In, search.Policy.SteerRate);
        }
    }

    /// <summary>Number of shares to be found; none where no purpose has a choice.</summary>
    public int Variables => _variables.Count;

    /// <summary>What is lost whatever the shares are: all but the traffic that has a choice.</summary>
    public Routing Always() => RoutingOf(group => null);

    /// <summary>What a unit of a variable carries, and nothing else.</summary>
    public Routing Unit(int variable)
    {
        var (group, channel) = _variables[variable];
        var shares = new double[_search.Channels];
        shares[channel] = 1;
        return RoutingOf(g => g == group ? shares : [], othersToo: false);
    }

    /// <summary>Solves it, given the losses by trial of <see cref="Always"/> and of every <see cref="Unit"/>.</summary>
    /// <param name="tailWeight">Weight of the CVaR95 against the mean.</param>
    /// <param name="overflow">Further convex costs of the shares, such as what no channel has room for.</param>
    /// <returns>The mix in the shares found, and the gap; null where the policy leaves no shares.</returns>
    public (Mix Mix, double Gap)? Solve(
        double[] always,
        IReadOnlyList<double[]> units,
        double tailWeight,
        IReadOnlyList<ConvexCost> overflow,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var cuts = new CvarCuts(0.95, always, units, threads: threads);
        var programme = new CvarProgramme
        {
            Cost = [.. _variables.Select(v => PriceOf(v)!.Value)],
            Lower = [.. _variables.Select(v => _groups[v.Group].Least[v.Channel])],
            Upper =
            [
                .. _variables.Select(v =>
                    Math.Max(_groups[v.Group].Least[v.Channel], _groups[v.Group].Reach[v.Channel])
                ),
            ],
            MeanWeight = 1 - tailWeight,
            TailWeight = tailWeight,
            Rows = [.. Rows()],
            MoreRows = Missed,
            ConvexCosts = overflow,
        };
        if (programme.Solve(cuts, cancellationToken) is not CvarSolution.Optimum found)
            return null;
        var shares = new Dictionary<(string, Direction), double[]>();
        for (var v = 0; v < _variables.Count; v++)
        {
            var group = _groups[_variables[v].Group];
            if (!shares.TryGetValue((group.Purpose, group.Direction), out var byChannel))
                shares[(group.Purpose, group.Direction)] = byChannel = new double[_search.Channels];
            byChannel[_variables[v].Channel] = found.Point[v] < 1e-9 ? 0 : found.Point[v];
        }
        return (
            _mix with
            {
                Shares = shares,
                SharesFrom = FormattableString.Invariant($"{Math.Round(tailWeight, 4):0.####}"),
            },
            found.Gap
        );
    }

    private void AddGroup(string purpose, Direction direction, double steered)
    {
        var takes = _mix.Active & _search.TakesOf(purpose, direction);
        var pooled = TrafficShares.PooledSets(_cells, purpose, direction);
        var observed = _search.ObservedShares(purpose, direction);
        var reach = new double[_search.Channels];
        foreach (var (set, share) in pooled)
        {
            for (var c = 0; c < reach.Length; c++)
                reach[c] += (set & takes & (1 << c)) != 0 ? share : 0;
        }
        int[] possible =
        [
            .. Enumerable
                .Range(0, reach.Length)
                .Where(c => reach[c] > 0 && _cost.OfTraffic(purpose, direction, c) is not null),
        ];
        // Channels in use today that are to be given up leave no choice of what stays there.
        // Only who can be reached on another channel can be steered there.
        double[] stays =
        [
            .. observed.Select(
                (o, c) => o * (1 - (steered * MixSearch.CanMoveShare(_cells, purpose, direction, takes, c)))
            ),
        ];
        if (possible.Length < 2 || stays.Index().Any(s => s.Item > 0 && !possible.Contains(s.Index)))
            return;
        var mask = possible.Sum(c => 1 << c);
        _groups.Add(
            new Group(
                purpose,
                direction,
                mask,
                stays,
                reach,
                pooled.Where(s => (s.Key & mask) != 0).Sum(s => s.Value),
                Ledgers.ReachVolumes.Of(pooled.Select(s => (s.Key & mask, s.Value)), _search.Channels)
            )
        );
        _variables.AddRange(possible.Select(c => (_groups.Count - 1, c)));
    }

    /// <summary>Routing of a mix whose groups are spread as told; null leaves a group out but for whom nothing reaches.</summary>
    private Routing RoutingOf(Func<int, double[]?> sharesOf, bool othersToo = true)
    {
        var shares = new Dictionary<(string, Direction), double[]>();
        var cells = new DemandCell[_cells.Count];
        for (var k = 0; k < cells.Length; k++)
        {
            var cell = _cells[k];
            var g = _groups.FindIndex(x =>
                x.Direction == cell.Direction
                && string.Equals(x.Purpose, cell.Purpose, StringComparison.Ordinal)
            );
            var wanted = g < 0 ? null : sharesOf(g);
            if (g >= 0 && wanted is { Length: > 0 })
            {
                cells[k] = cell;
                shares[(cell.Purpose, cell.Direction)] = wanted;
            }
            else if (g >= 0 && othersToo)
                cells[k] = cell with
                {
                    ShareBySet = new Dictionary<int, double> { [0] = 1 - _groups[g].Reached },
                };
            else
                cells[k] = g < 0 && othersToo ? cell : cell with { ShareBySet = Nobody };
        }
        return Routing.Of(
            cells,
            _mix.Active,
            _search.CapableOf,
            _search.Channels,
            shares.Count == 0 ? null : new TrafficShares(_cells, shares),
            _search.Delivered
        );
    }

    private static readonly Dictionary<int, double> Nobody = [];

    private double? PriceOf((int Group, int Channel) variable) =>
        _cost.OfTraffic(_groups[variable.Group].Purpose, _groups[variable.Group].Direction, variable.Channel);

    private IEnumerable<LinearRow> Rows()
    {
        for (var g = 0; g < _groups.Count; g++)
        {
            var group = g;
            yield return new LinearRow(
                Coefficients(v => v.Group == group ? 1 : 0),
                RowKind.Equal,
                _groups[g].Reached
            );
        }
        if (_search.Policy.OwnerCap < 1)
        {
            var volumes = _groups.Select(VolumeOf).ToArray();
            var total = _search.OutboundPurposes.Sum(p => _search.VolumeOf(p, Direction.Out));
            var withoutChoice = Always();
            foreach (var owner in _search.Policy.Owners.Distinct(StringComparer.Ordinal))
            {
                var fixedPart = FixedOutbound(owner, withoutChoice);
                yield return new LinearRow(
                    Coefficients(v =>
                        _groups[v.Group].Direction == Direction.Out
                        && string.Equals(_search.Policy.Owners[v.Channel], owner, StringComparison.Ordinal)
                            ? volumes[v.Group] / total
                            : 0
                    ),
                    RowKind.AtMost,
                    _search.Policy.OwnerCap - (fixedPart / total)
                );
            }
        }
        if (_search.Policy.Budget is { } budget)
        {
            var always = _cost.Of(_mix, _search.Effort(_mix), Always()) ?? 0;
            yield return new LinearRow(Coefficients(v => PriceOf(v)!.Value), RowKind.AtMost, budget - always);
        }
    }

    /// <summary>Outbound traffic without a choice on an owner's channels.</summary>
    private double FixedOutbound(string owner, Routing always)
    {
        var sum = 0.0;
        for (var k = 0; k < _cells.Count; k++)
        {
            if (_cells[k].Direction != Direction.Out || _cells[k].Campaign != CampaignUnit.None)
                continue;
            for (var c = 0; c < _search.Channels; c++)
            {
                if (string.Equals(_search.Policy.Owners[c], owner, StringComparison.Ordinal))
                    sum += _cells[k].Path.Sum() * always.Carried(k, c);
            }
        }
        return sum;
    }

    private double VolumeOf(Group group) => _search.VolumeOf(group.Purpose, group.Direction);

    private double[] Coefficients(Func<(int Group, int Channel), double> of) => [.. _variables.Select(of)];

    /// <summary>Groups of channels that carry less than what is reached on them alone.</summary>
    private List<LinearRow> Missed(ReadOnlySpan<double> w)
    {
        var missed = new List<LinearRow>();
        for (var g = 0; g < _groups.Count; g++)
        {
            var group = _groups[g];
            var byChannel = new double[_search.Channels];
            for (var v = 0; v < _variables.Count; v++)
            {
                if (_variables[v].Group == g)
                    byChannel[_variables[v].Channel] = w[v];
            }
            var nobody = group.Alone.Inside(0);
            for (var some = group.Mask; some > 0; some = (some - 1) & group.Mask)
            {
                var (alone, carried) = (group.Alone.Inside(some) - nobody, 0.0);
                for (var c = 0; c < byChannel.Length; c++)
                    carried += (some >> c & 1) != 0 ? byChannel[c] : 0;
                if (carried >= alone - Slack)
                    continue;
                var (of, among) = (g, some);
                missed.Add(
                    new LinearRow(
                        Coefficients(v => v.Group == of && (among >> v.Channel & 1) != 0 ? 1 : 0),
                        RowKind.AtLeast,
                        alone
                    )
                );
            }
        }
        return missed;
    }

    /// <summary>A purpose's traffic in one direction, and where it can go.</summary>
    /// <param name="Mask">Possible channels.</param>
    /// <param name="Least">By channel, what stays there whatever is asked: inbound moves only as far as it is steered.</param>
    /// <param name="Reach">By channel, the share reached there.</param>
    /// <param name="Reached">The share reached on any.</param>
    /// <param name="Alone">Shares by possible channels of their reach set.</param>
    private sealed record Group(
        string Purpose,
        Direction Direction,
        int Mask,
        double[] Least,
        double[] Reach,
        double Reached,
        Ledgers.ReachVolumes Alone
    );
}
