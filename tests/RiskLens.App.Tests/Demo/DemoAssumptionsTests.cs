using RiskLens.App.Demo;
using RiskLens.Engine.Numerics;

namespace RiskLens.App.Tests.Demo;

public sealed class DemoAssumptionsTests
{
    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Path.Combine(Root(), "data", "demo", "assumptions.csv"))
            .Select(line => line.Split(',')),
    ];

    private static readonly string[] Units =
    [
        "XAF",
        "share",
        "h",
        "days",
        "contacts",
        "contacts/month",
        "conversations/h",
        "yes/no",
    ];

    [Fact]
    public void The_header_names_the_fields_of_an_assumption() =>
        Assert.Equal("key value unit source owner date", string.Join(' ', Rows[0]));

    [Fact]
    public void Every_row_is_a_law_within_what_it_can_be_and_marked_as_invented()
    {
        Assert.All(
            Rows.Skip(1),
            row =>
            {
                var (least, largest) = LawText.Parse(row[1], row[2] == "share").Support;
                Assert.True(least >= 0);
                Assert.Contains(row[2], Units);
                Assert.True(row[2] != "share" || largest <= 1);
                Assert.Contains("fictional bank", row[3], StringComparison.Ordinal);
                Assert.Equal("fictional bank", row[4]);
            }
        );
        Assert.Equal(Rows.Length, Rows.Select(row => row[0]).Distinct().Count());
    }

    [Fact]
    public void Every_purpose_has_a_margin_and_every_channel_its_costs()
    {
        var keys = Rows.Select(row => row[0]).ToHashSet();
        Assert.All(
            BankFlow.All,
            flow => Assert.True(keys.Overlaps([$"{flow.Purpose}.margin", $"{flow.Purpose}.margin_rate"]))
        );
        var needed = BankFlow
            .Channels.Select(channel => $"{channel}.yearly_cost")
            .Concat(BankFlow.Channels.Select(channel => $"{channel}.message_price"))
            .Concat(BankFlow.Channels.Select(channel => $"{channel}.enrolment_cost"));
        Assert.All(needed, key => Assert.Contains(key, keys));
    }

    [Fact]
    public void Candidates_state_what_they_cost_and_whom_they_reach() =>
        Assert.All(
            (string[])["messenger", "voice"],
            channel =>
                Assert.Equal(
                    ["adoption", "enrolment_cost", "lead_days", "message_price", "yearly_cost"],
                    Rows.Select(row => row[0].Split('.'))
                        .Where(key => key[0] == channel)
                        .Select(key => key[1])
                        .Intersect([
                            "yearly_cost",
                            "message_price",
                            "enrolment_cost",
                            "adoption",
                            "lead_days",
                        ])
                        .Order()
                )
        );

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
