namespace RiskLens.App.Reports.Charts;

/// <summary>
/// The report's colours: vermilion and blue of Okabe and Ito (2008), darkened for text on white, beside greys. Any
/// two that meet in a chart differ in lightness by a fifth at least, so that they differ on a grey printer too.
/// </summary>
internal static class Palette
{
    public const string Ink = "#14202b";
    public const string Soft = "#51606e";
    public const string Rule = "#c9d1d8";
    public const string Grid = "#e6eaee";
    public const string Paper = "#ffffff";
    public const string Blue = "#0b5a8a";
    public const string BlueMiddle = "#5fa3cf";
    public const string BlueLight = "#c9dff0";
    public const string BluePale = "#e3eef7";
    public const string Vermilion = "#b33a0b";
    public const string VermilionPale = "#f9dfd2";

    private static readonly (double At, byte Red, byte Green, byte Blue)[] HeatStops =
    [
        (0.00, 0xfd, 0xf3, 0xea),
        (0.25, 0xf8, 0xd3, 0xb6),
        (0.50, 0xea, 0x9a, 0x66),
        (0.75, 0xc7, 0x5a, 0x25),
        (1.00, 0x7d, 0x25, 0x06),
    ];

    /// <summary>A sequential scale from pale to dark, darker is more; 0 to 1.</summary>
    public static string Heat(double share)
    {
        share = Math.Clamp(share, 0, 1);
        var upper = Math.Max(1, Array.FindIndex(HeatStops, stop => stop.At >= share));
        var (low, high) = (HeatStops[upper - 1], HeatStops[upper]);
        var t = (share - low.At) / (high.At - low.At);
        byte Mix(byte a, byte b) => (byte)Math.Round(a + ((b - a) * t));
        return $"#{Mix(low.Red, high.Red):x2}{Mix(low.Green, high.Green):x2}{Mix(low.Blue, high.Blue):x2}";
    }

    /// <summary>The colour of text that stays readable on a heat colour.</summary>
    public static string OnHeat(double share) => share > 0.62 ? Paper : Ink;
}
