using RiskLens.Engine.Units;

namespace RiskLens.Engine.Losses;

/// <summary>
/// The one identity, in conversations begun: demand = rerouted + recovered + served elsewhere + lost. Beside it, and
/// never part of it, the conversations that were open at the failure and the amounts that move in what is lost.
/// </summary>
public readonly record struct Parts(
    ConversationCount Demand,
    ConversationCount Rerouted,
    ConversationCount Recovered,
    ConversationCount ServedElsewhere,
    ConversationCount Lost
)
{
    /// <summary>Conversations begun before the failure and unfinished at it.</summary>
    public ConversationCount InFlight { get; init; }

    /// <summary>Gross value at risk: amounts that would have moved in conversations lost. Printed, never added to a loss.</summary>
    public double AmountLost { get; init; }

    public static Parts operator +(Parts a, Parts b) =>
        new(
            a.Demand + b.Demand,
            a.Rerouted + b.Rerouted,
            a.Recovered + b.Recovered,
            a.ServedElsewhere + b.ServedElsewhere,
            a.Lost + b.Lost
        )
        {
            InFlight = a.InFlight + b.InFlight,
            AmountLost = a.AmountLost + b.AmountLost,
        };

    public static Parts operator *(double share, Parts a) =>
        new(
            share * a.Demand,
            share * a.Rerouted,
            share * a.Recovered,
            share * a.ServedElsewhere,
            share * a.Lost
        )
        {
            InFlight = share * a.InFlight,
            AmountLost = share * a.AmountLost,
        };
}
