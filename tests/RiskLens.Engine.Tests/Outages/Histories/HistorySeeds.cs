using System.Text;

namespace RiskLens.Engine.Tests.Outages.Histories;

/// <summary>Small histories of every format, of our own invention: read by tests, and damaged by others.</summary>
internal static class HistorySeeds
{
    public const string Statuspage = """
        {"page":{"id":"p1","name":"Mail &amp; Co","url":"https://status.example.com","time_zone":"Africa/Douala","updated_at":"2026-03-04T12:00:00.000+01:00"},
         "incidents":[
          {"id":"i1","name":"<b>Logins</b> fail","status":"resolved","impact":"critical","created_at":"2026-03-01T10:00:00.000+01:00","started_at":"2026-03-01T09:30:00.000+01:00","resolved_at":"2026-03-01T12:00:00.000+01:00","shortlink":"https://stspg.example/abc?token=secret","components":[{"name":"API"}],
           "incident_updates":[{"id":"u","status":"resolved","body":"Between 08:10 UTC and 10:45 UTC logins failed.","created_at":"2026-03-01T12:05:00.000+01:00","affected_components":[{"code":"c","name":"Group - API","old_status":"major_outage","new_status":"operational"},{"name":"No components"}]}]},
          {"id":"i2","name":"Slow","status":"monitoring","impact":"none","created_at":"2026-03-04T09:00:00.000+01:00","updated_at":"2026-03-04T10:30:00.000+01:00","resolved_at":null,"incident_updates":[{"status":"investigating","body":"\ud83d\ude00 looking","created_at":"2026-03-04T09:00:00Z","display_at":"2026-03-04T07:30:00Z","affected_components":[{"name":"Web","new_status":"partial_outage"}]}]},
          {"id":"i3","name":"A new name","status":"resolved","impact":"none","created_at":"2026-03-02T09:00:00Z","resolved_at":"2026-03-02T09:00:00Z","incident_updates":[{"status":"resolved","body":"We have a new name.","created_at":"2026-03-02T09:00:00Z"}]},
          {"id":"i4","name":"Disks","status":"completed","impact":"maintenance","created_at":"2026-03-02T09:00:00Z"},
          {"id":"i5","name":"?","impact":"minor","status":"resolved","created_at":"yesterday"},
          {"id":"i1","name":"Logins fail","status":"resolved","impact":"critical","created_at":"2026-03-01T10:00:00Z","started_at":"2026-03-01T08:30:00Z","resolved_at":"2026-03-01T11:00:00Z","incident_updates":[]}],
         "scheduled_maintenances":[{"id":"m1","name":"Work","status":"scheduled","impact":"none"}]}
        """;

    public const string IncidentIo = """
        {"page":{"id":"01A","name":"Bot"},"incidents":[{"id":"01B","name":"Errors","status":"resolved","impact":"minor","created_at":"2026-07-27T18:06:39Z","resolved_at":"2026-07-27T17:30:00Z","incident_updates":[{"status":"resolved","body":"Over.","created_at":"2026-07-27T20:52:18Z","display_at":"2026-07-27T17:30:00Z"},{"status":"investigating","body":"Looking.","created_at":"2026-07-27T18:06:39Z","display_at":"2026-07-27T15:30:00Z"}]}],"scheduled_maintenances":null}
        """;

    public const string Script = """
        var status = [{"page":{"name":"Letters"},"incidents":[{"id":"x","name":"Down","status":"resolved","impact":"major","created_at":"2019-02-20T12:00:19.418-06:00","resolved_at":"2019-02-20T13:40:58.572-06:00","incident_updates":[]}]}];
        document.write(status.length);
        """;

    public const string Archive = """
        [{"key":"mail/1","vendor":"mail","native_id":"1","title":"T","impact":"major","status":"resolved","started_at":"2026-03-01T10:00:00Z","resolved_at":"2026-03-01T11:00:00Z","components":[{"name":"C"}],"updates":[{"body":"From 09:50 to 10:40 UTC.","created_at":"2026-03-01T11:00:00Z"}],"raw":{"odd":1}},
         {"key":"mail/2","vendor":"mail","native_id":"2","title":"T","impact":"none","started_at":"2026-03-01T10:00:00Z","raw":{"id":"2","name":"N","impact":"minor","status":"resolved","created_at":"2026-03-02T10:00:00Z","started_at":"2026-03-02T10:00:00Z","resolved_at":"2026-03-02T10:20:00Z","incident_updates":[]}},
         {"key":"slack/3","vendor":"slack","native_id":"3","started_at":"2026-03-01T10:00:00Z","raw":{"id":3,"title":"S","type":"outage","status":"resolved","date_created":"2026-03-03T10:00:00-08:00","date_updated":"2026-03-03T11:00:00-08:00","notes":[]}}]
        """;

