namespace RiskLens.Engine.Losses;

/// <summary>What one conversation of a cell costs by what becomes of it, in conversations or in money.</summary>
/// <param name="Lost">Not rerouted and not coming back, served elsewhere or not: the share that is lost is in it.</param>
/// <param name="Late">Comes back late.</param>
/// <param name="Rerouted">Comes over another channel.</param>
/// <param name="Unserved">Not rerouted, whatever becomes of it: it may call.</param>
/// <param name="InFlight">Open at the failure.</param>
internal readonly record struct UnitPrice(
    double Lost,
    double Late,
    double Rerouted,
    double Unserved,
    double InFlight
)
{
    public static UnitPrice Of(DemandCell cell, int k, LossDraw draw, MoneyDraw? money)
    {
        // A campaign's unit costs the same wherever people go.
        if (cell.Campaign != CampaignUnit.None)
        {
            var hit = money?.Campaigns[k] ?? 0;
            return new UnitPrice(0, 0, hit, hit, 0);
        }
        var left = 1 - draw.ServedElsewhere[k];
        return money is null
            ? new UnitPrice(left, 0, 0, 0, 0)
            : new UnitPrice(
                left * (money.Margin[k] + money.Leaving[k]),
                money.Delay[k],
                money.Rerouting[k],
                money.Calls[k],
                money.InFlight[k]
            );
    }

    /// <summary>Cost of so much demand, of which so much comes back, if nothing were rerouted.</summary>
    public double Carried(double demand, double returning, double inFlight) =>
        (Lost * (demand - returning)) + (Late * returning) + (Unserved * demand) + (InFlight * inFlight);

    /// <summary>Cost of so much demand that no channel ever reaches: a campaign's unit, or a conversation lost.</summary>
    public double Standing(double demand) => (Lost > 0 ? Lost : Unserved) * demand;

    /// <summary>What rerouting so much of it adds to that, mostly less than 0.</summary>
    public double Switched(double switching, double returning) =>
        (-Lost * (switching - returning)) - (Late * returning) + ((Rerouted - Unserved) * switching);
}
