using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>Exports of helpdesks and chatbots, written by their documentation.</summary>
public sealed class HelpdeskLogTests
{
    [Fact]
    public void A_zendesk_comment_is_the_customers_or_the_companys_and_a_note_is_neither()
    {
        var read = AnyLog.Read(
            """
            {"id":1,"requester_id":501,"assignee_id":9,"collaborator_ids":[502],"type":"question","via":{"channel":"email"},"comments":[{"id":11,"author_id":501,"public":true,"body":"a","created_at":"2026-03-01T10:00:00Z","via":{"channel":"email"}},{"id":12,"author_id":9,"public":true,"plain_body":"b","created_at":"2026-03-01T10:05:00Z"},{"id":13,"author_id":9,"public":false,"body":"note","created_at":"2026-03-01T10:06:00Z"},{"id":14,"author_id":502,"public":true,"body":"c","created_at":"2026-03-01T10:07:00Z","via":{"channel":"whatsapp"}},{"id":15,"author_id":9,"public":true,"body":"Call","created_at":"2026-03-01T10:08:00Z","via":{"channel":"voice"}}]}
            {"id":2,"requester_id":503,"comments":[{"id":21,"author_id":503,"public":true,"body":"d","created_at":"2026-03-02T10:00:00Z","via":{"channel":"web"}},{"id":22,"author_id":503,"public":true,"body":"d","created_at":"2026-03-02T10:00:00Z","via":{"channel":"twitter"}}]}
            """
        );
        Assert.Equal("zendesk", read.Format);
        Assert.Equal(
            [
                "2026-03-01T10:00:00Z In 501 email",
                "2026-03-01T10:05:00Z Out 501 email",
                "2026-03-01T10:07:00Z In 502 whatsapp-business",
                "2026-03-02T10:00:00Z In 503",
            ],
            read.Lines
        );
        Assert.Equal(2, read.Sink.System);
        Assert.Equal(
            [RejectionReason.UnknownChannel],
            read.Sink.Rejections.Select(rejected => rejected.Reason)
        );
    }

    [Fact]
    public void A_ticket_longer_than_the_head_is_still_told_by_its_first_comments()
    {
        var comment =
            """{"id":11,"author_id":501,"public":true,"body":"BODY","created_at":"2026-03-01T10:00:00Z"}""".Replace(
                "BODY",
                new string('x', 5000),
                StringComparison.Ordinal
            );
        var ticket =
            $"{{\"id\":1,\"requester_id\":501,\"comments\":[{string.Join(',', Enumerable.Repeat(comment, 30))}]}}";
        var read = AnyLog.Read(ticket + "\n{broken\n" + ticket + "\n");
        Assert.Equal("zendesk", read.Format);
        Assert.Equal(60, read.Sink.Messages.Count);
        Assert.Equal([2L], read.Sink.Rejections.Select(rejected => rejected.Line));
    }

    [Fact]
    public void A_freshdesk_ticket_begins_with_its_description()
    {
        var read = AnyLog.Read(
            """
            [{"id":7,"requester_id":501,"source":1,"type":"Question","created_at":"2026-03-01T10:00:00Z","description_text":"a","conversations":[
              {"id":71,"incoming":false,"private":false,"source":0,"user_id":9,"ticket_id":7,"created_at":"2026-03-01T10:05:00Z","to_emails":["Ann <ann@example.com>"],"body_text":"b"},
              {"id":72,"incoming":false,"private":true,"source":2,"user_id":9,"ticket_id":7,"created_at":"2026-03-01T10:06:00Z","body_text":"note"},
              {"id":73,"incoming":true,"private":false,"source":0,"user_id":501,"ticket_id":7,"created_at":"2026-03-01T10:07:00Z","from_email":"ann@example.com","body_text":"c"}]},
             {"id":8,"requester_id":502,"source":3,"created_at":"2026-03-01T10:00:00Z","conversations":[]},
             {"id":9,"requester_id":503,"source":10,"created_at":"2026-03-01T11:00:00Z","conversations":[]}]
            """
        );
        Assert.Equal("freshdesk", read.Format);
        Assert.Equal(
            [
                "2026-03-01T10:00:00Z In 501 email",
                "2026-03-01T10:05:00Z Out 501 email",
                "2026-03-01T10:07:00Z In 501 email",
                "2026-03-01T11:00:00Z Out 503 email",
            ],
            read.Lines
        );
        Assert.Equal(2, read.Sink.System);
    }