    public const string Slack = """
        [{"id":7,"title":"Search","type":"incident","status":"resolved","url":"https://s.example/7","date_created":"2026-04-30T18:50:42-07:00","date_updated":"2026-04-30T18:50:42-07:00","services":["Search"],"notes":[{"body":"<p>At 23:20 UTC, April 30, 2026, search began to fail.&nbsp;As of 00:45 UTC, May 1, 2026, it is fully operational.</p>","date_created":"2026-04-30T18:50:42-07:00"}]},
         {"id":8,"title":"All","type":"outage","status":"active","date_created":"2026-05-02T10:00:00-07:00","date_updated":"2026-05-02T12:00:00-07:00","services":null,"notes":null},
         {"id":9,"title":"News","type":"notice","status":"resolved","date_created":"2026-05-03T10:00:00-07:00","date_updated":"2026-05-03T12:00:00-07:00","notes":[]},
         {"id":10,"title":"Work","type":"maintenance","status":"completed","date_created":"2026-05-03T10:00:00-07:00","date_updated":"2026-05-03T12:00:00-07:00","notes":[]},
         {"title":"?","type":"incident","status":"resolved","date_created":"2026-05-03T10:00:00-07:00","notes":[]}]
        """;

    public const string Google = """
        [{"id":"g1","number":"1","begin":"2026-07-15T23:57:00+00:00","created":"2026-07-16T03:30:59+00:00","end":"2026-07-16T12:25:00+00:00","modified":"2026-07-25T13:16:55+00:00","external_desc":"Machines stop","updates":[{"when":"2026-07-25T13:16:55+00:00","text":"## Summary\nOn 15 July 2026 from 16:39 to 16 July 2026 07:34 US/Pacific, machines stopped.\n| 07-15-2026 16:24 | A row |","status":"AVAILABLE"}],"status_impact":"SERVICE_OUTAGE","severity":"high","service_name":"Multiple Products","affected_products":[{"title":"Engine","id":"x"}],"uri":"incidents/g1"},
         {"id":"g2","begin":"2026-08-01T00:00:00+00:00","end":null,"external_desc":"x","updates":[],"status_impact":"SERVICE_DISRUPTION","modified":"2026-08-01T06:00:00+00:00"},
         {"id":"g3","begin":"2026-08-01T00:00:00+00:00","end":"2026-08-01T01:00:00+00:00","external_desc":"x","updates":[],"status_impact":"SERVICE_INFORMATION"}]
        """;

