using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Losses;

/// <summary>Another value of one uncertain input, all others as they are: how a loss answers to it.</summary>
/// <param name="Input">Its name, of <see cref="LossInputs.Uncertain"/>.</param>
/// <param name="Value">The value it is held at; null to draw it from <paramref name="From"/>.</param>
/// <param name="From">Where it is drawn from instead.</param>
public sealed record InputChange(string Input, double? Value, Rng? From)
{
    /// <summary>A change of another input at the same time.</summary>
    public InputChange? And { get; init; }

    /// <summary>The change of an input, if it is one of those changed.</summary>
    public InputChange? Of(string input) =>
        string.Equals(Input, input, StringComparison.Ordinal) ? this : And?.Of(input);
}

/// <summary>Laws of the uncertain inputs of a loss.</summary>
public sealed class LossInputs
{
    /// <summary>Names of the inputs that no assumption states: demand over its forecast, and how customers react.</summary>
    public const string Level = "level";
    public const string SwitchRate = "switch_rate";
    public const string RecoveredShare = "recovered_share";

    private readonly Behaviour _behaviour;
    private readonly IReadOnlyDictionary<string, Assumption> _stated;
    private readonly PurposeInputs[] _purposes;
    private readonly double[] _reroutePrice;
    private readonly string[] _capacityKeys;
    private readonly double _busiestHour;

