using System.CommandLine;
using System.Globalization;
using RiskLens.App.Studies;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.Cli.Commands;

/// <summary>mix what-if.</summary>
internal static class MixCommand
{
    private static readonly Argument<string> Id = new("STUDY")
    {
        Description = "The study's id, or latest",
        DefaultValueFactory = _ => StudyArchive.Latest,
    };
    private static readonly Option<string?> Channels = new("--channels")
    {
        Description = "Ids of the channels of your mix, separated by commas",
        HelpName = "ID,ID",
        Required = true,
    };
    private static readonly Option<string?> Enrol = new("--enrol")
    {
        Description = "Bring so many contacts onto a channel of the mix, such as telegram=2000",
        HelpName = "CHANNEL=CONTACTS",
    };
    private static readonly Option<string[]> Shares = new("--share")
    {
        Description =
            "Share of what you send for a purpose over a channel, such as campaign:sms=0.6; may be repeated",
        HelpName = "PURPOSE:CHANNEL=SHARE",
    };

    public static Command Build() =>
        new("mix", "Which channels to use")
        {
            Call.Runs(
                new Command("what-if", "Hold a mix of your own against a study's, on the study's own years")
                {
                    Id,
                    Channels,
                    Enrol,
                    Shares,
                },
                WhatIfAsync
            ),
        };

    private static async Task<int> WhatIfAsync(Call call, CancellationToken cancellationToken)
    {
        var typed = new TypedMix(
            [.. (call.Value(Channels) ?? "").ToLowerInvariant().Split(',', Separated)],
            call.Value(Enrol) is { } enrol ? EnrolmentOf(enrol) : null,
            [.. (call.Value(Shares) ?? []).Select(ShareOf)]
        );
        var answer = await new WhatIf(call.WorkspaceFolder()).RunAsync(
            call.Value(Id)!,
            typed,
            Environment.ProcessorCount,
            cancellationToken
        );
        Tell(call.Output, answer);
        await call.Output.DocumentAsync(answer, cancellationToken);
        return CommandLine.Done;
    }

    private const StringSplitOptions Separated =
        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private static void Tell(Output output, WhatIfAnswer answer)
    {
        var unit = answer.Basis is "money" ? answer.Currency : "conversations";
        output.Say($"A mean year by the study {answer.StudyId}, in {unit}:");
        output.Table(
            ["mix", "channels", "mean loss", "of it standing", "mean of the worst 5 %", "cost", "total"],
            answer.Mixes.Select(m =>
                (string[])
                    [
                        m.Kind,
                        NamesOf(m),
                        Number(m.Mean),
                        Number(m.StandingLoss),
                        Number(m.Cvar95),
                        Number(m.FirstYearCost),
                        Number(m.Total),
                    ]
            )
        );
        output.Say("");
        foreach (var saving in answer.Beside)
            output.Say(Told(saving));
        if (answer.Years < answer.StudyTrials)
            output.Say(
                FormattableString.Invariant(
                    $"On the first {answer.Years:N0} of the study's {answer.StudyTrials:N0} simulated years."
                )
            );
    }

    private static string Told(WhatIfSaving saving)
    {
        var (loss, extra) = (saving.Loss, saving.ExtraCost);
        var range = $"{Number(loss.Lower80)} to {Number(loss.Upper80)} in four years of five";
        var does = loss.Mean < 0 ? "adds" : "avoids";
        var avoided =
            $"Beside {Named(saving.Over)}, yours {does} {Number(Math.Abs(loss.Mean))} of loss a year (give or take {Number(2 * saving.LossError)} by chance; {range})";
        return extra is null
            ? $"{avoided}; what it costs is not known."
            : $"{avoided} and costs {Number(Math.Abs(extra.Value))} {(extra < 0 ? "less" : "more")} in the first year: {Number(Math.Abs(saving.Total ?? 0))} {(saving.Total < 0 ? "worse" : "better")} in all.";
    }

    private static string Named(string over) => over is "today" ? "today's mix" : "the recommended mix";

    private static string NamesOf(WhatIfMix mix) =>
        string.Join('+', mix.Channels)
        + (
            mix.Standby is null
                ? ""
                : FormattableString.Invariant($", {mix.ContactsEnrolled:N0} enrolled on {mix.Standby}")
        );

    private static string Number(double? number) =>
        number is { } n ? n.ToString("N0", CultureInfo.InvariantCulture) : "not known";

    private static (string Channel, long Contacts) EnrolmentOf(string text)
    {
        var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        return
            parts is [{ Length: > 0 } channel, var count]
            && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var contacts)
            ? (channel.ToLowerInvariant(), contacts)
            : throw new RiskLensException(
                $"'{text}' is no enrolment.",
                "Give --enrol a channel and a number of contacts, such as telegram=2000."
            );
    }

    private static (string Purpose, string Channel, double Share) ShareOf(string text)
    {
        var parts = text.Split([':', '='], 3, StringSplitOptions.TrimEntries);
        return
            parts is [{ Length: > 0 } purpose, { Length: > 0 } channel, var number]
            && double.TryParse(
                number,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var share
            )
            && share <= 1
            ? (purpose.ToLowerInvariant(), channel.ToLowerInvariant(), share)
            : throw new RiskLensException(
                $"'{text}' is no share of a purpose's traffic.",
                "Give --share a purpose, a channel and a share from 0 to 1, such as campaign:sms=0.6."
            );
    }
}
