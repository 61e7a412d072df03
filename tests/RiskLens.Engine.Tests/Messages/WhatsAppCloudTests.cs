using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

public sealed class WhatsAppCloudTests
{
    private static RecordingSink Read(string log)
    {
        Assert.IsType<WhatsAppCloud>(LogFormats.Recognise(log));
        return new WhatsAppCloud().Read(log);
    }

    private static string Body(string value, string field = "messages") =>
        $$$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"{{{field}}}","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"237600000001"},{{{value}}} }}]}]}""";

    [Fact]
    public void A_message_of_a_customer_is_in_and_counts_once_an_id()
    {
        var message = Assert.Single(
            Read(
                Body(
                    """
                    "messages":[{"from":"237699001122","id":"wamid.A","timestamp":"1700000000","type":"text","text":{"body":"solde"}}]
                    """
                )
            ).Messages
        );
        Assert.Equal(
            new Seen(
                1_700_000_000_000,
                Direction.In,
                "+237699001122",
                "",
                "",
                "wamid.A",
                "solde",
                Failed: false,
                Amount: 0,
                Account: "+237600000001",
                Counting: Counting.OncePerId
            ),
            message
        );
    }

    [Theory]
    [InlineData("sent", Counting.OncePerId, false)]
    [InlineData("failed", Counting.StatusOfId, true)]
    [InlineData("delivered", Counting.StatusOfId, false)]
    [InlineData("read", Counting.StatusOfId, false)]
    [InlineData("played", Counting.StatusOfId, false)]
    public void A_status_is_out_and_counts_as_its_word_allows(string word, Counting counting, bool failed)
    {
        var message = Assert.Single(
            Read(
                Body(
                    $$"""
                    "statuses":[{"id":"wamid.C","status":"{{word}}","timestamp":"1700000200","recipient_id":"237699001122"}]
                    """
                )
            ).Messages
        );
        Assert.Equal(
            (Direction.Out, "+237699001122", "wamid.C", counting, failed),
            (message.Direction, message.Contact, message.Id, message.Counting, message.Failed)
        );
    }

    [Theory]
    [InlineData(
        """, "pricing":{"billable":true,"pricing_model":"PMP","category":"utility","type":"regular"}""",
        "utility"
    )]
    [InlineData(""", "conversation":{"id":"x","origin":{"type":"marketing"}}""", "marketing")]
    [InlineData(
        """, "conversation":{"id":"x","origin":{"type":"service"}},"pricing":{"pricing_model":"CBP","category":"authentication"}""",
        "authentication"
    )]
    [InlineData("", "")]
    public void The_category_is_that_of_the_price_or_else_of_the_conversation(string more, string category)
    {
        var sink = Read(
            Body(
                $$"""
                "statuses":[{"id":"wamid.C","status":"sent","timestamp":"1700000200","recipient_id":"237699001122"{{more}}}]
                """
            )
        );
        Assert.Equal(category, Assert.Single(sink.Messages).Category);
    }

    [Fact]
    public void Where_the_number_is_kept_back_the_user_id_is_the_contact_unless_the_body_links_the_two()
    {
        const string Message = """
            "messages":[{"from_user_id":"CM.7","id":"wamid.A","timestamp":"1700000000","type":"text","text":{"body":"a"}}]
            """;
        Assert.Equal("cm.7", Assert.Single(Read(Body(Message)).Messages).Contact);
        Assert.Equal(
            "+237699001122",
            Assert
                .Single(
                    Read(
                        Body(
                            $$"""
                            "contacts":[{"wa_id":"237600000009","user_id":"CM.9"},{"wa_id":"237699001122","user_id":"CM.7"}],{{Message}}
                            """
                        )
                    ).Messages
                )
                .Contact
        );
    }

    [Fact]
    public void What_the_company_sent_from_its_phone_is_out()
    {
        var sink = Read(
            Body(
                """
                "message_echoes":[{"from":"237600000001","to":"237699001122","id":"e","timestamp":"1700000000","type":"text","text":{"body":"a"}},{"from":"237600000001","to":"237699001122","id":"f","timestamp":"1700000000","type":"revoke","revoke":{}}]
                """,
                "smb_message_echoes"
            )
        );
        var message = Assert.Single(sink.Messages);
        Assert.Equal((Direction.Out, "+237699001122", "e"), (message.Direction, message.Contact, message.Id));
        Assert.Equal(1, sink.System);
    }

    [Fact]
    public void The_history_of_a_phone_app_has_both_sides()
    {
        var sink = Read(
            Body(
                """
                "history":[{"metadata":{"phase":0},"threads":[{"id":"237699001122","messages":[{"from":"237699001122","id":"a","timestamp":"1700000000","type":"text"},{"from":"237600000001","id":"b","timestamp":"1700000001","type":"text"}]}]}]
                """,
                "history"
            )
        );
        Assert.Equal(
            [(Direction.In, "+237699001122"), (Direction.Out, "+237699001122")],
            sink.Messages.Select(message => (message.Direction, message.Contact))
        );
    }

