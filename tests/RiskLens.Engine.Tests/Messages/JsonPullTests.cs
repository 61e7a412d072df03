using System.Text;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

public sealed class JsonPullTests
{
    /// <summary>Gives its bytes in pieces of a few, so that every value is cut somewhere.</summary>
    private sealed class Dripping(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, piece));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, piece)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Records_come_one_by_one_whatever_the_pieces(int piece)
    {
        const string Text =
            """{"skip":{"a":[1,{"b":2}]},"list":[{"id":1,"t":"x"},{"id":2,"deep":[[{}]]},3,"vier"],"after":"é\u00e9"} [5,6]""";
        using var json = new JsonPull(new Dripping(Encoding.UTF8.GetBytes(Text), piece));
        var seen = new List<string>();
        while (json.NextDocument())
        {
            if (json.EnterObject())
            {
                var depth = json.Depth;
                while (json.NextProperty(depth))
                {
                    if (json.Name == "list" && json.EnterArray())
                        Elements(json, seen);
                    else if (json.Name == "after")
                        seen.Add(json.Text()!);
                }
            }
            else if (json.EnterArray())
            {
                Elements(json, seen);
            }
        }
        Assert.Equal(
            ["""{"id":1,"t":"x"}""", """{"id":2,"deep":[[{}]]}""", "3", "\"vier\"", "éé", "5", "6"],
            seen
        );
    }

    private static void Elements(JsonPull json, List<string> seen)
    {
        var depth = json.Depth;
        while (json.NextElement(depth))
        {
            using var value = json.Value();
            seen.Add(value.RootElement.GetRawText());
        }
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\" 1}")]
    [InlineData("[1,2")]
    [InlineData("{]")]
    public void Broken_json_is_refused(string text)
    {
        using var json = new JsonPull(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        Assert.Throws<RiskLensException>(() =>
        {
            while (json.NextDocument()) { }
        });
    }

    [Fact]
    public void Endless_nesting_is_refused()
    {
        using var json = new JsonPull(new MemoryStream(Encoding.UTF8.GetBytes(new string('[', 100_000))));
        Assert.Throws<RiskLensException>(() =>
        {
            while (json.NextDocument()) { }
        });
    }

    [Fact]
    public void Half_a_surrogate_pair_is_read_as_the_replacement_character()
    {
        using var json = new JsonPull(new MemoryStream("""["a\ud83d!","b"]"""u8.ToArray()));
        Assert.True(json.NextDocument() && json.EnterArray());
        var depth = json.Depth;
        Assert.True(json.NextElement(depth));
        Assert.Equal("a\uFFFD!", json.Text());
        Assert.True(json.NextElement(depth));
        Assert.Equal("b", json.Text());
        Assert.False(json.NextElement(depth));
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        using var json = new JsonPull(new MemoryStream([0xEF, 0xBB, 0xBF, (byte)'7']));
        Assert.True(json.NextDocument());
        Assert.Equal("7", json.Text());
        Assert.False(json.NextDocument());
    }
}
