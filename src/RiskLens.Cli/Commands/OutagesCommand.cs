using System.CommandLine;
using System.Globalization;
using RiskLens.App.Outages;

namespace RiskLens.Cli.Commands;

/// <summary>outages list.</summary>
internal static class OutagesCommand
{
    public static Command Build() =>
        new("outages", "The known outages that studies learn from")
        {
            Call.Runs(new Command("list", "List them with their sources"), ListAsync),
        };

    private static async Task<int> ListAsync(Call call, CancellationToken cancellationToken)
    {
        var outages = ReferenceData
            .Load()
            .Outages.Select(o => new
            {
                o.Id,
                o.Node,
                o.Channels,
                StartUtc = Utc(o.Start),
                EndUtc = o.End is { } end ? Utc(end) : null,
                o.Precision,
                Severity = o.Partial ? "partial" : "full",
                o.Places,
                o.Cause,
                o.Source,
                o.Note,
            })
            .ToList();
        call.Output.Table(
            ["id", "node", "start (UTC)", "end (UTC)", "known to the", "severity", "places"],
            outages.Select(o =>
                (string[])
                    [
                        o.Id,
                        o.Node,
                        o.StartUtc,
                        o.EndUtc ?? "not known",
                        o.Precision,
                        o.Severity,
                        string.Join(' ', o.Places),
                    ]
            )
        );
        await call.Output.DocumentAsync(new { Outages = outages }, cancellationToken);
        return CommandLine.Done;
    }

    private static string Utc(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