    /// <summary>Binds assumptions to demand cells.</summary>
    /// <param name="cells">Demand cells and campaigns, in the order of the arrays of a draw.</param>
    /// <param name="behaviour">Switch rate and recovery.</param>
    /// <param name="stated">Assumptions by key; what is not stated is nothing, but for margins.</param>
    /// <param name="channels">Channels, in their order: their capacities and message prices are looked up.</param>
    public LossInputs(
        IReadOnlyList<DemandCell> cells,
        Behaviour behaviour,
        IReadOnlyDictionary<string, Assumption> stated,
        IReadOnlyList<string>? channels = null
    )
    {
        Table = new DemandTable(cells);
        (_behaviour, _stated) = (behaviour, stated);
        var planned = cells
            .Where(c => c.Campaign != CampaignUnit.None)
            .Select(c => c.Purpose)
            .ToHashSet(StringComparer.Ordinal);
        _purposes =
        [
            .. Table.Purposes.Select(p => new PurposeInputs(
                p,
                stated,
                cells.Where(c => string.Equals(c.Purpose, p, StringComparison.Ordinal)),
                planned.Contains(p)
            )),
        ];
        _reroutePrice = ReroutePrices(cells, stated, channels ?? []);
        _capacityKeys = [.. (channels ?? []).Select(c => $"{c}.capacity")];
        double[] all = [.. cells.Select(_ => 1.0)];
        _busiestHour = Enumerable.Range(0, Table.Hours).Max(h => Table.ConversationsIn(h, all));
        InMoney = _purposes.Length > 0 && Array.TrueForAll(_purposes, p => p.IsPriced);
        StatedKeys =
        [
            .. KeysOfDraws()
                .Where(stated.ContainsKey)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        Uncertain =
        [
            Level,
            SwitchRate,
            RecoveredShare,
            .. StatedKeys.Where(key => stated[key].High > stated[key].Low),
            .. _purposes.Where(p => p.InFlightUnknown).Select(p => p.InFlight),
        ];
    }

    /// <summary>Demand, laid out for all losses.</summary>
    public DemandTable Table { get; }

    /// <summary>Demand cells and campaigns, in the order of the arrays of a draw.</summary>
    public IReadOnlyList<DemandCell> Cells => Table.Cells;

    /// <summary>Whether losses can be told in money: every purpose has a margin.</summary>
    public bool InMoney { get; }

    /// <summary>Keys of the assumptions that a draw reads, in ordinal order; some may be fixed values.</summary>
    public IReadOnlyList<string> StatedKeys { get; }

    /// <summary>Names of all inputs that a draw draws.</summary>
    public IReadOnlyList<string> Uncertain { get; }

    /// <summary>
    /// Draws all inputs, each from a stream of its own name, so that adding one never shifts another's draws. The
    /// level is picked from the forecast's own log ratios.
    /// </summary>
    public LossDraw Draw(Rng rng, double[] logRatiosOfLevel, InputChange? change = null)
    {
        Rng For(string input) => change?.Of(input)?.From ?? rng;
        double? Held(string input) => change?.Of(input)?.Value;

        var (switchRate, recoveredNow, recoveryHours) = _behaviour.Draw(
            For(SwitchRate).Fork("behaviour"),
            For(RecoveredShare).Fork("behaviour")
        );
        double Of(string key, double otherwise) =>
            Held(key) ?? (_stated.TryGetValue(key, out var a) ? a.Draw(For(key).Fork(key)) : otherwise);
        var level = Held(Level) ?? LevelOf(For(Level), logRatiosOfLevel);
        var byPurpose = Array.ConvertAll(_purposes, p => p.Draw(Of, For(p.InFlight)));
        return new LossDraw(
            level,
            Held(SwitchRate) ?? switchRate,
            Held(RecoveredShare) ?? recoveredNow,
            recoveryHours,
            ByCell(k => byPurpose[Table.PurposeOf[k]].ServedElsewhere)
        )
        {
            SwitchDelayHours = Of("switch_delay_hours", 0),
            Capacity = CapacityOf(Of, level),
            Money = InMoney ? MoneyOf(byPurpose, Of) : null,
        };
    }

    /// <summary>Null where every channel could take all demand of the busiest hour: then none ever fills.</summary>
    private double[]? CapacityOf(Func<string, double, double> of, double level)
    {
        if (!Array.Exists(_capacityKeys, _stated.ContainsKey))
            return null;
        var capacity = Array.ConvertAll(_capacityKeys, key => of(key, double.PositiveInfinity));
        return Array.Exists(capacity, c => c < level * _busiestHour) ? capacity : null;
    }

    /// <summary>
    /// The law of an input that is a single number: a stated one, else so many values as <see cref="Draw"/> draws them.
    /// Null for what is drawn jointly (what becomes of conversations in flight where nothing is stated).
    /// </summary>
    public Law? LawOf(string input, Rng rng, double[] logRatiosOfLevel)
    {
        const int Values = 4000;
        if (_stated.TryGetValue(input, out var stated))
            return stated.Law;
        Func<Rng, double>? draw = input switch
        {
            Level => r => LevelOf(r, logRatiosOfLevel),
            SwitchRate => r => _behaviour.Draw(r.Fork("behaviour")).SwitchRate,
            RecoveredShare => r => _behaviour.Draw(r.Fork("behaviour")).RecoveredNow,
            _ => null,
        };
        return draw is null
            ? null
            : new EmpiricalLaw(Enumerable.Range(0, Values).Select(j => draw(rng.Fork(input, j))));
    }

    /// <summary>Whether an input is a share: no value of it is above 1.</summary>
    public bool IsShare(string input) =>
        input is SwitchRate or RecoveredShare
        || (_stated.TryGetValue(input, out var stated) && stated.IsShare);

    private MoneyDraw MoneyOf(PurposeDraw[] byPurpose, Func<string, double, double> of)
    {
        var leaving = of("churn_share", 0) * of("churn_margin", 0);
        var call = of("call_cost", 0);
        // Of campaigns that are hit, a share is rescheduled, and keeps a share of its value.
        var spoiled = 1 - (of("campaign.rescheduled", 0) * of("campaign.kept", 1));
        double MarginOf(int k) => byPurpose[Table.PurposeOf[k]].MarginOf(Cells[k]);
        return new MoneyDraw(
            ByCell(MarginOf),
            ByCell(k => leaving * Cells[k].Facts.Customers.Count),
            ByCell(k => byPurpose[Table.PurposeOf[k]].Rerouting ?? _reroutePrice[k]),
            ByCell(k => byPurpose[Table.PurposeOf[k]].CallShare * call),
            ByCell(k => byPurpose[Table.PurposeOf[k]].Delay),
            ByCell(k => byPurpose[Table.PurposeOf[k]].InFlightOf(MarginOf(k))),
            ByCell(k =>
                Cells[k].Campaign switch
                {
                    CampaignUnit.Value => spoiled,
                    CampaignUnit.People => spoiled * byPurpose[Table.PurposeOf[k]].Margin,
                    _ => 0,
                }
            ),
            Array.ConvertAll(byPurpose, p => p.Penalty)
        );
    }

    private static double LevelOf(Rng rng, double[] logRatios) =>
        logRatios.Length == 0 ? 1 : Math.Exp(logRatios[rng.Fork(Level).NextInt(logRatios.Length)]);

    private double[] ByCell(Func<int, double> of)
    {
        var values = new double[Cells.Count];
        for (var k = 0; k < values.Length; k++)
            values[k] = of(k);
        return values;
    }

    private IEnumerable<string> KeysOfDraws() =>
        _purposes
            .SelectMany(p => p.Keys)
            .Concat(["switch_delay_hours", "churn_share", "churn_margin", "call_cost"])
            .Concat(["campaign.rescheduled", "campaign.kept"])
            .Concat(_capacityKeys);

    /// <summary>
    /// By cell, what the company's messages of a conversation cost more on the channels that its customers can turn to,
    /// weighed by how many can: the middle of the stated prices. 0 where prices are not stated, or not higher.
    /// </summary>
    private static double[] ReroutePrices(
        IReadOnlyList<DemandCell> cells,
        IReadOnlyDictionary<string, Assumption> stated,
        IReadOnlyList<string> channels
    )
    {
        var prices = channels
            .Select(c => stated.TryGetValue($"{c}.message_price", out var price) ? price.Central : double.NaN)
            .ToArray();
        return [.. cells.Select(cell => Math.Max(0, MoreOf(cell)))];

        double MoreOf(DemandCell cell)
        {
            if (cell.Channel >= prices.Length || double.IsNaN(prices[cell.Channel]))
                return 0;
            var (sum, weight) = (0.0, 0.0);
            for (var c = 0; c < prices.Length; c++)
            {
                if (c == cell.Channel || double.IsNaN(prices[c]))
                    continue;
                var reach = cell.ShareBySet.Where(s => (s.Key >> c & 1) != 0).Sum(s => s.Value);
                (sum, weight) = (sum + (reach * (prices[c] - prices[cell.Channel])), weight + reach);
            }
            return weight > 0 ? cell.Facts.MessagesOut.Count * sum / weight : 0;
        }
    }
}
