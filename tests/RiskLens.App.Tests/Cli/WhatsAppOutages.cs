using System.Text.Json;

namespace RiskLens.App.Tests.Cli;

/// <summary>What the outage model of a company in Cameroon must say of WhatsApp, whatever its logs show.</summary>
internal static class WhatsAppOutages
{
    private static readonly string[] OfMeta = ["whatsapp-business", "messenger", "instagram", "facebook"];

    /// <summary>
    /// Messenger and Instagram stand on WhatsApp's network and stay up in fewer of its hours down than any channel of
    /// another owner; SMS needs neither that network nor the internet, and none stays up in more.
    /// </summary>
    public static void AssertOrder(JsonElement model)
    {
        var up = StaysUp(model);
        var smallest = up.Where(c => !OfMeta.Contains(c.Key, StringComparer.Ordinal)).Min(c => c.Value);
        Assert.True(up["messenger"] < 0.15 && up["messenger"] < smallest);
        Assert.True(up["instagram"] < 0.15 && up["instagram"] < smallest);
        Assert.True(up["sms"] > 0.9);
        Assert.Equal(up.Values.Max(), up["sms"]);
    }

    /// <summary>For each other channel the share of WhatsApp's hours down in which it stays up.</summary>
    private static Dictionary<string, double> StaysUp(JsonElement model)
    {
        var up = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var pair in model.GetProperty("pairs").EnumerateArray())
        {
            var (first, second) = (
                pair.GetProperty("first").GetString()!,
                pair.GetProperty("second").GetString()!
            );
            if (first == "whatsapp")
                up.Add(second, Hours(pair, "second_up"));
            else if (second == "whatsapp")
                up.Add(first, Hours(pair, "first_up"));
        }

        return up;
    }

    private static double Hours(JsonElement pair, string which) =>
        pair.GetProperty(which).GetProperty("of_hours").GetDouble();
}
