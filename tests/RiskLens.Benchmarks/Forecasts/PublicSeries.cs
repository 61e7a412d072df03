using NodaTime;
using RiskLens.App.Forecasts;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Units;

namespace RiskLens.Benchmarks.Forecasts;

/// <summary>One public series with what is known to be wrong with it masked.</summary>
internal sealed record PublicSeries(string Name, HourlySeries Series, LocalClock Clock)
{
    // Known outages and gaps in the recording; times as the files write them.
    private static readonly (string Name, string From, string To)[] Known =
    [
        ("act-web-nasa-1995", "1995-07-28T13:00:00Z", "1995-08-01T00:00:00Z"),
        ("act-web-nasa-1995", "1995-08-01T14:00:00Z", "1995-08-03T05:00:00Z"),
        ("msg-irc-perl6", "2013-07-08T00:00:00Z", "2013-07-10T00:00:00Z"),
        ("msg-twitter-amzn-2015", "2015-03-11T08:00:00Z", "2015-03-11T11:00:00Z"),
        ("msg-twitter-fb-2015", "2015-03-11T08:00:00Z", "2015-03-11T11:00:00Z"),
        // Hurricane Sandy closed the city: an event, not an ordinary day.
        ("act-bike-dc", "2012-10-29T00:00:00Z", "2012-10-31T00:00:00Z"),
    ];

    /// <summary>All series of a folder, by name.</summary>
    public static IEnumerable<PublicSeries> All(string folder)
    {
        foreach (var path in Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            using var reader = File.OpenText(path);
            var read = SeriesFile.Read(reader)[0];
            var name = Path.GetFileNameWithoutExtension(path);
            var masked = read.Series.Without(
                Known.Where(k => k.Name == name).Select(k => (HourOf(k.From), HourOf(k.To)))
            );
            yield return new PublicSeries(name, masked, read.Clock(DateTimeZone.Utc, 168));
        }
    }

    private static Hour HourOf(string time) =>
        Hour.Of(
            DateTimeOffset.Parse(
                time,
                System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.None
            )
        );
}
