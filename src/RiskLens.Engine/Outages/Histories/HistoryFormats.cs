using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Outages;

/// <summary>The forms of outage histories that RiskLens reads, in the order in which they are tried.</summary>
public static class HistoryFormats
{
    /// <summary>The most specific first; the table that a person keeps last.</summary>
    public static IReadOnlyList<IOutageHistoryFormat> All { get; } =
    [
        new OutageArchive(),
        new AwsFeed(),
        new AwsEvents(),
        new GoogleCloudHistory(),
        new SlackHistory(),
        new BetterStackPage(),
        new BetterStackUptime(),
        new InstatusSummary(),
        new StatuspageHistory(),
        new MetastatusOutages(),
        new UpptimeSummary(),
        new UpptimeState(),
        new KumaHeartbeats(),
        new KumaWebhooks(),
        new UptimeRobotMonitors(),
        new PingdomOutages(),
        new HealthchecksFlips(),
        new PrometheusSamples(),
        new StatusCakePeriods(),
        new UptimeRobotTable(),
        new OutageTable(),
    ];

    /// <summary>The first format that recognises the head of a file, or null.</summary>
    public static IOutageHistoryFormat? Detect(HistoryHead head) =>
        All.FirstOrDefault(format => format.Recognises(head));

    /// <summary>Reads a file in the format that recognises it.</summary>
    /// <exception cref="RiskLensException">The file is damaged, or of no format that RiskLens reads.</exception>
    public static HistoryReading Read(LogSource source, HistoryContext context) =>
        Detect(HistoryHead.Of(source))?.Read(source, context)
        ?? throw new RiskLensException(
            "The file is no outage history that RiskLens knows.",
            "Give an export of a status page or monitor, or a CSV with the columns start and end."
        );
}
