using System.Globalization;

namespace RiskLens.App.Logs;

/// <summary>UTC moments in ISO 8601.</summary>
internal static class UtcText
{
    /// <summary>To the second, such as 2021-10-04T15:39:00Z.</summary>
    public static string Second(long unixMilliseconds) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(unixMilliseconds)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