    public const string AwsFeed = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0"><channel><title><![CDATA[Amazon Web Services Service Status]]></title>
        <item><title><![CDATA[Service is operating normally: [RESOLVED] Increased API errors]]></title><link>https://status.aws.amazon.com/</link><pubDate>Mon, 17 Aug 2026 06:30:00 PDT</pubDate><guid isPermaLink="false">https://status.aws.amazon.com/#lambda-eu-west-3_1787000000</guid><description><![CDATA[Between 1:50 AM and 6:01 AM PDT, we experienced errors. <a href="x">More</a>]]></description></item>
        <item><title>Informational message: Increased API errors</title><pubDate>Mon, 17 Aug 2026 02:20:00 PDT</pubDate><guid>https://status.aws.amazon.com/#lambda-eu-west-3_1786950000</guid><description>We look &amp; see. Our next update is at 3:00 AM PDT.</description></item>
        <item><title>Service disruption: Lost connections</title><pubDate>Mon, 02 Mar 2026 21:00:00 PST</pubDate><guid>https://status.aws.amazon.com/#multipleservices-me-south-1_1772500000</guid><description>x</description></item>
        <item><title>Service impact: Lost Connections</title><pubDate>Sun, 01 Mar 2026 21:00:00 PST</pubDate><guid>https://status.aws.amazon.com/#multipleservices-me-south-1_1772400000</guid><description>x</description></item>
        <item><title>Informational message: A new region</title><pubDate>Sun, 01 Feb 2026 21:00:00 PST</pubDate><guid>https://status.aws.amazon.com/#ec2-af-south-1_1770000000</guid><description>It is open.</description></item>
        <item><title>Service impact: When</title><pubDate>soon</pubDate><guid>x</guid></item>
        </channel></rss>
        """;

    public const string AwsEvents = """
        [{"arn":"arn:aws:health:eu-west-3::event/1","service":"lambda-eu-west-3","region_name":"Paris","status":"3","date":"1787000000","summary":"Increased errors","event_log":[{"summary":"Service impact: Increased errors","message":"Looking.","status":"2","timestamp":"1787000000"},{"summary":"[RESOLVED] Increased errors","message":"Between 4:00 AM and 5:00 AM PDT errors rose.","status":"0","timestamp":"1787018000"}]},
         {"arn":"arn:2","service":"sqs","status":"1","date":"1787100000","summary":"News","event_log":[]},
         {"arn":"arn:3","service":"sqs","status":"2","date":"","summary":"When","event_log":[]}]
        """;

    public const string Instatus = """
        {"page":{"name":"Easy","url":"https://easy.instatus.com","status":"HASISSUES"},"activeIncidents":[{"id":"c1","name":"Slow","started":"2026-05-01T10:00:00.000Z","status":"INVESTIGATING","impact":"MAJOROUTAGE","url":"https://easy.instatus.com/c1","updatedAt":"2026-05-01T13:00:00.000Z"}],"activeMaintenances":[{"id":"m","name":"Work","start":"2026-05-01T10:00:00.000Z","duration":"60"}]}
        """;

    public const string BetterStackPage = """
        {"data":{"id":"1","type":"status_page","attributes":{"company_name":"Better","aggregate_state":"operational"}},"included":[
         {"id":"r1","type":"status_page_resource","attributes":{"public_name":"API","status_history":[{"day":"2026-05-01","status":"downtime","downtime_duration":5400,"maintenance_duration":0},{"day":"2026-05-03","status":"downtime","downtime_duration":600,"maintenance_duration":0},{"day":"2026-05-04","status":"operational","downtime_duration":0,"maintenance_duration":0}]}},
         {"id":"s1","type":"status_report","attributes":{"title":"API down","report_type":"manual","starts_at":"2026-05-01T10:00:00.000Z","ends_at":null,"aggregate_state":"resolved","affected_resources":[{"status_page_resource_id":"r1","status":"downtime"}]}},
         {"id":"s2","type":"status_report","attributes":{"title":"Work","report_type":"maintenance","starts_at":"2026-05-02T10:00:00.000Z","ends_at":"2026-05-02T11:00:00.000Z","aggregate_state":"maintenance"}},
         {"id":"u1","type":"status_update","attributes":{"message":"Restored at 11:20 UTC.","published_at":"2026-05-01T11:30:00.000Z","status_report_id":"s1"}}]}
        """;

    public const string BetterStack = """
        {"data":[{"id":"25","type":"incident","attributes":{"name":"Home","url":"https://user:pw@example.com/a?key=1","cause":"Status 404","started_at":"2026-05-01T10:00:00.662Z","acknowledged_at":null,"resolved_at":"2026-05-01T10:07:30.662Z","status":"Resolved","regions":["eu"]}},{"id":"26","type":"incident","attributes":{"name":null,"url":"https://example.com/b","cause":"Timeout","started_at":"2026-05-02T10:00:00Z","acknowledged_at":"2026-05-02T10:30:00Z","resolved_at":null}}],"pagination":{"next":null}}
        """;

    public const string Metastatus = """
        [{"id":"o1","service_id":"s1","status":"Resolved","time":"2024-04-03T20:00:00Z","posts":[{"status":"Resolved","description":"It is resolved as of 04-03-2024 11:50 AM PST.","time":"2024-04-03T20:00:00Z"},{"status":"High disruptions","description":"Since 04-03-2024 10:50 AM PST messages fail.","time":"2024-04-03T19:10:00Z"}]},
         {"id":"o2","service_id":"s2","status":"Low disruptions","time":"04-05-2024 11:10 AM PST","posts":[]}]
        """;

    public const string MetastatusServices = """
        [{"id":"whatsapp-business-api","name":"WhatsApp Business API","rss_file_paths":["a.rss"],"services":[{"id":"s1","name":"Cloud API","status":"Medium disruptions","time":"2026-04-03T20:00:00Z"},{"id":"s2","name":"Templates","status":"No known issues","time":"2026-04-03T20:00:00Z"}]}]
        """;

    public const string Upptime = """
        [{"name":"Site","url":"https://site.example/x?k=1","slug":"site","dailyMinutesDown":{"2026-05-03":100,"2026-05-02":1440,"2026-05-01":61,"2026-04-30":59,"2026-03-01":0,"2026-02-30":5,"2026-02-01":1441}}]
        """;

    public const string UpptimeState = """
        url: https://map.example/path?key=1
        status: down
        code: 503
        lastUpdated: 2026-03-08T22:29:50.091Z
        startTime: 2024-04-08T06:14:32.948Z
        generator: Upptime <https://github.com/upptime/upptime>
        """;

    public const string Kuma = """
        {"config":{"title":"Kuma page"},"incident":{"id":3,"style":"danger","title":"All is down","content":"Since 09:40 UTC nothing works.","createdDate":"2026-05-01 10:00:00","lastUpdatedDate":null},"publicGroupList":[{"id":1,"name":"G","monitorList":[{"id":1,"name":"Shop"}]}],"maintenanceList":[{"id":1}]}
        {"heartbeatList":{"1":[{"status":1,"time":"2026-05-01 10:00:00.000","msg":"","ping":9},{"status":2,"time":"2026-05-01 10:01:00.000"},{"status":0,"time":"2026-05-01 10:02:00.000","msg":"x","ping":null},{"status":0,"time":"2026-05-01 10:03:00.000"},{"status":1,"time":"2026-05-01 10:04:00.000"},{"status":1,"time":"2026-05-01 10:05:00.000"}],"2":[{"status":0,"time":"2026-05-01 10:04:00.000"}]},"uptimeList":{"1_24":0.99}}
        """;

    public const string KumaWebhook = """
        {"heartbeat":{"monitorID":5,"status":0,"time":"2026-05-01 10:00:00.500","msg":"timeout","important":true,"duration":60,"timezone":"Africa/Douala","timezoneOffset":"+01:00","localDateTime":"2026-05-01 11:00:00"},"monitor":{"id":5,"name":"Shop","url":"https://shop.example/?k=1"},"msg":"[Shop] down"}
        {"heartbeat":null,"monitor":null,"msg":"Test"}
        not json
        {"heartbeat":{"monitorID":5,"status":1,"time":"2026-05-01 11:30:00.500","msg":"ok","important":true},"monitor":{"id":5,"name":"Shop"},"msg":"[Shop] up"}
        """;

    public const string UptimeRobot = """
        {"stat":"ok","monitors":[{"id":777,"friendly_name":"Bank site","url":"https://bank.example/login?s=1","type":1,"status":9,"interval":300,"create_datetime":1777000000,"logs":[{"id":4,"type":1,"datetime":1777660000,"duration":900,"reason":{"code":"503","detail":"Service Unavailable"}},{"id":3,"type":99,"datetime":1777650000,"duration":10000},{"id":2,"type":1,"datetime":1777640000,"duration":600,"reason":{"code":"333333","detail":"Connection Timeout"}},{"id":1,"type":98,"datetime":1777630000,"duration":10000},{"id":0,"type":55,"datetime":1777630000}]}]}
        """;

    public const string UptimeRobotCsv = """
        Event,Monitor,Date-Time,Reason,Duration,Duration (in mins.)
        Down,"Bank site",2026-05-01 10:00:00,Connection Timeout,"1 hrs, 5 mins",65
        Up,"Bank site",2026-05-01 11:05:00,OK,"0 hrs, 30 mins",30
        Down,"Bank site",2026-05-02 10:00:00,x,,
        Odd,"Bank site",2026-05-02 10:00:00,x,,
        Down,"Bank site",2026-05-03 10:00:00,x,"2 hrs, 1 mins, 30 secs",
        """;

    public const string Pingdom = """
        {"summary":{"states":[{"status":"up","timefrom":1777600000,"timeto":1777610000},{"status":"down","timefrom":1777610000,"timeto":1777613600},{"status":"unknown","timefrom":1777613600,"timeto":1777620000},{"status":"up","timefrom":1777620000,"timeto":1777630000},{"status":"down","timefrom":1777630000,"timeto":1777631800}]}}
        """;

    public const string Healthchecks = """
        [{"timestamp":"2026-05-01T12:00:00+00:00","up":1},{"timestamp":"2026-05-01T11:00:00+00:00","up":0},{"timestamp":"2026-05-01T10:00:00+00:00","up":1},{"timestamp":"2026-05-02T10:00:00+00:00","up":0},{"timestamp":"2026-05-02T11:00:00+00:00","up":7}]
        """;

    public const string StatusCake = """
        {"data":[{"status":"down","created_at":"2026-05-01T10:00:00Z","ended_at":"2026-05-01T10:20:00Z","duration":1200000},{"status":"up","created_at":"2026-05-01T10:20:00Z","ended_at":"2026-05-02T10:00:00Z","duration":85200000},{"status":"down","created_at":"2026-05-02T10:00:00Z","ended_at":null,"duration":600000}],"links":{}}
        """;

    public const string Prometheus = """
        {"status":"success","data":{"resultType":"matrix","result":[
         {"metric":{"__name__":"probe_success","instance":"https://shop.example/health?key=1","job":"blackbox"},"values":[[1777600000,"1"],[1777600060,"1"],[1777600120.5,"0"],[1777600180,"0"],[1777600240,"1"],[1777603900,"1"],[1777603960,"0"],[1777609000,"1"],[1777609060,"0"]]},
         {"metric":{"__name__":"http_requests_total","instance":"x"},"values":[[1777600000,"17"]]}]}}
        """;

    public const string Table = """
        id,node,channels,start,end,precision,severity,customers_struck,title,source
        A1,whatsapp,whatsapp;messenger,2026-05-01 10:00,2026-05-01 12:30,,0.4,0.1-0.2,"Slow, then gone",https://x.example/a?b=1
        A2,sms,sms,2026-05-02T10:00Z,,hour,partial,,No end,
        A3,,,2026-05-03,2026-05-03,,,,A day,
        A4,,,2026-05-04,2026-05-06,,whatsapp:0.5;*:0-1,50%,Days,
        A5,,,tomorrow,,,,,x,
        A6,,,2026-05-05 10:00,2026-05-05 09:00,,,,x,
        A7,,,2026-05-05 10:00,,week,,,x,
        A8,,,2026-05-05 10:00,,,very,,x,
        ,meta,,2026-05-07T10:00+02:00,2026-05-07T11:00+02:00,,,,No id,
        """;

    public static IReadOnlyList<(string Format, byte[] History)> All { get; } =
    [
        ("statuspage", Utf8(Statuspage)),
        ("statuspage", Utf8(IncidentIo)),
        ("statuspage", Utf8(Script)),
        ("weekly-archive", Utf8(Archive)),
        ("slack-status", Utf8(Slack)),
        ("google-cloud-status", Utf8(Google)),
        ("aws-rss", Utf8(AwsFeed)),
        (
            "aws-events",
            [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(AwsEvents)]
        ),
        ("aws-events", Encoding.Unicode.GetBytes(AwsEvents)),
        ("instatus", Utf8(Instatus)),
        ("better-stack-page", Utf8(BetterStackPage)),
        ("better-stack", Utf8(BetterStack)),
        ("metastatus", Utf8(Metastatus)),
        ("metastatus", Utf8(MetastatusServices)),
        ("upptime", Utf8(Upptime)),
        ("upptime-state", Utf8(UpptimeState)),
        ("uptime-kuma", Utf8(Kuma)),
        ("uptime-kuma-webhook", Utf8(KumaWebhook)),
        ("uptimerobot", Utf8(UptimeRobot)),
        ("uptimerobot-csv", Utf8(UptimeRobotCsv)),
        ("pingdom", Utf8(Pingdom)),
        ("healthchecks", Utf8(Healthchecks)),
        ("statuscake", Utf8(StatusCake)),
        ("prometheus", Utf8(Prometheus)),
        ("outages-csv", Utf8(Table)),
    ];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
