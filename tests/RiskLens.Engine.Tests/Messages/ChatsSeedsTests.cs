using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

public sealed class ChatsSeedsTests
{
    [Fact]
    public void Every_seed_is_of_its_format_alone_and_holds_something()
    {
        foreach (var (format, bytes) in ChatsSeeds.All)
        {
            var log = LogReadings.Source(bytes);
            var head = LogHead.Of(log).Text;
            Assert.Equal(
                [format],
                LogFormats
                    .All.Where(one =>
                        one.Recognises(head) && one is not (DelimitedFormat or JsonTable or WhatsAppExport)
                    )
                    .Select(one => one.Name)
                    .Except(format == "instagram" ? ["messenger"] : [], StringComparer.Ordinal)
            );
            Assert.Equal(format, LogFormats.Recognise(head)?.Name);
            if (format != "html")
                Assert.True(LogFormats.Recognise(head)!.Read(log).Sink.Total > 0);
        }
    }
}
