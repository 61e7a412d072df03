using System.Text;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Outages.Histories;

public sealed class BrokenHistoryTests
{
    [Theory]
    [InlineData("Hello world, this is a letter.")]
    [InlineData("{\"messages\":[{\"id\":1}]}")]
    [InlineData("<html><body>Status</body></html>")]
    [InlineData("<?xml version=\"1.0\"?><rss><channel><title>News</title></channel></rss>")]
    [InlineData("a,b\n1,2\n")]
    public void What_is_no_history_is_refused_with_a_remedy(string text) =>
        Assert.Equal(
            "The file is no outage history that RiskLens knows.",
            Assert.Throws<RiskLensException>(() => AnyHistory.Read(text)).Problem
        );

    [Fact]
    public void A_history_cut_short_is_refused() =>
        Assert.StartsWith(
            "The JSON file is damaged",
            Assert.Throws<RiskLensException>(() => AnyHistory.Read(HistorySeeds.Google[..^30])).Problem,
            StringComparison.Ordinal
        );

    [Fact]
    public void Json_nested_without_end_is_refused()
    {
        var text = HistorySeeds.Instatus.TrimEnd()[..^1] + ",\"x\":" + new string('[', 100_000);
        Assert.Throws<RiskLensException>(() => AnyHistory.Read(text));
    }

    /// <summary>Entities that grow a thousandfold, and one that asks for a file.</summary>
    [Theory]
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>")]
    [InlineData("<!DOCTYPE rss SYSTEM \"file:///etc/hostname\">")]
    public void A_feed_that_defines_entities_is_refused(string definition)
    {
        var text = HistorySeeds.AwsFeed.Replace("<rss ", definition + "<rss ", StringComparison.Ordinal);
        Assert.StartsWith(
            "The XML file is damaged",
            Assert.Throws<RiskLensException>(() => AnyHistory.Read(text)).Problem,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_history_of_more_than_64_MB_is_refused()
    {
        var source = new LogSource(
            "x",
            0,
            () => new Endless(Encoding.UTF8.GetBytes(HistorySeeds.Instatus.TrimEnd() + "\n"))
        );
        var format = HistoryFormats.All.Single(one => one.Name == "instatus");
        Assert.Equal(
            "The outage history is longer than 64 MB.",
            Assert.Throws<RiskLensException>(() => format.Read(source, AnyHistory.Context)).Problem
        );
    }

    [Fact]
    public void A_result_of_one_moment_is_refused_with_what_to_ask_for() =>
        Assert.Contains(
            "query_range",
            Assert
                .Throws<RiskLensException>(() =>
                    AnyHistory.Read(
                        """{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"1"]}]}}"""
                    )
                )
                .Remedy,
            StringComparison.Ordinal
        );

    /// <summary>The same bytes over and over.</summary>
    private sealed class Endless(byte[] part) : Stream
    {
        private long _at;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _at;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++)
                buffer[offset + i] = part[(int)(_at++ % part.Length)];
            return count;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
