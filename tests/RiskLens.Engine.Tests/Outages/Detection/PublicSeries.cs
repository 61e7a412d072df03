using System.Globalization;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Tests.Messages;

namespace RiskLens.Engine.Tests.Outages;

/// <summary>The ten public hourly series, with the outages and recording failures that their sources name.</summary>
internal sealed record PublicSeries(string Name, DateTime Start, HourlyCounts Series, bool[] Known)
{
    public static readonly string[] Names =
    [
        "act-bike-dc",
        "act-pedestrian-bourke",
        "act-taxi-nyc",
        "act-web-nasa-1995",
        "contact-bank-calls-2003",
        "msg-collegemsg-2004",
        "msg-irc-perl6",
        "msg-twitter-amzn-2015",
        "msg-twitter-fb-2015",
        "msg-zulip-lean",
    ];

    private static readonly (string Series, string From, string To)[] NamedOutages =
    [
        ("act-web-nasa-1995", "1995-08-01T14:00:00", "1995-08-03T05:00:00"),
        ("act-web-nasa-1995", "1995-07-28T13:00:00", "1995-07-28T14:00:00"),
        ("msg-irc-perl6", "2013-07-08T00:00:00", "2013-07-10T00:00:00"),
        ("msg-twitter-amzn-2015", "2015-03-11T06:00:00", "2015-03-11T10:00:00"),
        ("msg-twitter-fb-2015", "2015-03-11T06:00:00", "2015-03-11T10:00:00"),
        ("act-bike-dc", "2012-10-29T00:00:00", "2012-10-31T00:00:00"),
    ];

    public static PublicSeries Load(string name)
    {
        var rows = File.ReadLines(SharedFiles.Path("data", "series", name + ".csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(cells =>
                (
                    Time: DateTime.Parse(cells[0], CultureInfo.InvariantCulture),
                    Count: (int)double.Parse(cells[1], CultureInfo.InvariantCulture)
                )
            )
            .ToArray();
        var start = rows[0].Time;
        int At(DateTime time) => (int)(time - start).TotalHours;
        var hours = At(rows[^1].Time) + 1;
        var (counts, observed, week) = (new int[hours], new bool[hours], new int[hours]);
        foreach (var (time, count) in rows)
        {
            counts[At(time)] = count;
            observed[At(time)] = true;
        }
        for (var h = 0; h < hours; h++)
        {
            var time = start.AddHours(h);
            week[h] = ((int)time.DayOfWeek + 6) % 7 * 24 + time.Hour;
        }
        var known = new bool[hours];
        foreach (var (series, from, to) in NamedOutages.Where(o => o.Series == name))
        {
            var first = At(DateTime.Parse(from, CultureInfo.InvariantCulture));
            Array.Fill(known, true, first, At(DateTime.Parse(to, CultureInfo.InvariantCulture)) - first);
        }
        return new PublicSeries(name, start, new HourlyCounts(counts, observed, week), known);
    }
}
