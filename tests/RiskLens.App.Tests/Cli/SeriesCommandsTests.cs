using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RiskLens.App.Tests.Cli;

public sealed class SeriesCommandsTests
{
    private const int Days = 84;

    [Fact]
    public async Task A_forecast_gives_hours_total_and_intervals_of_every_level()
    {
        using var folder = new TempFolder();
        var run = await CommandRun.InAsync(
            folder.Path,
            "forecast",
            Rhythm(folder),
            "--horizon",
            "48",
            "--levels",
            "50,90",
            "--json"
        );
        Assert.Equal(0, run.Code);
        var series = run.Json.GetProperty("series").EnumerateArray().Single();
        Assert.Equal("calls", series.GetProperty("id").GetString());
        Assert.Equal("2024-03-25T00:00Z", series.GetProperty("start_utc").GetString());
        var mean = Numbers(series, "mean");
        Assert.Equal(48, mean.Length);
        for (var h = 0; h < 48; h++)
        {
            Assert.InRange(mean[h], Numbers(series, "lower_50")[h], Numbers(series, "upper_50")[h]);
            Assert.InRange(Numbers(series, "lower_50")[h], Numbers(series, "lower_90")[h], mean[h]);
            // The series repeats itself every day, so that any forecaster must hit it.
            Assert.Equal(Value(h), mean[h], 1.0);
        }
        Assert.Equal(2 * Enumerable.Range(0, 24).Sum(Value), series.GetProperty("total").GetDouble(), 20.0);
        Assert.InRange(
            series.GetProperty("total").GetDouble(),
            series.GetProperty("total_lower_90").GetDouble(),
            series.GetProperty("total_upper_90").GetDouble()
        );
    }

    [Fact]
    public async Task A_hidden_window_is_filled_from_both_sides()
    {
        using var folder = new TempFolder();
        var windows = folder.Write(
            "windows.csv",
            "series,start,hours\ncalls,2024-02-14T06:00,24\n,100,5\n"u8.ToArray()
        );
        var run = await CommandRun.InAsync(
            folder.Path,
            "counterfactual",
            Rhythm(folder, silentFrom: (44 * 24) + 6, silentHours: 24),
            "--windows",
            windows,
            "--json"
        );
        Assert.Equal(0, run.Code);
        var filled = run.Json.GetProperty("windows").EnumerateArray().ToArray();
        Assert.Equal("2024-02-14T06:00Z", filled[0].GetProperty("start").GetString());
        Assert.Equal(0, filled[0].GetProperty("actual").GetDouble());
        Assert.Equal(Enumerable.Range(0, 24).Sum(Value), filled[0].GetProperty("total").GetDouble(), 15.0);
        Assert.Equal(5, Numbers(filled[1], "mean").Length);
        Assert.Equal("2024-01-05T04:00Z", filled[1].GetProperty("start").GetString());
    }

    [Fact]
    public async Task Hours_come_as_csv_too()
    {
        using var folder = new TempFolder();
        var run = await CommandRun.InAsync(
            folder.Path,
            "forecast",
            Rhythm(folder),
            "--horizon",
            "3",
            "--csv"
        );
        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("series,hour,mean,lower_80,upper_80,lower_95,upper_95", lines[0]);
        Assert.StartsWith("calls,2024-03-25T00:00Z,", lines[1], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
    }

    [Theory]
    [InlineData("forecast", "FILE")]
    [InlineData("forecast", "FILE", "--horizon", "0")]
    [InlineData("forecast", "FILE", "--horizon", "9999")]
    [InlineData("forecast", "none.csv", "--horizon", "24")]
    [InlineData("forecast", "FILE", "--horizon", "24", "--levels", "80,x")]
    [InlineData("forecast", "FILE", "--horizon", "24", "--timezone", "Mars/Base")]
    [InlineData("counterfactual", "FILE", "--windows", "none.csv")]
    [InlineData("counterfactual", "FILE", "--windows", "FILE")]
    public async Task What_is_typed_wrong_is_told_with_a_remedy(params string[] typed)
    {
        using var folder = new TempFolder();
        var file = Rhythm(folder);
        var run = await CommandRun.InAsync(
            folder.Path,
            [.. typed.Select(t => t == "FILE" ? file : t), "--json"]
        );
        Assert.Equal(2, run.Code);
        Assert.EndsWith(".", run.Json.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Calls of every hour from Monday 2024-01-01 on, the same each day.</summary>
    private static string Rhythm(TempFolder folder, int silentFrom = 0, int silentHours = 0)
    {
        var start = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var lines = Enumerable
            .Range(0, Days * 24)
            .Select(h =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{start.AddHours(h):yyyy-MM-dd'T'HH:mm},{(h >= silentFrom && h < silentFrom + silentHours ? 0 : Value(h))}"
                )
            );
        return folder.Write("calls.csv", Encoding.UTF8.GetBytes("time,calls\n" + string.Join('\n', lines)));
    }

    private static int Value(int hour) => 20 + (10 * (hour % 24));

    private static double[] Numbers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];
}