    [Fact]
    public void Freshdesk_conversations_alone_are_keyed_by_the_mail_address()
    {
        var read = AnyLog.Read(
            """
            [{"id":71,"incoming":false,"private":false,"source":0,"user_id":9,"ticket_id":7,"created_at":"2026-03-01T10:05:00Z","to_emails":["Ann <Ann@example.com>"],"body_text":"b"},
             {"id":73,"incoming":true,"private":false,"source":0,"user_id":501,"ticket_id":7,"created_at":"2026-03-01T10:07:00Z","from_email":"\"Ann, A.\" <ann@example.com>","body_text":"c"},
             {"id":74,"incoming":true,"private":false,"source":5,"user_id":501,"ticket_id":7,"created_at":"2026-03-01T10:08:00Z","body_text":"tweet"},
             {"id":75,"incoming":false,"private":false,"source":0,"user_id":9,"ticket_id":7,"created_at":"2026-03-01T10:09:00Z","to_emails":[],"body_text":"b"}]
            """
        );
        Assert.Equal(
            [
                "2026-03-01T10:05:00Z Out ann@example.com email",
                "2026-03-01T10:07:00Z In ann@example.com email",
            ],
            read.Lines
        );
        Assert.Equal(
            [RejectionReason.UnknownChannel, RejectionReason.NoContact],
            read.Sink.Rejections.Select(rejected => rejected.Reason)
        );
    }

    [Fact]
    public void An_intercom_conversation_is_its_source_its_comments_and_replies_on_closing()
    {
        var read = AnyLog.Read(
            """
            {"type":"conversation","id":"C1","created_at":1772359200,"source":{"type":"conversation","id":"S1","delivered_as":"customer_initiated","body":"a","author":{"type":"user","id":"U1"}},"contacts":{"type":"contact.list","contacts":[{"type":"contact","id":"U1"}]},"conversation_parts":{"type":"conversation_part.list","conversation_parts":[{"id":"P1","part_type":"comment","body":"b","created_at":1772359260,"author":{"type":"admin","id":"9"}},{"id":"P2","part_type":"note","body":"n","created_at":1772359270,"author":{"type":"admin","id":"9"}},{"id":"P3","part_type":"assignment","body":null,"created_at":1772359280,"author":{"type":"bot","id":"8"}},{"id":"P4","part_type":"close","body":"bye","created_at":1772359290,"author":{"type":"bot","id":"8"}},{"id":"P5","part_type":"close","body":null,"created_at":1772359300,"author":{"type":"admin","id":"9"}}]}}
            {"type":"conversation","id":"C2","created_at":1772359200,"source":{"type":"whatsapp","id":"S2","delivered_as":"admin_initiated","body":"x","author":{"type":"admin","id":"9"}},"contacts":[{"type":"lead","id":"U2"}]}
            """
        );
        Assert.Equal("intercom", read.Format);
        Assert.Equal(
            [
                "2026-03-01T10:00:00Z In u1 webchat",
                "2026-03-01T10:01:00Z Out u1 webchat",
                "2026-03-01T10:01:30Z Out u1 webchat",
                "2026-03-01T10:00:00Z Out u2 whatsapp-business",
            ],
            read.Lines
        );
        Assert.Equal(3, read.Sink.System);
    }

    [Fact]
    public void A_page_of_chatwoot_names_its_contact_once()
    {
        var read = AnyLog.Read(
            """
            {"meta":{"labels":[],"contact":{"id":501,"name":"Ann"}},"payload":[
             {"id":1,"content":"a","inbox_id":3,"conversation_id":7,"message_type":0,"content_type":"text","created_at":1772359200,"private":false,"sender":{"id":501,"type":"contact"}},
             {"id":2,"content":"b","inbox_id":3,"conversation_id":7,"message_type":1,"created_at":1772359260,"private":false,"status":"failed","sender":{"id":9,"type":"user"}},
             {"id":3,"content":"note","inbox_id":3,"conversation_id":7,"message_type":1,"created_at":1772359270,"private":true},
             {"id":4,"content":"assigned","inbox_id":3,"conversation_id":7,"message_type":2,"created_at":1772359280,"private":false},
             {"id":5,"content":"hello","inbox_id":3,"conversation_id":7,"message_type":3,"created_at":1772359290,"private":false}
            ]}
            """
        );
        Assert.Equal("chatwoot", read.Format);
        Assert.Equal(
            ["2026-03-01T10:00:00Z In 501", "2026-03-01T10:01:00Z Out 501", "2026-03-01T10:01:30Z Out 501"],
            read.Lines
        );
        Assert.Equal([false, true, false], read.Sink.Messages.Select(message => message.Failed));
        Assert.Equal(2, read.Sink.System);
    }