    [Theory]
    [InlineData(
        """{"from":"1","id":"x","timestamp":"1700000000","type":"reaction","reaction":{"emoji":"x"}}"""
    )]
    [InlineData("""{"from":"1","id":"x","timestamp":"1700000000","type":"edit","edit":{}}""")]
    [InlineData("""{"from":"1","id":"x","timestamp":"1700000000","type":"revoke","revoke":{}}""")]
    [InlineData(
        """{"from":"1","id":"x","timestamp":"1700000000","type":"system","system":{"type":"user_changed_number"}}"""
    )]
    [InlineData(
        """{"from":"1","id":"x","timestamp":"1700000000","type":"unsupported","errors":[{"code":131051}]}"""
    )]
    [InlineData("""{"from":"1","id":"x","timestamp":"1700000000","errors":[{"code":131051}]}""")]
    public void What_is_no_volume_is_a_system_line(string message)
    {
        var sink = Read(Body($"\"messages\":[{message}]"));
        Assert.Equal((1, 0), (sink.System, sink.Messages.Count));
    }

    [Theory]
    [InlineData("\"errors\":[{\"code\":1}]", "messages")]
    [InlineData("\"event\":\"APPROVED\"", "message_template_status_update")]
    [InlineData("\"calls\":[{\"id\":\"wacid.1\",\"event\":\"connect\"}]", "calls")]
    [InlineData("\"statuses\":[{\"id\":\"wacid.1\",\"type\":\"call\",\"status\":\"RINGING\"}]", "calls")]
    public void A_body_without_a_message_is_a_system_line(string value, string field)
    {
        var sink = Read(Body(value, field));
        Assert.Equal((1, 1), (sink.System, sink.Total));
    }

    [Fact]
    public void A_message_to_a_group_is_for_the_member_of_whom_the_status_tells()
    {
        var sink = Read(
            Body(
                """
                "statuses":[{"id":"g","status":"sent","timestamp":"1700000000","recipient_id":"Y2FwaV9ncm91cDo","recipient_type":"group"},{"id":"g","status":"read","timestamp":"1700000100","recipient_id":"Y2FwaV9ncm91cDo","recipient_type":"group","recipient_participant_id":"237699001122"}]
                """
            )
        );
        Assert.Equal(["group", "+237699001122"], sink.Messages.Select(message => message.Contact));
    }

    [Fact]
    public void Turn_tells_the_direction_itself_and_its_bodies_begin_with_the_messages()
    {
        var sink = Read(
            """
            {"contacts":[{"profile":{"name":"x"},"wa_id":"237699001122"}],"messages":[{"_vnd":{"v1":{"direction":"inbound","chat":{"owner":"+237699001122"}}},"from":"237699001122","id":"a","timestamp":"1700000000","type":"text","text":{"body":"x"}}]}
            {"messages":[{"_vnd":{"v1":{"direction":"outbound","chat":{"owner":"+237699001122"}}},"from":"237600000001","id":"b","timestamp":"1700000001","type":"text","text":{"body":"y"}}]}
            """
        );
        Assert.Equal(
            [(Direction.In, "+237699001122"), (Direction.Out, "+237699001122")],
            sink.Messages.Select(message => (message.Direction, message.Contact))
        );
    }

    [Fact]
    public void One_document_a_list_and_lines_give_the_same()
    {
        string[] bodies =
        [
            Body(
                """
                "messages":[{"from":"237699001122","id":"a","timestamp":"1700000000","type":"text","text":{"body":"x"}}]
                """
            ),
            Body(
                """
                "statuses":[{"id":"b","status":"sent","timestamp":"1700000001","recipient_id":"237699001122"}]
                """
            ),
        ];
        bodies = [.. bodies.Select(body => body.ReplaceLineEndings("").Trim())];
        var entries = bodies.Select(body =>
            body["{\"object\":\"whatsapp_business_account\",\"entry\":[".Length..^2]
        );
        string[] logs =
        [
            string.Join('\n', bodies),
            "[" + string.Join(",\n", bodies) + "]",
            "{\"object\":\"whatsapp_business_account\",\"entry\":[" + string.Join(',', entries) + "]}",
            string.Join('\n', bodies.Select(body => $"{{\"received\":1,\"payload\":{body}}}")),
        ];
        foreach (var log in logs)
        {
            Assert.Equal(["a", "b"], Read(log).Messages.Select(message => message.Id));
            Assert.All(Read(log).Messages, message => Assert.Equal("+237600000001", message.Account));
        }
    }

