using RiskLens.App.Companies;
using RiskLens.App.Outages;
using RiskLens.App.Storage;
using RiskLens.Engine.Losses;

namespace RiskLens.Cli.Commands;

/// <summary>Assumptions as the commands show them.</summary>
internal static class ShownAssumptions
{
    /// <summary>Those that hold, with who reviewed them.</summary>
    public static async Task<int> ShowAsync(
        Call call,
        Workspace workspace,
        CancellationToken cancellationToken
    )
    {
        var catalogue = await new CompanyCatalogue(workspace).LoadAsync(cancellationToken);
        var assumptions = new Assumptions(workspace, catalogue);
        var rows = await assumptions.ListAsync(cancellationToken);
        var reviews = await new ReviewAssumptions(workspace).ListAsync(cancellationToken);
        if (rows.Count == 0)
            call.Output.Say("No assumption has been set: studies speak in conversations, not in money.");
        else
        {
            var told = reviews.ToDictionary(r => r.Key, r => $"{r.By}, {r.On}", StringComparer.Ordinal);
            call.Output.Table(
                [.. Columns, "reviewed"],
                rows.Select(a => (string[])[.. Cells(a), told.GetValueOrDefault(a.Key, "")])
            );
        }
        foreach (var prior in reviews.Where(r => rows.All(a => a.Key != r.Key)))
            call.Output.Say(
                $"{prior.Key}, a wide prior where nothing tells it: reviewed by {prior.By}, {prior.On}"
            );
        foreach (var purpose in await assumptions.UnknownPurposesAsync(cancellationToken))
        {
            Output.Note(
                $"The purpose {purpose} is neither in the catalogue nor in your logs; check its spelling with 'purposes list'."
            );
        }

        await call.Output.DocumentAsync(
            new { Rows = rows.Select(Row), Reviews = reviews },
            cancellationToken
        );
        return CommandLine.Done;
    }

    /// <summary>Assumptions that do not hold yet.</summary>
    public static void Table(Call call, IReadOnlyList<Assumption> rows) =>
        call.Output.Table(Columns, rows.Select(Cells));

    /// <summary>An assumption in a JSON answer.</summary>
    public static object Row(Assumption a) =>
        new
        {
            a.Key,
            Value = a.Law.ToString(),
            a.Low,
            a.Central,
            a.High,
            a.Law.Mean,
            a.Unit,
            a.Origin,
            a.Source,
            a.Owner,
            a.Date,
        };

    private static string[] Columns => ["key", "value", "unit", "origin", "source", "owner", "date"];

    private static string[] Cells(Assumption a) =>
        [a.Key, a.Law.ToString(), a.Unit, a.Origin, a.Source, a.Owner, a.Date];
}
