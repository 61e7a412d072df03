using RiskLens.Engine.Units;

namespace RiskLens.App.Demo;

/// <summary>
/// The two years of the bank's logs and their rhythms: hour of the day, day of the week, pay day, slow growth,
/// campaign days. Time is counted in seconds or hours from local midnight of 1 January 2021. Douala has kept UTC+1
/// without summer time since 1911, so a local day is 24 hours of the count.
/// </summary>
public static class BankCalendar
{
    public const int Days = 730;
    public const int Hours = Days * 24;
    public const int Seconds = Hours * 3600;
    private const double GrowthPerYear = 0.10;
    private const double PayDayHalfWidthDays = 6.5;

    private static readonly DateOnly FirstDay = new(2021, 1, 1);

    /// <summary>The first moment of the logs.</summary>
    public static DateTimeOffset Start { get; } = new(2021, 1, 1, 0, 0, 0, TimeSpan.FromHours(1));

    /// <summary>The first hour of the logs.</summary>
    public static Hour StartHour { get; } = Hour.Of(Start);

    private static readonly double[] PhoneHours = SharesOf(
        [0.6, 0.35, 0.25, 0.2, 0.3, 1, 2.6, 4.6, 6.2, 6.8, 6.7, 6.4],
        [6, 5.6, 5.6, 5.8, 6, 6.3, 6.6, 6.4, 5.6, 4.2, 2.6, 1.3]
    );

    private static readonly double[] OfficeHours = SharesOf(
        [0.2, 0.1, 0.1, 0.1, 0.1, 0.3, 1, 4, 9, 12, 12, 10],
        [6, 6, 10, 10, 8, 5, 3, 2, 1.5, 1, 0.6, 0.4]
    );

    private static readonly double[] NoticeHours = SharesOf(
        [0.2, 0.1, 0.1, 0.1, 0.2, 0.8, 2, 4.5, 7.5, 9, 9, 8.5],
        [7, 6.5, 7, 7.5, 7.5, 7, 6, 4.5, 3, 1.6, 0.8, 0.4]
    );

    /// <summary>Monday to Sunday, mean 1.</summary>
    private static readonly double[] PhoneWeek = [1.1, 1.05, 1.02, 1.04, 1.14, 0.95, 0.70];
    private static readonly double[] OfficeWeek = [1.36, 1.29, 1.25, 1.25, 1.20, 0.45, 0.20];
    private static readonly double[] CampaignHours = [0.5, 0.3, 0.2];
    private const int CampaignFirstHour = 10;

    /// <summary>The local date of a day counted from the start.</summary>
    public static DateOnly DateOf(int day) => FirstDay.AddDays(day);

    /// <summary>The moment of a second counted from the start, in local time.</summary>
    public static DateTimeOffset MomentOf(int second) => Start.AddSeconds(second);

    /// <summary>Seconds from the start to a moment.</summary>
    public static int SecondOf(DateTimeOffset moment) => (int)(moment - Start).TotalSeconds;

    /// <summary>Expected conversations begun in an hour (from the start) when the day's level is 1.</summary>
    public static double Expected(BankFlow flow, int hour)
    {
        var date = DateOf(hour / 24);
        var growth = Math.Exp(GrowthPerYear * (hour / (24 * 365.25) - 1));
        return flow.PerDay * growth * PayDay(date, flow.PayDayPeak) * Rhythm(flow, date, hour % 24);
    }

    /// <summary>Share of a day's customers who write in a local hour, on a channel's usual day.</summary>
    public static double HourShare(string channel, int localHour) =>
        channel switch
        {
            "email" => OfficeHours[localHour],
            "sms" => NoticeHours[localHour],
            _ => PhoneHours[localHour],
        };

    /// <summary>
    /// Whether marketing sends that day: on the first weekday from the 8th, the 14th and the 20th, so never in the
    /// pay-day rush, which starts on the 25th.
    /// </summary>
    public static bool IsCampaignDay(DateOnly date) =>
        Monday0(date) < 5
        && (
            IsPlanned(date)
            || (Monday0(date) == 0 && (IsPlanned(date.AddDays(-1)) || IsPlanned(date.AddDays(-2))))
        );

    private static bool IsPlanned(DateOnly date) => date.Day is 8 or 14 or 20;

    private static double Rhythm(BankFlow flow, DateOnly date, int localHour)
    {
        if (flow.Purpose == BankFlow.Campaign)
        {
            var place = localHour - CampaignFirstHour;
            return IsCampaignDay(date) && place >= 0 && place < CampaignHours.Length
                ? CampaignHours[place]
                : 0;
        }
        var week = flow.Channel == "email" ? OfficeWeek : PhoneWeek;
        return week[Monday0(date)] * HourShare(flow.Channel, localHour);
    }

    /// <summary>
    /// A raised cosine on the turn of the month: it starts on the 25th of a long month and is over by the 7th.
    /// </summary>
    private static double PayDay(DateOnly date, double peak)
    {
        var left = DateTime.DaysInMonth(date.Year, date.Month) - date.Day + 0.5;
        var distance = Math.Min(left, date.Day - 0.5);
        return distance < PayDayHalfWidthDays
            ? 1 + peak * (1 + Math.Cos(Math.PI * distance / PayDayHalfWidthDays)) / 2
            : 1;
    }

    private static int Monday0(DateOnly date) => ((int)date.DayOfWeek + 6) % 7;

    private static double[] SharesOf(double[] morning, double[] afternoon)
    {
        double[] day = [.. morning, .. afternoon];
        var sum = day.Sum();
        return [.. day.Select(weight => weight / sum)];
    }
}
