using System.Globalization;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Studies;

/// <summary>
/// The register of providers, from a study's document; who owns a channel and what it can do is the catalogue's word.
/// </summary>
public sealed class Register
{
    private const double Easy = 0.75;
    private const double Medium = 0.5;
    private const double Complex = 0.25;
    private const double HighImpact = 0.5;
    private const double MediumImpact = 0.1;

    private readonly Study _study;
    private readonly Dictionary<string, Channel> _channels;
    private readonly StatedTerms _terms;

    /// <summary>The register of a study, with the owners and terms of a catalogue.</summary>
    public Register(Study study, Catalogue catalogue)
    {
        _study = study;
        _channels = catalogue.Channels.ToDictionary(c => c.Id, StringComparer.Ordinal);
        _terms = new StatedTerms(
            catalogue,
            study.Company.Country,
            study
                .Assumptions.Where(a => a.Central is not null)
                .ToDictionary(
                    a => a.Key,
                    a => new Assumption(
                        a.Key,
                        a.Central!.Value,
                        a.Central.Value,
                        "",
                        a.Source,
                        a.Owner,
                        a.Date
                    ),
                    StringComparer.Ordinal
                )
        );
    }

    /// <summary>A row for each channel of the logs and of the recommended mix, by provider and channel.</summary>
    public IReadOnlyList<RegisterRow> Rows() =>
        [
            .. Used()
                .Union(Recommended(), StringComparer.Ordinal)
                .Select(RowOf)
                .OrderBy(row => row.Provider, StringComparer.Ordinal)
                .ThenBy(row => row.Channel, StringComparer.Ordinal),
        ];

    private IEnumerable<string> Used() => _study.Coverage.Channels.Select(c => c.Channel);

    private IReadOnlyList<string> Recommended() =>
        _study.Mix?.Mixes.FirstOrDefault(m => m.Id == _study.Mix.RecommendedId)?.Channels ?? [];

    private RegisterRow RowOf(string channel)
    {
        var covered = _study.Coverage.Channels.FirstOrDefault(c => c.Channel == channel);
        string[] alternatives = covered is null
            ? []
            : [.. Used().Union(Recommended()).Where(other => CanStandIn(other, covered))];
        var (contacts, elsewhere) = Reach(channel, alternatives);
        double? share = contacts == 0 ? null : elsewhere / (double)contacts;
        var (impact, why) = Impact(channel);
        return new RegisterRow(
            OwnerOf(channel),
            channel,
            NameOf(channel),
            covered is not null,
            covered?.Purposes ?? [],
            covered?.Contacts ?? 0,
            share,
            LevelOf(share),
            Reason(share, alternatives),
            impact,
            why,
            alternatives,
            [
                .. _study
                    .OutageRisk.Nodes.Where(n => n.Channels.Contains(channel) && n.Channels.Count > 1)
                    .Select(n => n.Name.En),
            ]
        );
    }

    /// <summary>Whether another channel, of another provider, takes what customers or the company begin on this one.</summary>
    private bool CanStandIn(string other, ChannelCoverage failed) =>
        OwnerOf(other) != OwnerOf(failed.Channel)
        && (failed.ConversationsIn == 0 || _terms.TakesRequests(other))
        && (failed.ConversationsIn > 0 || _terms.CarriesNotices(other));

    private (long Contacts, long Elsewhere) Reach(string channel, string[] alternatives)
    {
        var sets = _study.Coverage.ReachSets.Where(s => s.Channels.Contains(channel)).ToArray();
        return (
            sets.Sum(s => s.Contacts),
            sets.Where(s => s.Channels.Intersect(alternatives).Any()).Sum(s => s.Contacts)
        );
    }

    private static string LevelOf(double? share) =>
        share switch
        {
            null => "",
            >= Easy => "easily substitutable",
            >= Medium => "medium complexity in terms of substitutability",
            >= Complex => "highly complex substitutability",
            _ => "not substitutable",
        };

    private static string Reason(double? share, string[] alternatives)
    {
        if (share is null)
            return "";
        var reached = share.Value.ToString("P0", CultureInfo.InvariantCulture);
        return alternatives.Length == 0
            ? "no channel of another provider in use could take over"
            : $"{reached} of its contacts are also on {string.Join(", ", alternatives)}";
    }

    /// <summary>
    /// High where a purpose is interrupted beyond its tolerance, or where a day's outage costs half of the day's margin or
    /// more; medium from a tenth; in conversations where margins are not known.
    /// </summary>
    private (string Level, string Why) Impact(string channel)
    {
        if (_study.Scenario is not { } scenario || scenario.Channel != channel)
            return (
                "assessment not performed",
                "no study of its outage: run one with --scenario 24h@" + channel
            );
        string[] breached =
        [
            .. _study
                .Tolerances.Where(t => t is { Interrupted: true, HoldsInSevere: false })
                .Select(t => t.Purpose),
        ];
        if (breached.Length > 0)
        {
            return (
                "high",
                FormattableString.Invariant($"an outage of {scenario.Hours} h interrupts ")
                    + string.Join(", ", breached)
                    + " beyond the tolerance"
            );
        }
        if (ShareOfDay(scenario) is not { } share)
            return ("assessment not performed", "the study does not value an outage of a day");
        var level = share switch
        {
            >= HighImpact => "high",
            >= MediumImpact => "medium",
            _ => "low",
        };
        var of = InMoney is null ? "conversations" : "margin";
        return (
            level,
            $"an outage of a day loses {share.ToString("P0", CultureInfo.InvariantCulture)} of a day's {of}"
        );
    }

    private double? InMoney => _study.Plausibility is { Basis: "all_conversations" } p ? p.Ratio : null;

    private double? ShareOfDay(ScenarioLoss scenario)
    {
        if (InMoney is { } share)
            return share;
        var lost =
            scenario.ByLength.FirstOrDefault(l => l.Hours == 24)?.AnyStart
            ?? (scenario.Hours == 24 ? scenario.AnyStart : null);
        var perDay = _study
            .Coverage.Channels.Where(c => c.ObservedHours > 0)
            .Sum(c => (c.ConversationsIn + c.ConversationsOut) * 24.0 / c.ObservedHours);
        return lost is null || perDay <= 0 ? null : lost.Conversations.Mean / perDay;
    }

    private string OwnerOf(string channel) =>
        _channels.TryGetValue(channel, out var known) ? known.Owner : "";

    private string NameOf(string channel)
    {
        if (_channels.TryGetValue(channel, out var known))
            return known.Name.En;
        return _study.ChannelNames.TryGetValue(channel, out var name) ? name.En : channel;
    }
}
