using System.IO.Compression;
using System.Text;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>Logs of message gateways, written by their documentation.</summary>
public sealed class ProviderLogTests
{
    private const string TwilioLine = """
        {"account_sid":"AC1","sid":"SM1","date_created":"2024-05-24T17:44:40Z","date_sent":"2024-05-24T17:44:50Z","direction":"outbound-api","from":"whatsapp:+12019235161","to":"whatsapp:+258840000001","status":"undelivered","body":"a","num_segments":"1"}
        {"account_sid":"AC1","sid":"SM2","date_created":"2024-05-24T17:45:40Z","date_sent":"2024-05-24T17:45:50Z","direction":"inbound","from":"+258840000001","to":"+12019235161","status":"received","body":"b","num_segments":"1"}
        {"account_sid":"AC1","sid":"SM3","date_created":"2024-05-24T17:46:40Z","date_sent":null,"direction":"outbound-api","from":"+12019235161","to":"+258840000001","status":"scheduled","body":"c","num_segments":"1"}
        {"account_sid":"AC1","sid":"SM4","date_created":"2024-05-24T17:47:40Z","date_sent":null,"direction":"outbound-reply","from":"messenger:99","to":"messenger:4711","status":"queued","body":"d","num_segments":"1"}
        {"account_sid":"AC1","sid":"SM5","date_created":"2024-05-24T17:48:40Z","date_sent":null,"direction":"outbound-api","from":"viber:99","to":"viber:4711","status":"queued","body":"d","num_segments":"1"}
        """;

    [Fact]
    public void Twilio_addresses_name_their_channel()
    {
        var read = AnyLog.Read(TwilioLine);
        Assert.Equal("twilio", read.Format);
        Assert.Equal(
            [
                "2024-05-24T17:44:50Z Out +258840000001 whatsapp-business",
                "2024-05-24T17:45:50Z In +258840000001",
                "2024-05-24T17:47:40Z Out 4711 messenger",
            ],
            read.Lines
        );
        Assert.Equal([true, false, false], read.Sink.Messages.Select(message => message.Failed));
        Assert.Equal(["SM1", "SM2", "SM4"], read.Sink.Messages.Select(message => message.Id));
        Assert.Equal("+12019235161", read.Sink.Messages[1].Account);
        Assert.Equal(1, read.Sink.System);
        var rejected = Assert.Single(read.Sink.Rejections);
        Assert.Equal((5, RejectionReason.UnknownChannel), (rejected.Line, rejected.Reason));
        Assert.DoesNotContain("4711", rejected.Shape, StringComparison.Ordinal);
    }

