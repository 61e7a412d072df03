using System.Globalization;
using System.Text;

namespace RiskLens.App.Tests.Schedules;

/// <summary>A generated log: a table of ten weeks with a daily and a weekly rhythm, enough for a study.</summary>
internal static class SmallLog
{
    /// <summary>Writes the messages of so many weeks from a UTC midnight on; returns how many.</summary>
    public static int Write(string path, string channel, DateTimeOffset from, int weeks = 10, int most = 9)
    {
        var text = new StringBuilder("time,contact,direction,channel,purpose\n");
        var messages = 0;
        for (var hour = 0; hour < weeks * 168; hour++)
        {
            var start = from.AddHours(hour);
            var day = start.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.5 : 1;
            var light = Math.Max(0, Math.Sin(Math.PI * (start.Hour - 5) / 17.0));
            var count = (int)(most * day * light * (0.8 + hour * 7919 % 41 / 100.0));
            for (var i = 0; i < count; i++)
            {
                var contact = (hour * 31 + i * 17 + hour / 24 * 7) % 400;
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{start.AddMinutes(i * 6):yyyy-MM-dd'T'HH:mm:ss'Z'},+2376990{contact:00000},{(i % 3 == 2 ? "out" : "in")},{channel},{(i % 2 == 0 ? "balance" : "transfer")}\n"
                );
                messages++;
            }
        }

        File.WriteAllText(path, text.ToString());
        return messages;
    }
}
