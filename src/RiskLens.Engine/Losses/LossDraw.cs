namespace RiskLens.Engine.Losses;

/// <summary>One draw of everything uncertain about a loss but the outages: shared by all events of a trial.</summary>
/// <param name="Level">Demand over its forecast.</param>
/// <param name="SwitchRate">Share who come over another channel, given that they can be reached there.</param>
/// <param name="RecoveredNow">r(0): share of what was not rerouted that comes back when the wait is short.</param>
/// <param name="RecoveryHours">Waiting time over which r falls by a factor e: r(w) = r(0) exp(-w / RecoveryHours).</param>
/// <param name="ServedElsewhere">By cell: share of the rest that branch, till or agent serves.</param>
public sealed record LossDraw(
    double Level,
    double SwitchRate,
    double RecoveredNow,
    double RecoveryHours,
    double[] ServedElsewhere
)
{
    /// <summary>Hours from a failure until the first are rerouted.</summary>
    public double SwitchDelayHours { get; init; }

    /// <summary>Conversations an hour that each channel can take, its own included; null where none is stated.</summary>
    public double[]? Capacity { get; init; }

    /// <summary>What conversations are worth; null where losses cannot be told in money.</summary>
    public MoneyDraw? Money { get; init; }

    /// <summary>
    /// Mean of r(w) over demand that begins evenly within a part of an hour: r(0) tau / length (exp(-shortest / tau) -
    /// exp(-(shortest + length) / tau)).
    /// </summary>
    /// <param name="shortestWait">Hours from the end of the part to the channel's return.</param>
    /// <param name="length">Hours, above 0.</param>
    public double MeanReturn(double shortestWait, double length) =>
        RecoveredNow
        * Math.Exp(-shortestWait / RecoveryHours)
        * (RecoveryHours / length)
        * (1 - Math.Exp(-length / RecoveryHours));
}

/// <summary>One draw of what conversations are worth, by cell, company's currency, major units.</summary>
/// <param name="Margin">Of a conversation lost.</param>
/// <param name="Leaving">Of customers who leave, for each conversation lost.</param>
/// <param name="Rerouting">Cost of a conversation rerouted.</param>
/// <param name="Calls">Cost of calls for each conversation that is not rerouted.</param>
/// <param name="Delay">Cost of a conversation that comes back late.</param>
/// <param name="InFlight">Loss for each conversation open at the failure.</param>
/// <param name="Campaigns">Lost of each unit of a campaign that is hit; 0 for other cells.</param>
/// <param name="Penalties">By purpose of the demand, in its order.</param>
public sealed record MoneyDraw(
    double[] Margin,
    double[] Leaving,
    double[] Rerouting,
    double[] Calls,
    double[] Delay,
    double[] InFlight,
    double[] Campaigns,
    Penalty[] Penalties
);

/// <summary>What is due once a purpose has been interrupted beyond its tolerance.</summary>
/// <param name="ToleranceHours">Infinite where none is stated.</param>
public readonly record struct Penalty(double ToleranceHours, double Once, double PerHour)
{
    /// <summary>None.</summary>
    public static Penalty None { get; } = new(double.PositiveInfinity, 0, 0);

    /// <summary>Whether anything can be due.</summary>
    public bool IsDue => Once > 0 || PerHour > 0;

    /// <summary>Due after so many hours without a break.</summary>
    public double After(double hours) =>
        hours > ToleranceHours ? Once + (PerHour * (hours - ToleranceHours)) : 0;
}
