namespace RiskLens.Engine.Outages;

/// <summary>An outage of the company's own history that it stands by: imported, or proposed and confirmed.</summary>
/// <param name="Node">Id of the node that failed.</param>
/// <param name="End">Null while the end is not known.</param>
/// <param name="Precision">minute, hour or day: of the worse of start and end.</param>
/// <param name="FunctionStopped">Share of a channel's function that stopped; a channel not named stopped wholly.</param>
/// <param name="CustomersStruck">Share of the company's customers that were struck.</param>
public sealed record OwnOutage(
    string Id,
    string Node,
    DateTimeOffset Start,
    DateTimeOffset? End,
    string Precision,
    IReadOnlyDictionary<string, ShareRange> FunctionStopped,
    ShareRange CustomersStruck,
    string Source
)
{
    /// <summary>Shortest length in hours that the source allows: of one that still lasts, the time until its last word.</summary>
    public double Shortest { get; init; } = End is { } end ? (end - Start).TotalHours : 0;

    /// <summary>Longest length in hours that the source allows; infinite while the end is not known.</summary>
    public double Longest { get; init; } =
        End is { } end ? (end - Start).TotalHours : double.PositiveInfinity;

    /// <summary>The channels of its node that it struck: all but those of which nothing stopped.</summary>
    public IReadOnlyList<string> StruckOf(Node node) =>
        [.. node.Channels.Where(c => !FunctionStopped.TryGetValue(c, out var share) || share.High > 0)];
}

/// <summary>Time in which the company would have noticed an outage of a node.</summary>
/// <param name="Node">Id of the node.</param>
/// <param name="Noticed">Chance (0 to 1) that an outage of a drawn length at a random hour is noticed.</param>
public sealed record OwnWatch(
    string Node,
    DateTimeOffset From,
    DateTimeOffset To,
    double Noticed,
    string Source
);

/// <summary>What the company knows of outages beside the catalogue.</summary>
public sealed record OwnHistory(IReadOnlyList<OwnOutage> Outages, IReadOnlyList<OwnWatch> Watches)
{
    public static readonly OwnHistory None = new([], []);
}
