namespace RiskLens.Engine.Losses;

/// <summary>
/// What a loss is made of, in the company's currency, major units. Each part is counted once: a conversation's margin
/// only where it is lost, and what moved in it never.
/// </summary>
/// <param name="Margin">Margin of conversations lost.</param>
/// <param name="InFlight">Conversations open at the failure: lost, repeated or reversed.</param>
/// <param name="Rerouting">More that rerouted conversations cost.</param>
/// <param name="Calls">Calls to the call centre by those who were not rerouted.</param>
/// <param name="Delay">What it costs that conversations come back late.</param>
/// <param name="Campaigns">Value of campaigns that was hit and not saved.</param>
/// <param name="Penalties">Due once a purpose stays interrupted beyond its tolerance.</param>
/// <param name="Leaving">Margin of customers who leave, after the outage and over the stated horizon.</param>
public readonly record struct MoneyParts(
    double Margin,
    double InFlight,
    double Rerouting,
    double Calls,
    double Delay,
    double Campaigns,
    double Penalties,
    double Leaving
)
{
    /// <summary>The loss.</summary>
    public double Total => Margin + InFlight + Rerouting + Calls + Delay + Campaigns + Penalties + Leaving;

    public static MoneyParts operator +(MoneyParts a, MoneyParts b) =>
        new(
            a.Margin + b.Margin,
            a.InFlight + b.InFlight,
            a.Rerouting + b.Rerouting,
            a.Calls + b.Calls,
            a.Delay + b.Delay,
            a.Campaigns + b.Campaigns,
            a.Penalties + b.Penalties,
            a.Leaving + b.Leaving
        );

    public static MoneyParts operator *(double share, MoneyParts a) =>
        new(
            share * a.Margin,
            share * a.InFlight,
            share * a.Rerouting,
            share * a.Calls,
            share * a.Delay,
            share * a.Campaigns,
            share * a.Penalties,
            share * a.Leaving
        );
}