    [Fact]
    public void A_chatwoot_webhook_names_channel_and_contact_itself()
    {
        var read = AnyLog.Read(
            """
            {"event":"message_created","id":2,"content":"b","message_type":"outgoing","created_at":"2026-03-01T10:00:00.000Z","private":false,"inbox":{"id":3},"conversation":{"id":7,"channel":"Channel::Whatsapp","meta":{"sender":{"id":501}}}}
            {"event":"message_updated","id":2,"content":"b","message_type":"outgoing","created_at":"2026-03-01T10:00:00.000Z","private":false,"inbox":{"id":3},"conversation":{"id":7,"channel":"Channel::Whatsapp","meta":{"sender":{"id":501}}}}
            {"event":"conversation_status_changed","id":7,"status":"resolved"}
            """
        );
        Assert.Equal(
            [
                "2026-03-01T10:00:00Z Out 501 whatsapp-business",
                "2026-03-01T10:00:00Z Out 501 whatsapp-business",
            ],
            read.Lines
        );
        Assert.All(
            read.Sink.Messages,
            message => Assert.Equal(("2", Counting.OncePerId), (message.Id, message.Counting))
        );
        Assert.Equal(1, read.Sink.System);
    }

    [Fact]
    public void What_user_and_bot_said_are_the_messages_of_a_rasa_tracker()
    {
        var tracker = AnyLog.Read(
            """
            {"sender_id":"u1","events":[{"event":"action","name":"action_listen","timestamp":1772359200.1},
             {"event":"user","text":"hi","timestamp":1772359200.25,"input_channel":"telegram","parse_data":{"intent":{"name":"greet"}}},
             {"event":"bot","text":"hello","timestamp":1772359201.0}]}
            """
        );
        Assert.Equal("rasa", tracker.Format);
        Assert.Equal(
            ["2026-03-01T10:00:00.25Z In u1 telegram", "2026-03-01T10:00:01Z Out u1 telegram"],
            tracker.Lines
        );
        Assert.Equal("greet", tracker.Sink.Messages[0].Category);
        Assert.Equal(1, tracker.Sink.System);
        var broker = AnyLog.Read(
            """
            {"sender_id":"u1","event":"slot","name":"x","timestamp":1772359200.1}
            {"sender_id":"u1","event":"user","text":"hi","timestamp":1772359200.25,"input_channel":"rest"}
            """
        );
        Assert.Equal(["2026-03-01T10:00:00.25Z In u1"], broker.Lines);
    }

    [Theory]
    [InlineData(@"\ud83d")]
    [InlineData(@"\ud83dr_id")]
    [InlineData(@"\ud83dsender_id")]
    public void Half_a_character_in_a_name_costs_nothing(string name)
    {
        var one = $"{{\"{name}\":1,\"sender_id\":\"u1\",\"event\":\"user\",\"timestamp\":1772359200}}";
        Assert.Equal(
            ["2026-03-01T10:00:00Z In u1", "2026-03-01T10:00:00Z In u1"],
            AnyLog.Read($"[{one},{one}]").Lines
        );
    }

    [Fact]
    public void In_respond_io_a_user_is_the_company()
    {
        var read = AnyLog.Read(
            "\uFEFF\"Date & Time\",\"Sender ID\",\"Sender Type\",\"Contact ID\",\"Message ID\",\"Content Type\",\"Message Type\",\"Content\",\"Channel ID\",\"Type\",\"Sub Type\"\r\n"
                + "\"2024-05-24 17:44:50\",\"9\",\"user\",\"5001\",\"m1\",\"text\",\"message\",\"{\"\"text\"\":\"\"hi\nthere\"\"}\",\"77\",\"normal\",\"\"\r\n"
                + "\"2024-05-24 17:44:51\",\"\",\"ghost\",\"5001\",\"m2\",\"text\",\"message\",\"\",\"77\",\"normal\",\"\"\r\n"
                + "\"2024-05-24 17:44:52\",\"\",\"contact\",\"5001\",\"m3\",\"text\",\"message\",\"open",
            AnyLog.Context with
            {
                Zone = LogReadings.Zone("Africa/Douala"),
            }
        );
        Assert.Equal("respond.io", read.Format);
        Assert.Equal(["2024-05-24T16:44:50Z Out 5001"], read.Lines);
        Assert.Equal(
            [(4L, RejectionReason.UnknownDirection), (5L, RejectionReason.OpenQuote)],
            read.Sink.Rejections.Select(rejected => (rejected.Line, rejected.Reason))
        );
    }
}
