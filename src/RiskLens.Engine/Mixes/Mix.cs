using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Mixes;

/// <summary>
/// A mix to be valued: active channels, a share of the contacts who can write on one channel only and are then enrolled on
/// a standby channel (Standby is -1 for none), and in which shares the company sends its traffic.
/// </summary>
public sealed record Mix(int Active, int Standby, double StandbyShare)
{
    /// <summary>By purpose and direction, the share of the traffic by channel; null to leave it as the log shows it.</summary>
    public IReadOnlyDictionary<(string Purpose, Direction Direction), double[]>? Shares { get; init; }

    /// <summary>Where the shares come from: "equal", or the weight on the tail that they were solved for; else empty.</summary>
    public string SharesFrom { get; init; } = "";

    /// <summary>A readable id: the active mask, the standby and the shares, such as "m31", "m31+2@25" or "m31~equal".</summary>
    public string Id
    {
        get
        {
            var set = FormattableString.Invariant($"m{Active}");
            var standby =
                Standby < 0
                    ? ""
                    : FormattableString.Invariant($"+{Standby}@{Math.Round(StandbyShare * 100, 2):0.##}");
            return Shares is null ? set + standby : $"{set}{standby}~{SharesFrom}";
        }
    }
}
