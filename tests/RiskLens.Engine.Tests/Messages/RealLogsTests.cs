using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>Real files, with counts worked out apart from the importer.</summary>
public sealed class RealLogsTests
{
    [Fact]
    public void The_gitter_log_gives_its_211038_messages_of_7503_people()
    {
        var log = SharedFiles.Log("data", "messages", "gitter-freecodecamp.csv.gz");
        Assert.Equal("csv", LogFormats.Recognise(LogHead.Of(log).Text)?.Name);
        var (sink, reading) = new DelimitedFormat().Read(log);
        Assert.Empty(sink.Rejections);
        Assert.Equal(211_038, sink.Messages.Count);
        Assert.Equal(
            7_503,
            sink.Messages.Select(message => message.Contact).Distinct(StringComparer.Ordinal).Count()
        );
        Assert.Equal("2014-11-30T23:35:14.775Z", sink.Messages[0].Utc);
        Assert.Equal("547ba9b2b4f4daf2249da632", sink.Messages[0].Id);
        Assert.Equal(new LogReading(null, DateOrderAmbiguous: false), reading with { Columns = null });
    }

    [Fact]
    public void The_sms_corpus_without_times_is_rejected_line_by_line()
    {
        var log = SharedFiles.Log("samples", "messages", "generic_csv", "nus_sms_3000_metadata.csv");
        var sink = new DelimitedFormat().Read(log).Sink;
        Assert.Empty(sink.Messages);
        Assert.Equal(
            Enumerable.Range(2, 3000).Select(line => ((long)line, RejectionReason.UnreadableTime)),
            sink.Rejections.Select(one => (one.Line, one.Reason))
        );
    }

    [Fact]
    public void The_twilio_console_layout_is_read_as_it_is()
    {
        var log = SharedFiles.Log("samples", "messages", "csv_layouts", "twilio_console_messages.csv");
        var sink = new DelimitedFormat().Read(log).Sink;
        Assert.Empty(sink.Rejections);
        Assert.Equal(
            [
                ("2024-05-24T17:44:50Z", Direction.Out, "+258840000001", "Saldo: 1,250.00 MT"),
                ("2024-05-24T17:46:02Z", Direction.In, "+258840000001", "ok\nobrigado"),
            ],
            sink.Messages.Take(2)
                .Select(message => (message.Utc, message.Direction, message.Contact, message.Body))
        );
    }
}
