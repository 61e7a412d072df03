using System.Globalization;
using RiskLens.App.Outages;
using RiskLens.Engine.Outages;

namespace RiskLens.Cli.Commands;

/// <summary>What a search of the logs found, in words and as a document.</summary>
internal static class DetectedWords
{
    public static void Tell(Output output, FoundOutages found)
    {
        if (found.Waiting.Count == 0)
            output.Say(
                found.Judged == 0
                    ? "Nothing in your logs looks like an outage that is not known yet."
                    : $"Nothing new: {Counted.Of(found.Judged, "finding")} you have judged before."
            );
        foreach (var (row, p) in found.Waiting)
        {
            output.Say(
                $"{row.Id}  {p.Channel}, {ShownOutage.Minute(p.Start)} to {ShownOutage.Minute(p.End)} (within {Hours(p.StartWithinHours)} and {Hours(p.EndWithinHours)}): {Kind(p)}"
            );
            output.Say(
                $"    {N(p.Actual)} messages where {N(p.Expected)} were to be expected; a year without an outage shows the like with a chance of {Chance(p.ChanceInYear)}"
            );
            output.Say($"    {Reading(p.Reading)}{Signs(p.Signs)}");
        }

        if (found.Waiting.Count > 0)
            output.Say(
                "Say of each: 'outages confirm ID' (with --node where another node failed) or 'outages reject ID'."
            );
        output.Say("");
        output.Say(
            $"What could be found, at {OutageDetection.FalseAlarmsPerYear.ToString(CultureInfo.InvariantCulture)} false alarms a channel and year: the shortest full outage in hours, by the local hour at which it begins"
        );
        output.Table(
            [
                "channel",
                .. Enumerable.Range(0, 24).Select(h => h.ToString("00", CultureInfo.InvariantCulture) + "h"),
            ],
            found
                .Power.Where(p => p.Verdict is "enough")
                .Select(p => (string[])[p.Channel, .. p.ShortestByHour.Select(Hour)])
        );
        foreach (var power in found.Power.Where(p => p.Verdict is not "enough"))
        {
            output.Say(
                power.Verdict is "too_short"
                    ? $"{power.Channel}: too short to tell, {N(power.NeedsWeeks)} observed weeks are needed"
                    : $"{power.Channel}: too few messages to tell"
            );
        }
    }

    public static object Document(FoundOutages found, Catalogue catalogue) =>
        new
        {
            Outages = found.Waiting.Select(w => ShownOutage.Of(w.Row, catalogue)),
            JudgedBefore = found.Judged,
            Power = found.Power.Select(p => new
            {
                p.Channel,
                p.Verdict,
                p.NeedsWeeks,
                FromUtc = p.From is { } from ? ShownOutage.Minute(from) : null,
                ToUtc = p.To is { } to ? ShownOutage.Minute(to) : null,
                p.FalseAlarmsPerYear,
                p.ShortestByHour,
            }),
        };

    private static string Hour(double? hours) =>
        hours is { } h ? h.ToString("0.0", CultureInfo.InvariantCulture) : "-";

    private static string Kind(OutageProposal p) =>
        p.Kind switch
        {
            "silence" => p.Series is "in" ? "silence of the customers" : "silence",
            "low" => "far fewer messages than usual",
            _ => "far more failures than usual",
        };

    private static string Reading(string reading) =>
        reading switch
        {
            "outage" => "speaks for an outage",
            "recording_gap" => "could be a gap in the recording",
            _ => "outage or gap in the recording: the logs do not tell",
        };

    private static string Signs(IReadOnlyList<string> signs) =>
        signs.Count == 0 ? "" : $" ({string.Join("; ", signs.Select(Sign))})";

    private static string Sign(string sign) =>
        sign switch
        {
            ReadingSigns.FailuresReported => "failures were recorded",
            ReadingSigns.OtherDirectionAlive => "your own messages went on",
            ReadingSigns.SameLogAlive => "another channel of the same log went on",
            ReadingSigns.CameBackStronger => "more came after it than usual",
            ReadingSigns.OtherChannelStronger => "another channel carried more meanwhile",
            ReadingSigns.SameLogSilent => "all of the same log was silent",
            ReadingSigns.AllChannelsSilent => "all channels were silent",
            ReadingSigns.WholeDays => "whole days are missing",
            ReadingSigns.AtTheEdge => "at the edge of the logs",
            _ => sign,
        };

    private static string Hours(double hours) =>
        hours < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(hours * 60):0} min")
            : string.Create(CultureInfo.InvariantCulture, $"{hours:0.#} h");

    private static string Chance(double chance) =>
        chance < 0.0001 ? "under 0.01%" : chance.ToString("0.##%", CultureInfo.InvariantCulture);

    private static string N(double number) => Math.Round(number).ToString("N0", CultureInfo.InvariantCulture);
}
