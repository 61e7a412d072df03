namespace RiskLens.Engine.Losses;

/// <summary>
/// What a stretch without a channel makes of one cell's demand over it, before anything is priced: the sums that both
/// the loss of one outage and that of a year are told from.
/// </summary>
/// <param name="Demand">Conversations to begin over the channel.</param>
/// <param name="Returning">Of these, those who would come back: the sum of demand x r(wait).</param>
/// <param name="Switching">Demand that is rerouted.</param>
/// <param name="SwitchingReturning">Of the rerouted, those who would have come back.</param>
/// <param name="InFlight">Conversations open when the channel failed; 0 where it was down before the stretch.</param>
internal readonly record struct CellSums(
    double Demand,
    double Returning,
    double Switching,
    double SwitchingReturning,
    double InFlight
)
{
    /// <summary>
    /// The identity, each rate conditional on the step before: rerouted, of the rest recovered, of the rest served
    /// elsewhere, the remainder lost.
    /// </summary>
    public Parts PartsOf(DemandCell cell, double servedElsewhere)
    {
        if (cell.Campaign != CampaignUnit.None)
            return default;
        var recovered = Returning - SwitchingReturning;
        var rest = Math.Max(0, Demand - Switching - recovered);
        var served = rest * servedElsewhere;
        return new Parts(new(Demand), new(Switching), new(recovered), new(served), new(rest - served))
        {
            InFlight = new(InFlight),
            AmountLost = (rest - served) * cell.Facts.Amount,
        };
    }

    /// <summary>What it costs, part by part; penalties are told for whole purposes and are not in it.</summary>
    public MoneyParts MoneyOf(DemandCell cell, int k, double servedElsewhere, MoneyDraw money)
    {
        if (cell.Campaign != CampaignUnit.None)
            return default(MoneyParts) with { Campaigns = Demand * money.Campaigns[k] };
        var parts = PartsOf(cell, servedElsewhere);
        return new MoneyParts(
            parts.Lost.Count * money.Margin[k],
            InFlight * money.InFlight[k],
            Switching * money.Rerouting[k],
            (Demand - Switching) * money.Calls[k],
            parts.Recovered.Count * money.Delay[k],
            0,
            0,
            parts.Lost.Count * money.Leaving[k]
        );
    }
}
