using System.CommandLine;
using RiskLens.App.Outages;
using RiskLens.Engine.Outages;

namespace RiskLens.Cli.Commands;

/// <summary>outages detect | confirm ID | reject ID.</summary>
internal static class OutagesJudgeCommands
{
    private static readonly Argument<string> Id = new("ID")
    {
        Description = "Number of an outage of your own history, such as OWN-3 ('outages list --own')",
    };
    private static readonly Option<string?> Node = new("--node")
    {
        Description = "What failed ('nodes list')",
        HelpName = "ID",
    };
    private static readonly Option<string?> Start = new("--start")
    {
        Description = "True start, UTC, such as 2026-03-01T10:00Z",
        HelpName = "TIME",
    };
    private static readonly Option<string?> End = new("--end")
    {
        Description = "True end, UTC",
        HelpName = "TIME",
    };
    private static readonly Option<string?> Window = new("--window")
    {
        Description = "Take the times that the source's text gives, by their number from 1",
        HelpName = "N",
    };
    private static readonly Option<string?> Function = new("--function")
    {
        Description = "Share of the function that stopped, such as 0.4 or 0.2..0.8",
        HelpName = "SHARE",
    };
    private static readonly Option<string?> Customers = new("--customers")
    {
        Description = "Share of your customers that was struck, such as 0.4 or 0.2..0.8",
        HelpName = "SHARE",
    };
    private static readonly Option<string?> Note = new("--note")
    {
        Description = "Why, in your words",
        HelpName = "TEXT",
    };

    public static Command BuildDetect() =>
        Call.Runs(new Command("detect", "Look in your logs for outages that nobody reported"), DetectAsync);

    public static Command BuildConfirm() =>
        Call.Runs(
            new Command("confirm", "Make an outage of your own history count, corrected where you say so")
            {
                Id,
                Node,
                Start,
                End,
                Window,
                Function,
                Customers,
                Note,
            },
            ConfirmAsync
        );

    public static Command BuildReject() =>
        Call.Runs(
            new Command("reject", "Make an outage of your own history not count; it is not proposed again")
            {
                Id,
                Note,
            },
            RejectAsync
        );

    private static async Task<int> DetectAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var catalogue = await new CompanyCatalogue(workspace).LoadAsync(cancellationToken);
        var found = await new DetectOutages(workspace, catalogue).RunAsync(cancellationToken);
        DetectedWords.Tell(call.Output, found);
        await call.Output.DocumentAsync(DetectedWords.Document(found, catalogue), cancellationToken);
        return CommandLine.Done;
    }

    private static async Task<int> ConfirmAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var catalogue = await new CompanyCatalogue(workspace).LoadAsync(cancellationToken);
        var row = await new OwnOutages(workspace, catalogue).ConfirmAsync(
            call.Value(Id)!,
            new Judgement(
                call.Value(Node),
                Typed.Moment(call.Value(Start), Start.Name),
                Typed.Moment(call.Value(End), End.Name),
                Typed.Whole(call.Value(Window), Window.Name, 1),
                Typed.Share(call.Value(Function), Function.Name),
                Typed.Share(call.Value(Customers), Customers.Name),
                call.Value(Note)
            ),
            cancellationToken
        );
        return await TellAsync(
            call,
            row,
            catalogue,
            "confirmed; what it moves is shown by 'outages model'",
            cancellationToken
        );
    }

    private static async Task<int> RejectAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var catalogue = await new CompanyCatalogue(workspace).LoadAsync(cancellationToken);
        var row = await new OwnOutages(workspace, catalogue).RejectAsync(
            call.Value(Id)!,
            call.Value(Note),
            cancellationToken
        );
        return await TellAsync(
            call,
            row,
            catalogue,
            "does not count; 'outages confirm' brings it back",
            cancellationToken
        );
    }

    private static async Task<int> TellAsync(
        Call call,
        OwnOutageRow row,
        Catalogue catalogue,
        string what,
        CancellationToken cancellationToken
    )
    {
        call.Output.Say(
            $"{row.Id} on {row.Node}, {ShownOutage.Minute(row.Start)} to {(row.End is { } end ? ShownOutage.Minute(end) : "an end not known")}, {what}."
        );
        await call.Output.DocumentAsync(
            new { Outages = new[] { ShownOutage.Of(row, catalogue) } },
            cancellationToken
        );
        return CommandLine.Done;
    }
}
