using System.Text;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

public sealed class JsonTableTests
{
    private static readonly JsonTable Json = new();

    [Fact]
    public void An_object_a_line_is_a_message_by_its_names()
    {
        const string Lines =
            "{\"sent_at\":\"2026-03-02T10:00:00Z\",\"customer\":{\"phone\":\"+237 699 00 11 22\"},\"incoming\":true,\"text\":\"a, \\\"b\\\"\"}\n"
            + "{\"text\":\"é\",\"incoming\":false,\"sent_at\":1772449200,\"customer\":{\"phone\":\"+237699001123\"},\"amount\":12.5}\n";
        Assert.Equal("json-table", LogFormats.Recognise(Lines)?.Name);
        var sink = Json.Read(Lines);
        Assert.Empty(sink.Rejections);
        Assert.Equal(
            [
                ("2026-03-02T10:00:00Z", Direction.In, "+237699001122", "a, \"b\"", 0m),
                ("2026-03-02T11:00:00Z", Direction.Out, "+237699001123", "é", 12.5m),
            ],
            sink.Messages.Select(one => (one.Utc, one.Direction, one.Contact, one.Body, one.Amount))
        );
    }

    [Fact]
    public void A_broken_line_is_rejected_with_its_number_and_the_others_are_read()
    {
        const string Lines =
            "{\"time\":\"2026-03-02T10:00:00Z\",\"contact\":\"ann\"}\n\n{\"time\":\"2026-03-02T10:0\n"
            + "{\"time\":\"2026-03-02T10:00:00Z\",\"contact\":\"\"}\n[1]\n{\"time\":\"2026-03-02T10:01:00Z\",\"contact\":\"ben\"}\n";
        var sink = Json.Read(Lines);
        Assert.Equal(["ann", "ben"], sink.Messages.Select(message => message.Contact));
        Assert.Equal(
            [
                new Rejected(3, RejectionReason.BrokenJson, "{\"aaaa\":\"9999-99-99A99:9"),
                new Rejected(4, RejectionReason.NoContact, "9999-99-99A99:99:99A,,9"),
                new Rejected(5, RejectionReason.BrokenJson, "[9]"),
            ],
            sink.Rejections
        );
    }

    [Fact]
    public void The_elements_of_an_array_are_numbered_by_their_place()
    {
        const string Array =
            "[\n {\"time\": \"2026-03-02 10:00\",\n  \"contact\": \"ann\"},\n {\"time\": \"never\", \"contact\": \"ben\"}\n]";
        Assert.Equal("json-table", LogFormats.Recognise(Array)?.Name);
        var sink = Json.Read(Array);
        Assert.Equal("ann", Assert.Single(sink.Messages).Contact);
        Assert.Equal(
            (2L, RejectionReason.UnreadableTime),
            (sink.Rejections.Single().Line, sink.Rejections.Single().Reason)
        );
    }

    [Fact]
    public void An_array_cut_short_is_refused() =>
        Assert.Throws<RiskLensException>(() =>
            Json.Read("[{\"time\":\"2026-03-02 10:00\",\"contact\":\"ann\"},{\"time\":\"2026-03")
        );

    [Fact]
    public void UTF_16_is_read()
    {
        const string Lines = "[{\"time\":\"2026-03-02T10:00:00Z\",\"contact\":\"Zoé\"}]";
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Lines)];
        Assert.Equal("zoé", Assert.Single(Json.Read(LogReadings.Source(bytes)).Sink.Messages).Contact);
    }

    [Theory]
    [InlineData("{\"name\":\"Chat\",\"type\":\"personal_chat\",\"messages\":[]}\n")]
    [InlineData("{\n \"time\": \"2026-03-02 10:00\",\n \"contact\": \"ann\"\n}\n")]
    [InlineData("[1,2,3]")]
    [InlineData("[]")]
    [InlineData("[{\"id\":1,\"title\":\"x\"}]")]
    [InlineData("time,contact\n2026-03-02 10:00,ann\n")]
    public void What_is_no_table_of_messages_is_not_recognised(string text) =>
        Assert.False(Json.Recognises(text));

    [Fact]
    public void A_payment_confirmation_of_Daraja_is_read_by_its_names()
    {
        var context = LogReadings.Context with { Zone = LogReadings.Zone("Africa/Nairobi") };
        const string Line =
            "{\"TransactionType\":\"Pay Bill\",\"TransID\":\"UCA1\",\"TransTime\":\"20260302103000\",\"TransAmount\":\"120.00\",\"BusinessShortCode\":\"600000\",\"MSISDN\":\"254700000001\",\"FirstName\":\"ANN\"}\n";
        var message = Assert.Single(Json.Read(Line, context).Messages);
        Assert.Equal(
            ("2026-03-02T07:30:00Z", "254700000001", "UCA1", 120m, "600000", "Pay Bill"),
            (message.Utc, message.Contact, message.Id, message.Amount, message.Account, message.Category)
        );
    }
}
