using System.CommandLine;
using System.Globalization;
using RiskLens.App.Outages;
using RiskLens.Engine.Studies;

namespace RiskLens.Cli.Commands;

/// <summary>outages model: how often, how long, and what falls together.</summary>
internal static class OutagesModelCommand
{
    private static readonly Option<string?> Channel = new("--channel")
    {
        Description = "Show what falls with this channel (default: whatsapp, or the first in use)",
        HelpName = "ID",
    };

    public static Command Build() =>
        Call.Runs(
            new Command("model", "How often what fails, how long, and which channels fall together")
            {
                Channel,
            },
            RunAsync
        );

    private static async Task<int> RunAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenExistingAsync(cancellationToken);
        var catalogue = await new CompanyCatalogue(workspace).LoadAsync(cancellationToken);
        var fitted = await new FitOutages(workspace, catalogue).RunAsync(cancellationToken);
        if (!call.Output.Json)
            Tell(call.Output, fitted, ChannelOf(call.Value(Channel), fitted));
        await call.Output.DocumentAsync(
            new
            {
                fitted.Country,
                fitted.InUse,
                FindingsWaiting = fitted.Waiting,
                fitted.Risk.Nodes,
                fitted.Risk.Families,
                Lengths = fitted.Risk.Regimes,
                fitted.Risk.Arrivals,
                fitted.Risk.Channels,
                Pairs = fitted.Risk.Together,
                fitted.Risk.Overload,
                fitted.Risk.Own,
            },
            cancellationToken
        );
        return CommandLine.Done;
    }

    private static string ChannelOf(string? typed, FittedOutages fitted)
    {
        var known = fitted.Risk.Channels.Select(c => c.Channel).ToList();
        if (typed is not null)
        {
            return known.Find(id => string.Equals(id, typed.Trim(), StringComparison.OrdinalIgnoreCase))
                ?? throw new Engine.Units.RiskLensException(
                    $"There is no channel {typed}.",
                    "Choose one that 'channels list' shows."
                );
        }

        return fitted.InUse.Count > 0 && !fitted.InUse.Contains("whatsapp", StringComparer.Ordinal)
            ? fitted.InUse[0]
            : "whatsapp";
    }

    private static void Tell(Output output, FittedOutages fitted, string channel)
    {
        if (fitted.Country.Length == 0)
            Output.Note(
                "The company's country is not set: operators, gateways and governments are left out, and so are outages of world-wide services that struck some countries only. Set it with 'company set --country CM'."
            );
        output.Say("How often (a year), with the 80% interval:");
        output.Table(
            ["node", "rate", "80%", "seen", "years watched", "own", "a day or more in a year"],
            fitted.Risk.Nodes.Select(Row)
        );
        if (fitted.Risk.Nodes.Any(n => n.UpperSide))
            output.Say("* upper side: places stand in the catalogue because they failed.");
        output.Say("");
        output.Say("How long:");
        foreach (var regime in fitted.Risk.Regimes)
        {
            foreach (var line in ModelWords.Of(regime))
                output.Say($"  {line}");
        }

        output.Say("");
        output.Say(
            $"{channel}: {N(fitted.Risk.Channels.First(c => c.Channel == channel).RatePerYear)} outages a year. When it falls, what stays up (partial outages count as whole ones here; in a study they weigh by what they stop):"
        );
        output.Table(
            [
                "channel",
                "outages a year",
                "shared with any",
                $"up in {channel}'s outages",
                "up in its hours down",
                "both hit in a year",
                "if independent",
            ],
            fitted
                .Risk.Channels.Where(c => c.Channel != channel)
                .Select(c => Row(c, channel, fitted.Risk))
                .OrderByDescending(r => r.Up)
                .Select(r => r.Cells)
        );
        output.Say("");
        foreach (var line in ModelWords.Of(fitted.Risk.Arrivals, channel))
            output.Say(line);
        foreach (var line in ModelWords.Of(fitted.Risk).Concat(ModelWords.Of(fitted.Risk.Own)))
            output.Say(line);
        if (fitted.Waiting > 0)
        {
            output.Say(
                $"{Counted.Of(fitted.Waiting, "finding")} in your logs wait for your judgement and count neither way: 'outages detect'."
            );
        }
    }

    private static string[] Row(NodeRisk n) =>
        [
            n.Id + (n.UpperSide ? " *" : ""),
            N(n.RatePerYear.Mean),
            $"{N(n.RatePerYear.Lower80)} to {N(n.RatePerYear.Upper80)}",
            n.Events.ToString(CultureInfo.InvariantCulture),
            n.WatchedYears > 0 ? n.WatchedYears.ToString("0.0", CultureInfo.InvariantCulture) : "not watched",
            n.OwnEvents == 0 && n.OwnYears == 0
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $"{n.OwnEvents} in {n.OwnYears:0.0}"),
            P(n.ChanceOfDayLongInYear),
        ];

    private static (double Up, string[] Cells) Row(ChannelRisk c, string channel, OutageRisk risk)
    {
        var pair = risk.Together.First(p =>
            (p.First == channel && p.Second == c.Channel) || (p.Second == channel && p.First == c.Channel)
        );
        var up = pair.First == channel ? pair.SecondUp : pair.FirstUp;
        return (
            up.OfHours,
            [
                c.Channel,
                N(c.RatePerYear),
                P(c.SharedFraction),
                P(up.OfOutages),
                P(up.OfHours),
                P(pair.ChanceBothInYear),
                P(pair.ChanceIfIndependent),
            ]
        );
    }

    private static string N(double rate) => rate.ToString("0.00", CultureInfo.InvariantCulture);

    private static string P(double share) => share.ToString("0%", CultureInfo.InvariantCulture);
}
