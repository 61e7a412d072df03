namespace RiskLens.App.Demo;

/// <summary>What makes one fictional bank differ from another; equal options give the same bytes.</summary>
/// <param name="Seed">Seed of every draw.</param>
/// <param name="Scale">Size against the bundled bank: contacts and demand are multiplied by it.</param>
/// <param name="ReroutedShare">Planted share of an outage's demand that comes on another channel meanwhile.</param>
/// <param name="RecoveredShare">Planted share of an outage's demand that comes back later.</param>
public sealed record BankOptions(
    ulong Seed,
    double Scale = 1,
    double ReroutedShare = 0.10,
    double RecoveredShare = 0.40
)
{
    /// <summary>The seed of the bundled bank.</summary>
    public const ulong BundledSeed = 20_221_025;

    /// <summary>The bank that ships with the product.</summary>
    public static BankOptions Bundled { get; } = new(BundledSeed);
}
