namespace RiskLens.Engine.Losses;

/// <summary>
/// A shock in the simulated time: the channels it takes, from Start to End (hours). Severity is the share of each
/// channel's demand that it stops (by channel, 0 to 1); null where it stops all of the channels in the mask. Beyond: it
/// lasts longer than any shock observed on its node.
/// </summary>
public readonly record struct Strike(
    int ChannelMask,
    double Start,
    double End,
    double[]? Severity = null,
    bool Beyond = false
)
{
    /// <summary>Channels of which at least this share is stopped.</summary>
    public int MaskFrom(double share)
    {
        if (Severity is null)
            return ChannelMask;
        var mask = 0;
        for (var c = 0; c < Severity.Length; c++)
        {
            if (Severity[c] >= share && (ChannelMask >> c & 1) != 0)
                mask |= 1 << c;
        }
        return mask;
    }
}