    [Fact]
    public void A_broken_line_is_refused_by_its_number_and_the_next_is_read()
    {
        var good = Body(
                """
                "statuses":[{"id":"b","status":"sent","timestamp":"1700000001","recipient_id":"237699001122"}]
                """
            )
            .ReplaceLineEndings("");
        var sink = Read(good + "\n" + good[..^9] + "\n\n" + good + "\n{}\n");
        Assert.Equal(2, sink.Messages.Count);
        Assert.Equal(
            [(2, RejectionReason.BrokenJson), (5, RejectionReason.UnknownRecord)],
            sink.Rejections.Select(rejected => ((int)rejected.Line, rejected.Reason))
        );
        Assert.DoesNotContain(
            sink.Rejections,
            rejected => rejected.Shape!.Contains("whatsapp", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_property_whose_name_is_half_a_character_does_not_stop_the_reading()
    {
        var sink = Read(
            Body(
                """
                "messages":[{"\ud83d":1,"from":"237699001122","id":"a","timestamp":"1700000000","type":"text","text":{"body":"\ude00"}}]
                """
            )
        );
        Assert.Equal("\uFFFD", Assert.Single(sink.Messages).Body);
    }

    [Theory]
    [InlineData("""{"from":"237699001122","id":"a","type":"text"}""", RejectionReason.NoTime)]
    [InlineData(
        """{"from":"237699001122","id":"a","timestamp":"soon","type":"text"}""",
        RejectionReason.UnreadableTime
    )]
    [InlineData(
        """{"from":"237699001122","id":"a","timestamp":"100000","type":"text"}""",
        RejectionReason.TooEarly
    )]
    [InlineData(
        """{"from":"237699001122","id":"a","timestamp":"4000000000","type":"text"}""",
        RejectionReason.InTheFuture
    )]
    [InlineData("""{"id":"a","timestamp":"1700000000","type":"text"}""", RejectionReason.NoContact)]
    public void A_message_without_a_time_or_contact_is_rejected(string message, string reason)
    {
        var rejected = Assert.Single(Read(Body($"\"messages\":[{message}]")).Rejections);
        Assert.Equal((1, reason), (rejected.Line, rejected.Reason));
    }

    [Fact]
    public void A_half_hour_is_counted_and_a_day_is_rejected()
    {
        var sink = Read(
            """
            {"analytics":{"phone_numbers":["237600000001"],"granularity":"HALF_HOUR","data_points":[{"start":1699999200,"end":1700001000,"sent":7,"delivered":6},{"start":1700001000,"end":1700002800,"sent":9,"delivered":9},{"start":1699920000,"end":1700006400,"sent":90}]},"id":"1"}
            """
        );
        Assert.Equal(
            [
                new SeenCount(1_699_999_200_000, Direction.Out, "", 7, 0, 0),
                new SeenCount(1_700_001_000_000, Direction.Out, "", 9, 0, 0),
            ],
            sink.Counts
        );
        Assert.Equal(RejectionReason.LongerThanHour, Assert.Single(sink.Rejections).Reason);
    }

    [Fact]
    public void Conversations_have_the_side_that_began_them()
    {
        var sink = Read(
            """
            {"conversation_analytics":{"data":[{"data_points":[{"start":1699999200,"end":1700001000,"conversation":3,"conversation_direction":"USER_INITIATED","conversation_category":"SERVICE"},{"start":1699999200,"end":1700001000,"conversation":4,"conversation_direction":"BUSINESS_INITIATED","conversation_category":"MARKETING"}]}]},"id":"1"}
            """
        );
        Assert.Equal(
            [(Direction.In, 3L, 0L), (Direction.Out, 4L, 0L)],
            sink.Counts.Select(count => (count.Direction, count.Conversations, count.Messages))
        );
    }

    [Fact]
    public void Messages_sent_and_messages_charged_in_one_document_are_not_counted_twice()
    {
        const string Points =
            """{"start":1699999200,"end":1700001000,"pricing_category":"UTILITY","volume":5}""";
        var charged = $$"""{"pricing_analytics":{"data":[{"data_points":[{{Points}}]}]},"id":"1"}""";
        Assert.Equal(5, Assert.Single(Read(charged).Counts).Messages);
        var both = $$"""
            {"pricing_analytics":{"data":[{"data_points":[{{Points}}]}]},"analytics":{"data_points":[{"start":1699999200,"end":1700001000,"sent":7}]},"id":"1"}
            """;
        var sink = Read(both);
        Assert.Equal((7, 1), (Assert.Single(sink.Counts).Messages, sink.System));
    }

    [Theory]
    [InlineData(
        """{"template_analytics":{"data":[{"granularity":"DAILY","data_points":[{"template_id":"1","start":1699920000,"end":1700006400,"sent":5}]}]}}"""
    )]
    [InlineData(
        """{"data":[{"granularity":"DAILY","data_points":[{"template_id":"1","start":1699920000,"end":1700006400,"sent":5}]}]}"""
    )]
    public void A_file_of_days_alone_is_refused_with_the_way_out(string log)
    {
        var refusal = Assert.Throws<RiskLensException>(() => Read(log));
        Assert.Contains("HALF_HOUR", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Webhooks_of_other_services_are_not_taken()
    {
        Assert.False(
            new WhatsAppCloud().Recognises(
                """{"object":"page","entry":[{"id":"1","changes":[{"field":"feed","value":{}}]}]}"""
            )
        );
    }
}