    [Fact]
    public void Twilios_bulk_export_is_read_from_its_gzip()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(AnyLog.Utf8(TwilioLine));
        var bytes = packed.ToArray();
        var log = Assert.Single(LogContainer.Unwrap("x", bytes.Length, () => new MemoryStream(bytes)));
        Assert.Equal(5, AnyLog.Read(log).Sink.Total);
    }

    [Theory]
    [InlineData("[\nONE\n]", 1)]
    [InlineData("[\nONE,\nONE\n]", 2)]
    [InlineData("[ONE\n,ONE]", 2)]
    [InlineData("{\"messages\":\n[ONE]\n}", 1)]
    [InlineData("{\"page\":{},\n\"messages\":[\nONE\n]}", 1)]
    [InlineData("{\"messages\":[ONE]}\n{\"messages\":[ONE,ONE]}", 3)]
    [InlineData("{\"messages\":[ONE]}{\"messages\":[ONE,ONE]}", 3)]
    [InlineData("\n\nONE", 1)]
    [InlineData("ONE ONE", 2)]
    [InlineData("[ONE]\n[ONE]", 2)]
    public void A_record_may_stand_anywhere(string layout, int messages)
    {
        var one = TwilioLine.Split('\n')[0];
        var read = AnyLog.Read(layout.Replace("ONE", one, StringComparison.Ordinal));
        Assert.Equal("twilio", read.Format);
        Assert.Equal((messages, messages), (read.Sink.Messages.Count, (int)read.Sink.Total));
    }

    [Fact]
    public void A_page_longer_than_the_head_is_one_document()
    {
        var one = TwilioLine.Split('\n')[0];
        var read = AnyLog.Read(
            $"{{\"messages\":[{string.Join(',', Enumerable.Repeat(one, 1000))}],\"page\":0}}"
        );
        Assert.Equal((1000, 1000), (read.Sink.Messages.Count, (int)read.Sink.Total));
    }

    [Fact]
    public void A_broken_first_line_is_one_rejection()
    {
        var read = AnyLog.Read("{\"sid\":\"SM0\",\"from\"\n" + TwilioLine);
        Assert.Equal([1L, 6L], read.Sink.Rejections.Select(rejected => rejected.Line));
        Assert.Equal(3, read.Sink.Messages.Count);
    }

    [Fact]
    public void Json_that_a_shell_saved_as_utf16_is_read_too()
    {
        var line = TwilioLine.Split('\n')[0].Replace("\"a\"", "\"é\"", StringComparison.Ordinal);
        foreach (var text in (string[])[line, $"{{\"messages\":[{line}]}}", line + "\n" + line])
        {
            var read = AnyLog.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]);
            Assert.Equal("é", read.Sink.Messages[0].Body);
        }
    }

    [Fact]
    public void Whatsapp_through_a_gateway_is_one_channel_in_a_table_and_in_json()
    {
        var table = AnyLog.Read(
            "From,To,SentDate,Sid,Direction\nwhatsapp:+12019235161,whatsapp:+258840000001,2024-05-24T17:44:50Z,SM1,outbound-api\n"
        );
        Assert.Equal("csv", table.Format);
        Assert.Equal(["2024-05-24T17:44:50Z Out +258840000001 whatsapp-business"], table.Lines);
    }

    [Fact]
    public void A_catalogue_that_knows_one_whatsapp_takes_both()
    {
        var context = LogReadings.Context;
        Assert.Equal("whatsapp", AnyLog.Read(TwilioLine, context).Sink.Messages[0].Channel);
    }

    [Fact]
    public void Infobip_reports_count_once_by_their_id()
    {
        var read = AnyLog.Read(
            """
            {"results":[
              {"bulkId":"B","messageId":"M1","to":"237699001122","from":"BANK","sentAt":"2026-03-01T10:00:00.123+0000","doneAt":"2026-03-01T10:00:02.000+0000","smsCount":1,"status":{"groupId":3,"groupName":"DELIVERED"},"error":{"groupName":"OK"}},
              {"bulkId":"B","messageId":"M2","to":"237699001133","from":"BANK","sentAt":"2026-03-01T11:00:00.000+0100","doneAt":"2026-03-01T11:00:02.000+0100","smsCount":1,"status":{"groupId":2,"groupName":"UNDELIVERABLE"}},
              {"messageId":"M2","to":"237699001133","sentAt":"2026-03-01T10:00:00.000+0000","seenAt":"2026-03-01T10:01:00.000+0000"}
            ]}
            """
        );
        Assert.Equal("infobip", read.Format);
        Assert.Equal(
            [
                "2026-03-01T10:00:00.123Z Out +237699001122",
                "2026-03-01T10:00:00Z Out +237699001133",
                "2026-03-01T10:00:00Z Out +237699001133",
            ],
            read.Lines
        );
        Assert.Equal(
            [Counting.OncePerId, Counting.OncePerId, Counting.StatusOfId],
            read.Sink.Messages.Select(message => message.Counting)
        );
        Assert.Equal([false, true, false], read.Sink.Messages.Select(message => message.Failed));
    }

    [Fact]
    public void Infobips_received_messages_come_in_even_as_one_webhook_a_line()
    {
        const string Line =
            """{"results":[{"messageId":"M","from":"237699001122","to":"8080","text":"Solde","cleanText":"Solde","receivedAt":"2026-03-01T10:00:00.000+0000","smsCount":1}],"messageCount":1}""";
        var read = AnyLog.Read(Line + "\n{]\n" + Line);
        Assert.Equal(
            ["2026-03-01T10:00:00Z In +237699001122", "2026-03-01T10:00:00Z In +237699001122"],
            read.Lines
        );
        Assert.Equal("8080", read.Sink.Messages[0].Account);
        Assert.Equal([2L], read.Sink.Rejections.Select(rejected => rejected.Line));
    }

    [Fact]
    public void Vonage_reports_are_in_utc()
    {
        const string Record =
            """{"account_id":"k","message_id":"M1","client_ref":null,"direction":"outbound","from":"BANK","to":"237699001122","network":"62401","country":"CM","date_received":"2026-03-01T10:00:00","date_finalized":"2026-03-01T10:00:02","latency":"2000","status":"expired"}""";
        var read = AnyLog.Read(
            "{\"request_status\":\"SUCCESS\",\"items_count\":2,\"records\":["
                + Record
                + ","
                + Record
                    .Replace("outbound", "inbound", StringComparison.Ordinal)
                    .Replace("2026-03-01T10:00:00", "2026-03-01T10:00:00+0100", StringComparison.Ordinal)
                + "]}",
            AnyLog.Context with
            {
                Zone = LogReadings.Zone("Africa/Douala"),
            }
        );
        Assert.Equal("vonage-reports", read.Format);
        Assert.Equal(["2026-03-01T10:00:00Z Out +237699001122", "2026-03-01T09:00:00Z In bank"], read.Lines);
        Assert.True(read.Sink.Messages[0].Failed);
    }

    [Fact]
    public void Vonage_reports_as_a_table_are_a_table()
    {
        var read = AnyLog.Read(
            "account_id,message_id,client_ref,direction,from,to,network,country,date_received,date_finalized,latency,status,error_code,total_price\n"
                + "k,M1,,outbound,BANK,237699001122,62401,CM,2026-03-01T10:00:00+0000,2026-03-01T10:00:02+0000,2000,rejected,1,0.1\n"
        );
        Assert.Equal(["2026-03-01T10:00:00Z Out 237699001122"], read.Lines);
        Assert.True(read.Sink.Messages[0].Failed);
    }

    [Fact]
    public void Vonage_webhooks_of_both_interfaces_are_messages_and_words_on_them()
    {
        var read = AnyLog.Read(
            """
            {"to":"15550001111","from":"237699001122","channel":"whatsapp","message_uuid":"U1","timestamp":"2026-03-01T10:00:00Z","message_type":"text","text":"a"}
            {"message_uuid":"U2","to":"237699001122","from":"15550001111","timestamp":"2026-03-01T10:01:00Z","status":"submitted","channel":"whatsapp"}
            {"message_uuid":"U2","to":"237699001122","from":"15550001111","timestamp":"2026-03-01T10:02:00Z","status":"read","channel":"whatsapp"}
            {"message_uuid":"U3","to":{"type":"messenger","id":"4711"},"from":{"type":"messenger","id":"99"},"timestamp":"2026-03-01T10:03:00Z","status":"rejected"}
            {"msisdn":"237699001122","to":"8080","messageId":"OLD1","text":"b","type":"text","keyword":"B","message-timestamp":"2026-03-01 10:04:00"}
            {"msisdn":"237699001122","to":"BANK","messageId":"OLD2","status":"delivered","err-code":"0","message-timestamp":"2026-03-01 10:05:00"}
            """,
            AnyLog.Context with
            {
                Zone = LogReadings.Zone("Africa/Douala"),
            }
        );
        Assert.Equal("vonage-webhooks", read.Format);
        Assert.Equal(
            [
                "2026-03-01T10:00:00Z In +237699001122 whatsapp-business",
                "2026-03-01T10:01:00Z Out +237699001122 whatsapp-business",
                "2026-03-01T10:02:00Z Out +237699001122 whatsapp-business",
                "2026-03-01T10:03:00Z Out 4711 messenger",
                "2026-03-01T10:04:00Z In +237699001122",
                "2026-03-01T10:05:00Z Out +237699001122",
            ],
            read.Lines
        );
        Assert.Equal(
            [
                Counting.OncePerId,
                Counting.OncePerId,
                Counting.StatusOfId,
                Counting.StatusOfId,
                Counting.OncePerId,
                Counting.StatusOfId,
            ],
            read.Sink.Messages.Select(message => message.Counting)
        );
        Assert.Equal([false, false, false, true, false, false], read.Sink.Messages.Select(one => one.Failed));
    }

    [Theory]
    [InlineData(
        """{"id":"A","status":"Success","phoneNumber":"+237699001122","networkCode":"62401","retryCount":0}"""
    )]
    [InlineData("id=A&status=Success&phoneNumber=%2B237699001122&networkCode=62401\n")]
    [InlineData(
        """{"SMSMessageData":{"Message":"Sent to 1/1","Recipients":[{"statusCode":101,"number":"+237699001122","status":"Success","cost":"XAF 1","messageId":"A"}]}}"""
    )]
    public void Reports_without_a_time_are_refused_for_that(string text)
    {
        Assert.Equal("africas-talking", LogFormats.Recognise(text)?.Name);
        var refusal = Assert.Throws<RiskLensException>(() => AnyLog.Read(text));
        Assert.Contains("carry no time", refusal.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_received_through_africas_talking_are_read_and_reports_among_them_rejected()
    {
        var read = AnyLog.Read(
            """
            {"date":"2026-03-01T10:00:00.445Z","from":"+237699001122","id":"A1","linkId":"L","text":"Solde","to":"8080","networkCode":"62401"}
            {"id":"A","status":"Success","phoneNumber":"+237699001122","networkCode":"62401"}
            """
        );
        Assert.Equal(["2026-03-01T10:00:00.445Z In +237699001122"], read.Lines);
        Assert.Equal([RejectionReason.NoTime], read.Sink.Rejections.Select(rejected => rejected.Reason));
        var listed = AnyLog.Read(
            """{"SMSMessageData":{"Messages":[{"linkId":"L","text":"Solde","to":"8080","id":15071,"date":"2026-03-01T10:00:00Z","from":"+237699001122"}]}}"""
        );
        Assert.Equal(["2026-03-01T10:00:00Z In +237699001122"], listed.Lines);
    }

    [Fact]
    public void A_messagebird_message_went_to_each_of_its_recipients()
    {
        var read = AnyLog.Read(
            """
            {"offset":0,"limit":20,"count":2,"totalCount":2,"items":[
             {"id":"M1","href":"x","direction":"mt","type":"sms","originator":"BANK","body":"a","scheduledDatetime":null,"createdDatetime":"2026-03-01T10:00:00+00:00",
              "recipients":{"totalCount":2,"items":[{"recipient":237699001122,"status":"delivered","statusDatetime":"2026-03-01T10:00:05+00:00"},{"recipient":237699001133,"status":"delivery_failed","statusDatetime":"2026-03-01T10:00:05+00:00"}]}},
             {"id":"M2","direction":"mo","type":"sms","originator":"237699001122","body":"b","createdDatetime":"2026-03-01T11:00:00+01:00","recipients":{"items":[{"recipient":8080}]}}
            ]}
            """
        );
        Assert.Equal("messagebird", read.Format);
        Assert.Equal(
            [
                "2026-03-01T10:00:00Z Out +237699001122",
                "2026-03-01T10:00:00Z Out +237699001133",
                "2026-03-01T10:00:00Z In +237699001122",
            ],
            read.Lines
        );
        Assert.Equal([false, true, false], read.Sink.Messages.Select(message => message.Failed));
        Assert.Equal(3, read.Sink.Messages.Select(message => message.Id).Distinct().Count());
    }

    [Fact]
    public void Birds_two_newer_interfaces_are_read()
    {
        var channels = AnyLog.Read(
            """
            {"results":[
             {"id":"B1","channelId":"C","sender":{"contact":{"id":"i","identifierKey":"phonenumber","identifierValue":"+237699001122"}},"receiver":{"connector":{"id":"k"}},"body":{"type":"text","text":{"text":"a"}},"status":"delivered","direction":"incoming","createdAt":"2026-03-01T10:00:00.736Z"},
             {"id":"B2","channelId":"C","sender":{"connector":{"id":"k"}},"receiver":{"contacts":[{"id":"i","identifierValue":"+237699001122"}]},"body":{"type":"text","text":{"text":"b"}},"status":"sending_failed","direction":"outgoing","createdAt":"2026-03-01T10:00:10Z"}
            ],"nextPageToken":"t"}
            """
        );
        Assert.Equal("bird", channels.Format);
        Assert.Equal(
            ["2026-03-01T10:00:00.736Z In +237699001122", "2026-03-01T10:00:10Z Out +237699001122"],
            channels.Lines
        );
        Assert.Equal(["a", "b"], channels.Sink.Messages.Select(message => message.Body));
        Assert.True(channels.Sink.Messages[1].Failed);
        var conversations = AnyLog.Read(
            """
            {"count":2,"items":[
             {"id":"V1","conversationId":"Z","platform":"whatsapp","to":"+15550001111","from":"+237699001122","channelId":"C","type":"text","content":{"text":"a"},"direction":"received","status":"received","createdDatetime":"2026-03-01T10:00:00Z"},
             {"id":"V2","conversationId":"Z","platform":"events","channelId":"C","type":"event","content":{},"direction":"sent","createdDatetime":"2026-03-01T10:00:00Z"}
            ]}
            """
        );
        Assert.Equal(["2026-03-01T10:00:00Z In +237699001122 whatsapp-business"], conversations.Lines);
        Assert.Equal(1, conversations.Sink.System);
    }
}
