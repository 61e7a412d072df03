using NodaTime;
using RiskLens.App.Companies;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Forecasts;

/// <summary>What the user says about a table of hourly series.</summary>
/// <param name="TimeZone">IANA zone of times without an offset, and of the day and the week; null for UTC.</param>
/// <param name="DateOrder">Order of numeric dates; null to find it in the table.</param>
/// <param name="Country">ISO 3166 code whose holidays count; null for none.</param>
/// <param name="Levels">Levels of the intervals in percent, such as 80 and 95.</param>
public sealed record SeriesOptions(
    string? TimeZone,
    DateOrder? DateOrder,
    string? Country,
    IReadOnlyList<int> Levels
)
{
    /// <summary>The zone.</summary>
    /// <exception cref="RiskLensException">There is no zone of that name.</exception>
    internal DateTimeZone Zone =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone ?? "UTC")
        ?? throw new RiskLensException(
            $"There is no time zone '{TimeZone}'.",
            "Give --timezone a name such as Africa/Douala."
        );

    /// <summary>The clock of a series and of so many hours after it, with the country's holidays.</summary>
    internal LocalClock ClockOf(NamedSeries series, int hoursAfter)
    {
        if (Country is not null && !CompanyOccasions.Knows(Country))
        {
            throw new RiskLensException(
                $"No holidays are known of a country '{Country}'.",
                "Give --country a code of two letters such as CM (data/holidays lists them), or leave it out."
            );
        }
        var clock = series.Clock(Zone, hoursAfter);
        return Country is null || !series.Dated
            ? clock
            : clock with
            {
                Occasions = CompanyOccasions.Of(
                    Country,
                    [],
                    Zone,
                    series.Series.Start,
                    series.Series.End + hoursAfter
                ),
            };
    }
}
