using System.Globalization;
using RiskLens.App.Demo;

namespace RiskLens.App.Tests.Demo;

public sealed class DemoAssumptionsTests
{
    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Path.Combine(Root(), "data", "demo", "assumptions.csv"))
            .Select(line => line.Split(',')),
    ];

    [Fact]
    public void The_header_names_the_fields_of_an_assumption() =>
        Assert.Equal("key low high unit source owner date", string.Join(' ', Rows[0]));

    [Fact]
    public void Every_row_is_a_range_marked_as_invented()
    {
        Assert.All(
            Rows.Skip(1),
            row =>
            {
                var low = double.Parse(row[1], CultureInfo.InvariantCulture);
                var high = double.Parse(row[2], CultureInfo.InvariantCulture);
                Assert.InRange(low, 0, high);
                Assert.True(row[3] == "XAF" || (row[3] == "share" && high <= 1));
                Assert.Contains("fictional bank", row[4], StringComparison.Ordinal);
                Assert.Equal("fictional bank", row[5]);
            }
        );
        Assert.Equal(Rows.Length, Rows.Select(row => row[0]).Distinct().Count());
    }

    [Fact]
    public void Every_purpose_has_a_margin_and_every_channel_its_costs()
    {
        var keys = Rows.Select(row => row[0]).ToHashSet();
        var needed = BankFlow
            .All.Select(flow => $"{flow.Purpose}.margin")
            .Concat(BankFlow.Channels.Select(channel => $"{channel}.yearly_cost"))
            .Concat(BankFlow.Channels.Select(channel => $"{channel}.message_price"))
            .Concat(BankFlow.Channels.Select(channel => $"{channel}.enrolment_cost"));
        Assert.All(needed, key => Assert.Contains(key, keys));
    }

    private static string Root()
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            if (File.Exists(Path.Combine(folder.FullName, "RiskLens.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("No RiskLens.sln above the tests.");
    }
}
