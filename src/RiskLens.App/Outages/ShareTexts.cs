using System.Globalization;
using RiskLens.Engine.Outages;

namespace RiskLens.App.Outages;

/// <summary>Shares by channel as one text, such as "sms|0.5|1;whatsapp|1|1".</summary>
internal static class ShareTexts
{
    public static string Of(IReadOnlyDictionary<string, ShareRange> shares) =>
        string.Join(
            ';',
            shares
                .OrderBy(share => share.Key, StringComparer.Ordinal)
                .Select(share =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{share.Key}|{share.Value.Low:R}|{share.Value.High:R}"
                    )
                )
        );

    public static Dictionary<string, ShareRange> Read(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('|'))
            .ToDictionary(
                part => part[0],
                part => new ShareRange(N(part[1]), N(part[2])),
                StringComparer.Ordinal
            );

    private static double N(string number) => double.Parse(number, CultureInfo.InvariantCulture);
}
