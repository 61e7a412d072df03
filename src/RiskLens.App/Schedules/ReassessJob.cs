using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using RiskLens.Engine.Units;

namespace RiskLens.App.Schedules;

/// <summary>
/// Asks once an hour, and at the start, whether a quarter is due. A cron expression for "06:00 on the first working
/// day" would have to guess weekends and would forget runs missed while the machine was off; the workspace's own
/// table knows both.
/// </summary>
public sealed partial class ReassessJob(Reassess reassess, Turn turn, ILogger<ReassessJob> log) : IJob
{
    /// <summary>Adds the hourly question to a host that has <see cref="Reassess"/> and <see cref="Turn"/>.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddQuartz(quartz =>
            quartz.ScheduleJob<ReassessJob>(
                trigger => trigger.StartNow().WithSimpleSchedule(TimeSpan.FromHours(1), repeatCount: null),
                job => job.DisallowConcurrentExecution(true)
            )
        );
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = false);
    }

    public async ValueTask Execute(
        IJobExecutionContext context,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            if (!await reassess.IsDueAsync(cancellationToken))
                return;
            using var _ = await turn.TakeAsync(cancellationToken);
            await reassess.RunDueAsync(cancellationToken);
        }
        catch (RiskLensException wrong)
        {
            Postponed(log, wrong.Problem);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The quarterly reassessment waits for its next hour: {Problem}")]
    private static partial void Postponed(ILogger log, string problem);
}
