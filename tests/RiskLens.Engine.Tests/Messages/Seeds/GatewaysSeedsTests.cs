using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

public sealed class GatewaysSeedsTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, GatewaysSeeds.All.Count)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_log_is_claimed_by_its_own_format_alone(int seed)
    {
        var (format, log) = GatewaysSeeds.All[seed];
        var head = LogHead.Of(LogReadings.Source(log)).Text;
        Assert.Equal(format, LogFormats.Recognise(head)?.Name);
        Assert.Equal(
            [format],
            LogFormats
                .All.Where(one => one is not (JsonTable or DelimitedFormat) && one.Recognises(head))
                .Select(one => one.Name)
        );
        Assert.NotEqual(0, AnyLog.Read(log).Sink.Total);
    }
}
