namespace RiskLens.Engine.Tests.Messages;

/// <summary>Small valid logs of gateways, mailboxes and helpdesks, from which damaged ones are made.</summary>
internal static class GatewaysSeeds
{
    public static IReadOnlyList<(string Format, byte[] Log)> All { get; } =
    [
        (
            "sms-backup-restore",
            AnyLog.Utf8(
                """
                <?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
                <?xml-stylesheet type="text/xsl" href="sms.xsl"?>
                <!-- made "by" hand -->
                <smses count="3">
                 <sms address="+237699001122" date="1700000000000" type="1" body="a &amp; &#55357;&#56832;" status="-1"/>
                 <sms address="null" date="1700000060" type='5' body='"q"' status="64"/>
                 <mms date="1700000120000" msg_box="1" address="+237699001122~+33612345678"><parts><part ct="text/plain" text="b"/><part ct="image/png" data="AQID"/></parts><addrs><addr address="+33612345678" type="137"/></addrs></mms>
                </smses>
                """
            )
        ),
        (
            "sms-backup-restore",
            "<calls count=\"1\"><call number=\"1234567\" date=\"1700000000000\" type=\"2\"/></calls>"u8.ToArray()
        ),
        (
            "sms-import-export",
            AnyLog.Utf8(
                """
                {"_id":"1","address":"+237699001122","date":"1700000000000","type":"1","body":"\ud83d\ude00","read":"1","status":"-1"}
                {"_id":"3","msg_box":"2","date":"1700000120","m_type":"132","__sender_address":{"address":"insert-address-token","type":"137"},"__recipient_addresses":[{"address":"+237600000000","type":"151"}],"__parts":[{"ct":"text/plain","text":"b"}]}
                """
            )
        ),
        (
            "sms-import-export",
            """[{"address":"7654321","date":"1700000000000","type":"3","body":null,"read":"1"},{"msg_box":"1","date":"1700000120","m_type":"132","addresses":[{"address":"x","type":"137"}],"parts":[]}]"""u8.ToArray()
        ),
        (
            "twilio",
            """{"page":0,"messages":[{"account_sid":"AC1","sid":"SM1","date_sent":"Fri, 24 May 2019 17:44:50 +0000","direction":"outbound-api","from":"whatsapp:+12019235161","to":"whatsapp:+258840000001","status":"failed","body":"a","num_segments":"1"}],"next_page_uri":null}"""u8.ToArray()
        ),
        (
            "twilio",
            AnyLog.Utf8(
                """
                {"account_sid":"AC1","sid":"SM2","date_sent":"2024-05-24T17:45:50Z","direction":"inbound","from":"+258840000001","to":"+12019235161","status":"received","body":"b","num_segments":"1"}
                {"account_sid":"AC1","sid":"SM3","date_created":"2024-05-24T17:46:40Z","date_sent":null,"direction":"outbound-api","from":"x","to":"viber:1","status":"scheduled","num_segments":"1"}
                """
            )
        ),
        (
            "infobip",
            """{"results":[{"messageId":"M1","to":"237699001122","from":"BANK","sentAt":"2026-03-01T10:00:00.123+0000","status":{"groupName":"REJECTED"}},{"messageId":"M2","to":"8080","from":"237699001122","text":"Solde","receivedAt":"2026-03-01T10:00:00.000+0100","channel":"WHATSAPP"}]}"""u8.ToArray()
        ),
        (
            "infobip",
            """{"results":[{"messageId":"M2","to":"237699001133","sentAt":"2026-03-01T10:00:00Z","seenAt":"x"}]}"""u8.ToArray()
        ),
        (
            "vonage-reports",
            """{"items_count":1,"records":[{"account_id":"k","message_id":"M1","direction":"outbound","from":"BANK","to":"237699001122","date_received":"2026-03-01 10:00:00","status":"expired","provider":"whatsapp"}]}"""u8.ToArray()
        ),
        (
            "vonage-webhooks",
            AnyLog.Utf8(
                """
                {"to":"15550001111","from":"237699001122","channel":"whatsapp","message_uuid":"U1","timestamp":"2026-03-01T10:00:00Z","text":"a"}
                {"message_uuid":"U3","to":{"type":"messenger","id":"4711"},"from":{"number":"99"},"timestamp":"2026-03-01T10:03:00Z","status":"read"}
                {"msisdn":"237699001122","to":"BANK","messageId":"OLD2","status":"failed","message-timestamp":"2026-03-01 10:05:00"}
                """
            )
        ),
        (
            "africas-talking",
            AnyLog.Utf8(
                """
                {"date":"2026-03-01T10:00:00.445Z","from":"+237699001122","id":"A1","linkId":"L","text":"Solde","to":"8080"}
                {"id":"A","status":"Success","phoneNumber":"+237699001122","networkCode":"62401"}
                """
            )
        ),
        (
            "africas-talking",
            """{"SMSMessageData":{"Messages":[{"linkId":"L","text":"Solde","to":"8080","id":15071,"date":"2026-03-01T10:00:00Z","from":"+237699001122"}]}}"""u8.ToArray()
        ),
        (
            "messagebird",
            """{"items":[{"id":"M1","direction":"mt","originator":"BANK","body":"a","scheduledDatetime":null,"createdDatetime":"2026-03-01T10:00:00+00:00","recipients":{"items":[{"recipient":237699001122,"status":"delivered"},{"recipient":1,"status":"delivery_failed"}]}},{"id":"M2","direction":"mo","originator":"237699001122","body":"b","createdDatetime":"2026-03-01T11:00:00+01:00"}]}"""u8.ToArray()
        ),
        (
            "bird",
            """{"results":[{"id":"B1","channelId":"C","sender":{"contact":{"identifierValue":"+237699001122"}},"receiver":{"connector":{}},"body":{"text":{"text":"a"}},"direction":"incoming","createdAt":"2026-03-01T10:00:00.736Z"},{"id":"B2","channelId":"C","sender":{},"receiver":{"contacts":[{"id":"i"}]},"status":"failed","direction":"outgoing","createdAt":"2026-03-01T10:00:10Z"}]}"""u8.ToArray()
        ),
        (
            "bird",
            """{"items":[{"id":"V1","conversationId":"Z","platform":"sms","to":"8080","from":"+237699001122","channelId":"C","type":"text","content":{"text":"a"},"direction":"received","createdDatetime":"2026-03-01T10:00:00Z"},{"id":"V2","conversationId":"Z","channelId":"C","type":"event","direction":"sent","createdDatetime":"x"}]}"""u8.ToArray()
        ),
        (
            "zendesk",
            AnyLog.Utf8(
                """
                {"id":1,"requester_id":501,"assignee_id":9,"collaborator_ids":[502],"via":{"channel":"email"},"comments":[{"id":11,"author_id":501,"public":true,"body":"a","created_at":"2026-03-01T10:00:00Z"},{"id":13,"author_id":9,"public":false,"created_at":"2026-03-01T10:06:00Z"}]}
                {"id":2,"requester_id":503,"comments":[{"id":21,"author_id":9,"public":true,"body":"d","created_at":"2026-03-02T10:00:00Z","via":{"channel":"twitter"}}]}
                """
            )
        ),
        (
            "freshdesk",
            """[{"id":7,"requester_id":501,"source":1,"created_at":"2026-03-01T10:00:00Z","conversations":[{"id":71,"incoming":false,"private":false,"source":0,"created_at":"2026-03-01T10:05:00Z","to_emails":["Ann <ann@example.com>"]},{"id":72,"incoming":true,"private":true,"source":2,"created_at":"2026-03-01T10:06:00Z"}]}]"""u8.ToArray()
        ),
        (
            "freshdesk",
            """[{"id":71,"incoming":true,"private":false,"source":0,"user_id":9,"ticket_id":7,"created_at":"2026-03-01T10:05:00Z","from_email":"\"Ann, A.\" (x) <ann@example.com>"}]"""u8.ToArray()
        ),
        (
            "intercom",
            """{"type":"conversation","id":"C1","created_at":1772359200,"source":{"type":"conversation","id":"S1","delivered_as":"x","body":"a","author":{"type":"user","id":"U1"}},"contacts":{"contacts":[{"id":"U1"}]},"conversation_parts":{"conversation_parts":[{"id":"P1","part_type":"comment","body":"b","created_at":1772359260,"author":{"type":"admin","id":"9"}},{"id":"P2","part_type":"note"}]}}"""u8.ToArray()
        ),
        (
            "chatwoot",
            """{"meta":{"contact":{"id":501}},"payload":[{"id":1,"content":"a","inbox_id":3,"conversation_id":7,"message_type":0,"created_at":1772359200,"private":false},{"id":2,"inbox_id":3,"conversation_id":7,"message_type":2,"created_at":1772359260,"private":false}]}"""u8.ToArray()
        ),
        (
            "chatwoot",
            """{"event":"message_created","id":2,"content":"b","message_type":"outgoing","created_at":"2026-03-01T10:00:00.000Z","private":false,"inbox":{"id":3},"conversation":{"channel":"Channel::Email","contact_inbox":{"source_id":"s"}}}"""u8.ToArray()
        ),
        (
            "rasa",
            """{"sender_id":"u1","events":[{"event":"user","text":"hi","timestamp":1772359200.25,"input_channel":"telegram"},{"event":"bot","text":null,"timestamp":1772359201},{"event":"slot","timestamp":1}]}"""u8.ToArray()
        ),
        (
            "rasa",
            AnyLog.Utf8(
                """
                {"sender_id":"u1","event":"slot","name":"x","timestamp":1772359200.1}
                {"sender_id":"u1","event":"user","text":"hi","timestamp":1772359200.25,"input_channel":"rest"}
                """
            )
        ),
        (
            "respond.io",
            AnyLog.Utf8(
                "\"Date & Time\",\"Sender ID\",\"Sender Type\",\"Contact ID\",\"Message ID\",\"Content Type\",\"Message Type\",\"Content\",\"Channel ID\",\"Type\",\"Sub Type\"\n"
                    + "\"2024-05-24 17:44:50\",\"9\",\"user\",\"5001\",\"m1\",\"text\",\"message\",\"{\"\"text\"\":\"\"hi\nthere\"\"}\",\"77\",\"normal\",\"\"\n"
                    + "\"2024-05-24 17:44:51\",\"\",\"contact\",\"5001\",\"m2\",\"text\",\"message\",\"\",\"77\",\"normal\",\"\"\n"
            )
        ),
        (
            "email",
            AnyLog.Utf8(
                """
                From - Sun Mar  1 10:00:00 2026
                From: "Ann, A." <ann@customer.example>
                To: desk@bank.example,
                 other@bank.example
                Date: Sun, 1 Mar 2026 10:00:00 +0100 (CET)
                Message-ID: <1@customer.example>
                Content-Length: 12

                From - x
                ab

                From 1844@xxx
                From: desk@bank.example
                To: group: bob@customer.example;
                Received: by x; Sun Mar  1 10:00:00 2026
                Date: 1 Mar 99999 10:00 EST
                X-Gmail-Labels: Sent

                >From here
                From desk@bank.example Sun Mar  1 10:00:00 2026
                From: eve@customer.example
                To: desk@bank.example
                Auto-Submitted: auto-replied

                """
            )
        ),
        (
            "email",
            "Return-Path: <ann@customer.example>\r\nDelivered-To: desk@bank.example\r\nFrom: ann@customer.example\r\nTo: desk@bank.example\r\nDate: Sun, 1 Mar 2026 10:00:00 PST\r\nMIME-Version: 1.0\r\n\r\nFrom - \r\nFrom: x\r\n"u8.ToArray()
        ),
        (
            "email",
            Measured(
                "Delivered-To: desk@bank.example\nFrom: ann@customer.example\nDate: 1 Mar 2026 10:00 Z\n\nFrom - \nFrom: x\n",
                "From: desk@bank.example\nTo: bob@customer.example\nDate: Sun, 1 Mar 2026 10:00:00 +0000\n\n"
            )
        ),
    ];

    /// <summary>Mails joined as those of a zip are.</summary>
    private static byte[] Measured(params string[] mails) =>
        AnyLog.Utf8(
            string.Concat(
                mails.Select(mail =>
                    FormattableString.Invariant($"From mail-of-bytes {mail.Length}\n{mail}\n")
                )
            )
        );
}
