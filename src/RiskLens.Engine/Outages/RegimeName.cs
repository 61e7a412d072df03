namespace RiskLens.Engine.Outages;

/// <summary>The word for a regime in documents and data.</summary>
public static class RegimeName
{
    /// <summary>fault, order or cable.</summary>
    public static string Name(this Regime regime) =>
        regime switch
        {
            Regime.Order => "order",
            Regime.Cable => "cable",
            _ => "fault",
        };
}
