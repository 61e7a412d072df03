using System.CommandLine;
using System.Globalization;
using RiskLens.App.Outages;
using RiskLens.App.Reports;
using RiskLens.App.Schedules;
using RiskLens.App.Storage;

namespace RiskLens.Cli.Commands;

/// <summary>schedule list | run-due.</summary>
internal static class ScheduleCommand
{
    public static Command Build() =>
        new("schedule", "The reassessment of every quarter; 'serve' runs it by itself")
        {
            Call.Runs(new Command("list", "Show the next one and those that were"), ListAsync),
            Call.Runs(
                new Command("run-due", "Run what is due: study, report, comparison with the last"),
                RunDueAsync
            ),
        };

    private static async Task<int> ListAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var schedule = await (await OfAsync(workspace, cancellationToken)).ListAsync(cancellationToken);
        call.Output.Say(
            schedule.Next is { } next
                ? $"Next: {next.Period}, due {Minute(next.Due)}"
                : "Next: none until logs are imported"
        );
        if (schedule.History.Count == 0)
            call.Output.Say("Last: none yet");
        foreach (var past in schedule.History)
            call.Output.Say(Told(past));
        await call.Output.DocumentAsync(schedule, cancellationToken);
        return CommandLine.Done;
    }

    private static async Task<int> RunDueAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var ran = await (await OfAsync(workspace, cancellationToken)).RunDueAsync(cancellationToken);
        call.Output.Say(ran is null ? "Nothing is due." : Told(ran));
        if (ran?.Outcome is { Problem: { } problem, Remedy: { } remedy })
        {
            Output.Note(problem);
            Output.Note(remedy);
        }

        await call.Output.DocumentAsync(new { Ran = ran }, cancellationToken);
        return ran?.Outcome.Problem is null ? CommandLine.Done : CommandLine.Correctable;
    }

    private static async Task<Reassess> OfAsync(Workspace workspace, CancellationToken cancellationToken) =>
        new(
            workspace,
            await new CompanyCatalogue(workspace).LoadAsync(cancellationToken),
            TimeProvider.System,
            new WriteReport()
        );

    private static string Told(PastReassessment past)
    {
        var when = past.Ran is { } ran ? Minute(ran) : "not run";
        var what = past.Outcome.Status switch
        {
            ReassessmentStatus.Skipped => $"skipped in favour of {past.Outcome.InFavourOf}",
            ReassessmentStatus.Failed => $"failed: {past.Outcome.Problem}",
            _ =>
                $"study {past.StudyId}{Change("24-hour loss", past.Outcome.WorstStart)}{Change("year", past.Outcome.YearMean)}",
        };
        return $"{past.Period}: {when}{(past.Late ? ", late" : "")}, {what}";
    }

    private static string Change(string what, HeadlineChange? change) =>
        change?.DifferencePercent is { } percent
            ? string.Create(
                CultureInfo.InvariantCulture,
                $", {what} {percent:+0.0;-0.0;0.0}% against the last"
            )
            : "";

    private static string Minute(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
