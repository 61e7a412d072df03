using System.Text;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>Small valid logs of the chat formats with all that makes them hard, for the mutation test.</summary>
internal static class ChatsSeeds
{
    public static IReadOnlyList<(string Format, byte[] Log)> All { get; } =
    [
        Seed(
            "whatsapp-cloud",
            """
            {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"237600000001","phone_number_id":"2"},"contacts":[{"profile":{"name":"A\u00e9\ud83d\ude00"},"wa_id":"237699001122","user_id":"CM.7"}],"messages":[{"from":"237699001122","id":"wamid.A","timestamp":"1700000000","type":"text","text":{"body":"solde \"ok\"\n\\"}},{"from_user_id":"CM.7","id":"wamid.B","timestamp":"1700000100","type":"reaction","reaction":{"emoji":"x"}}],"errors":[{"code":1}]}}]}]}
            {"entry":[{"changes":[{"value":{"messaging_product":"whatsapp","statuses":[{"id":"wamid.C","status":"sent","timestamp":"1700000200","recipient_id":"237699001122","pricing":{"category":"utility","pricing_model":"PMP"}},{"id":"wamid.C","status":"failed","timestamp":1700000300,"recipient_id":"237699001122"}]}}]}]}
            {"messages":[{"_vnd":{"v1":{"direction":"outbound","chat":{"owner":"+237699001122"}}},"id":"t","timestamp":"1700000400","type":"button"}]}

            """
        ),
        Seed(
            "whatsapp-cloud",
            """
            [{"entry":[{"changes":[{"field":"smb_message_echoes","value":{"message_echoes":[{"from":"1","to":"237699001122","id":"e","timestamp":"1700000000","type":"image","image":{"caption":"c"}}]}},{"field":"history","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"237600000001"},"history":[{"threads":[{"id":"237699001122","messages":[{"from":"237600000001","id":"h","timestamp":"1700000000","type":"text"}]}]}]}},{"field":"x","value":{}}]}]}]
            """
        ),
        Seed(
            "whatsapp-cloud",
            """
            {"analytics":{"granularity":"HALF_HOUR","data_points":[{"start":1700000000,"end":1700001800,"sent":5,"delivered":4},{"start":1700000000,"end":1700086400,"sent":5}]},"conversation_analytics":{"data":[{"data_points":[{"start":1699999200,"end":1700001000,"conversation":3,"conversation_direction":"USER_INITIATED","conversation_category":"SERVICE"}]}]},"id":"1"}
            """
        ),
        Seed(
            "telegram",
            """
            {"about":"Here is","personal_information":{"user_id":42},"chats":{"about":"","list":[
             {"name":"Ann","type":"personal_chat","id":7,"messages":[
              {"id":1,"type":"message","date":"2023-11-14T22:13:20","date_unixtime":"1700000000","from":"Ann","from_id":"user7","text":"a\x0Bb\\x"},
              {"id":2,"type":"service","date":"2023-11-14T22:13:20","actor":"Ann","actor_id":"user7","action":"phone_call","text":""}]},
             {"type":"saved_messages","id":42,"messages":[{"id":3,"type":"message","date":"2023-11-14T22:13:20","from":null,"from_id":"user42","text":["a",{"type":"bold","text":"b"}]}]}]},
             "left_chats":{"list":[{"name":null,"type":"private_supergroup","id":9,"messages":[{"id":4,"type":"message","date":"2023-11-14T22:13:20","from_id":8589934601,"text":"\ud83d"}]}]}}
            """
        ),
        Seed(
            "messenger",
            """
            {"participants":[{"name":"J\u00c3\u00b3ska"},{"name":"Bank"}],"messages":[
             {"sender_name":"J\u00c3\u00b3ska","timestamp_ms":1700000000123,"content":"\u00f0\u009f\u0098\u0080 sz\u00c3\u00ada","type":"Generic","reactions":[{"reaction":"x","actor":"Bank"}]},
             {"sender_name":"Bank","timestamp_ms":1700000001123,"photos":[{"uri":"x"}],"is_unsent":true},
             {"sender_name":"Bank","timestamp_ms":1700000002123,"content":"Reacted \u00f0\u009f\u0098\u0080 to your message","type":"Generic"},
             {"sender_name":"Bank","timestamp_ms":1700000003123,"type":"Call","call_duration":7}],
             "title":"J\u00c3\u00b3ska","thread_path":"inbox/j_1"}
            """
        ),
        Seed(
            "messenger",
            """
            {"participants":["Me","Ann"],"threadName":"Ann_40","messages":[{"isUnsent":false,"media":[],"reactions":[],"senderName":"Ann","text":"é😀","timestamp":1700000000123,"type":"text"}]}
            {"participants":["Me","Bob"],"threadName":"Bob_41","messages":[]}
            """
        ),
        Seed(
            "instagram",
            """
            {"participants":[{"name":"Instagram User"},{"name":"Bank"}],"messages":[{"sender_name":"","timestamp_ms":1700000000123,"share":{"link":"https://www.instagram.com/p/x"}},{"sender_name":"Bank","timestamp_ms":1700000000123,"content":"Liked a message"}],"title":"Instagram User"}
            """
        ),
        Seed(
            "signal-export",
            """
            {"date": "2024-03-30T23:58:00.373000", "sender": "Me", "body": "How?  ", "quote": "", "sticker": null, "reactions": [["Ann", "x"]], "attachments": [], "deleted": false, "call": false, "missed": false}
            {"date": "2024-03-31T00:58:01", "sender": "Ann", "body": "  ", "quote": "", "sticker": null, "reactions": [], "attachments": [{"name": "a b.jpg"}], "deleted": false, "call": false, "missed": false}
            {"date": "2024-03-31T01:58:00.250000", "sender": "No-Sender", "body": "", "quote": "", "sticker": null, "reactions": [], "attachments": [], "deleted": false, "call": true, "missed": true}

            """
        ),
        Seed(
            "signal-chat",
            "[2024-03-30 23:58:00] Me: How?  \n\n[2024-03-30 23:58:41] Ann: Well!\n[2019-05-29, 15:04] no header\n(- Me: x -)\n\n"
                + "[2024-03-31 01:58:00] Me: Outgoing voice call (unanswered)\n\n[2024-04-01 00:58:00] No-Sender: \n\n> q\n\nlate  \n"
        ),
        Seed(
            "signal-chat",
            "2024-03-30 23:58 Ann B: [reply to You on 2024-03-30 23:50, 2 attachments] x\nmore\n2024-03-30 23:59 You: y\n"
                + "2024-03-31 00:01 Ann B: [keychange message]\nunknown Ann B: z\n"
        ),
        Seed("signal-chat", "[2019-12-24, 12:23] Ann: a\n[2020-01-17, 21:49] Bob:\nb\n"),
        Seed(
            "sigtop-json",
            """
            [
            {"id":"a","type":"incoming","conversationId":"c","source":"+237699001122","sent_at":1700000000123,"timestamp":1700000000123,"received_at":17,"body":"x"},
            {"id":"b","type":"outgoing","conversationId":"c","sent_at":1700000100123,"body":null,"attachments":[{}]},
            {"id":"d","type":"keychange","conversationId":"c","sent_at":1700000200123}
            ]
            """
        ),
        Seed(
            "sigtop-text",
            "Conversation: Ann (+237699001122)\n\nFrom: Ann (+237699001122)\nType: incoming\nSent: Sat, 30 Mar 2024 23:58:41 +0100\n"
                + "Received: Sat, 30 Mar 2024 23:58:42 +0100\nAttachment: a.jpg (image/jpeg, 3 bytes)\nReaction: x from Bob\n\n> From: You\n>\n> q\n\nbody\nFrom: nobody\n\n"
                + "From: You\nType: outgoing\nSent: Sun, 31 Mar 2024 03:58:41 +0200\n\nout\n\nType: keychange\nSent: Sun, 31 Mar 2024 03:58:41 +0200\n\n"
        ),
        Seed(
            "signal-cli",
            """
            {"envelope":{"source":"+237699001122","sourceNumber":"+237699001122","sourceUuid":"u","timestamp":1700000000123,"dataMessage":{"timestamp":1700000000123,"message":"x","attachments":[],"viewOnce":false}},"account":"+237600000001"}
            {"jsonrpc":"2.0","method":"receive","params":{"subscription":0,"result":{"envelope":{"sourceNumber":"+237600000001","timestamp":1700000000124,"syncMessage":{"sentMessage":{"destinationNumber":null,"destinationUuid":"v","timestamp":1700000000124,"message":null,"sticker":{}}}},"account":"+237600000001"}}}
            {"jsonrpc":"2.0","method":"receive","params":{"envelope":{"sourceUuid":"u","timestamp":1700000000125,"receiptMessage":{"when":1,"isDelivery":true,"timestamps":[1]}}}}

            """
        ),
        Seed("html", "<!DOCTYPE html>\n<html><body><div>Ann</div></body></html>\n"),
    ];

    private static (string Format, byte[] Log) Seed(string format, string log) =>
        (format, Encoding.UTF8.GetBytes(log));
}
