namespace RiskLens.Engine.Losses;

/// <summary>Gathers the loss of one outage over draws: totals by draw, means by purpose.</summary>
internal sealed class LossSum(LossInputs inputs, int draws)
{
    private readonly double[] _conversations = new double[draws];
    private readonly double[]? _money = inputs.InMoney ? new double[draws] : null;
    private readonly PurposeLoss[] _byPurpose = new PurposeLoss[inputs.Table.Purposes.Count];

    /// <summary>Room for one draw, by cell.</summary>
    public Parts[] Parts { get; } = new Parts[inputs.Cells.Count];

    /// <summary>The same in money.</summary>
    public MoneyParts[] Money { get; } = new MoneyParts[inputs.Cells.Count];

    /// <summary>Makes room for a draw.</summary>
    public void Begin()
    {
        Array.Clear(Parts);
        Array.Clear(Money);
    }

    /// <summary>Books a draw; penalties by purpose, or none.</summary>
    public void End(int draw, double[] penalties)
    {
        for (var k = 0; k < Parts.Length; k++)
        {
            _byPurpose[inputs.Table.PurposeOf[k]] += new PurposeLoss(Parts[k], Money[k]);
            _conversations[draw] += Parts[k].Lost.Count;
            if (_money is not null)
                _money[draw] += Money[k].Total;
        }
        for (var p = 0; p < penalties.Length; p++)
        {
            _byPurpose[p] += new PurposeLoss(default, default(MoneyParts) with { Penalties = penalties[p] });
            _money![draw] += penalties[p];
        }
    }

    /// <summary>What was gathered: means are over all draws.</summary>
    public OutageLossDraws Draws() =>
        new(_conversations, _money, Array.ConvertAll(_byPurpose, p => (1.0 / draws) * p));
}
