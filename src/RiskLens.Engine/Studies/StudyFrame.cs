using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Studies;

/// <summary>What every stage shares: the ledger as known, the seed, names, capabilities, typed assumptions.</summary>
internal sealed class StudyFrame
{
    private StudyFrame(StudyInputs inputs, Ledger ledger, Hour asOf, ulong seed, string id)
    {
        Inputs = inputs;
        Ledger = ledger;
        AsOf = asOf;
        Seed = seed;
        Id = id;
        Rng = new Rng(seed);
        ChannelNames = Names(ledger.Channels, c => ChannelOf(c)?.Name);
        PurposeNames = Names(
            ledger.Activities.Select(a => a.Purpose).Distinct(StringComparer.Ordinal),
            p => inputs.Catalogue.Purposes.GetValueOrDefault(p)
        );
        InboundMask = MaskOf(c => c.Inbound);
    }

    public StudyInputs Inputs { get; }

    public Ledger Ledger { get; }

    public Hour AsOf { get; }

    public ulong Seed { get; }

    public string Id { get; }

    public Rng Rng { get; }

    public IReadOnlyDictionary<string, LocalText> ChannelNames { get; }

    public IReadOnlyDictionary<string, LocalText> PurposeNames { get; }

    /// <summary>Channels on which a customer can begin a conversation.</summary>
    public int InboundMask { get; }

    /// <summary>Cuts the ledger at AsOf, derives seed and id from the inputs' fingerprints.</summary>
    public static StudyFrame Of(StudyInputs inputs)
    {
        if (inputs.Ledger.Channels.Count > ReachVolumes.MaxChannels)
        {
            throw new RiskLensException(
                FormattableString.Invariant(
                    $"The logs hold {inputs.Ledger.Channels.Count} channels, and a study takes at most {ReachVolumes.MaxChannels}."
                ),
                "Import fewer channels into this workspace, or split them over two."
            );
        }
        var asOf = inputs.AsOf is { } wanted && wanted < inputs.Ledger.End ? wanted : inputs.Ledger.End;
        if (asOf - inputs.Ledger.Start < 2)
        {
            throw new RiskLensException(
                FormattableString.Invariant(
                    $"There is no activity before {asOf}; the logs begin at {inputs.Ledger.Start}."
                ),
                "Choose a later date for --as-of, or leave it out."
            );
        }
        var canonical = new StringBuilder(inputs.EngineVersion);
        foreach (var input in inputs.Fingerprints.OrderBy(f => f.Name, StringComparer.Ordinal))
            canonical.Append('\n').Append(input.Name).Append(' ').Append(input.Sha256);
        canonical.Append(
            CultureInfo.InvariantCulture,
            $"\n{asOf} {inputs.ScenarioChannel} {inputs.ScenarioHours} {inputs.Trials}"
        );
        var seed =
            inputs.Seed
            ?? BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())), 0) >> 12;
        canonical.Append(CultureInfo.InvariantCulture, $" {seed}");
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())))[
            ..12
        ];
        return new StudyFrame(inputs, inputs.Ledger.Until(asOf), asOf, seed, id);
    }

    /// <summary>The scenario's channel: as asked, or the busiest.</summary>
    public string ScenarioChannelOr(string busiest)
    {
        if (Inputs.ScenarioChannel is not { } wanted)
            return busiest;
        return Ledger.Channels.Contains(wanted, StringComparer.Ordinal)
            ? wanted
            : throw new RiskLensException(
                $"The scenario's channel '{wanted}' has no messages in this workspace.",
                $"Use one of {string.Join(", ", Ledger.Channels)}."
            );
    }

    /// <summary>What was asked, with what was left open filled in.</summary>
    public StudySettings SettingsOf(string scenarioChannel) =>
        new(
            AsOf.ToString(),
            Inputs.Trials,
            Tournament.HorizonHours / 168,
            scenarioChannel,
            Inputs.ScenarioHours
        );

    /// <summary>Channels that can take a cell's demand: by direction, and carrying money where amounts move.</summary>
    public int CapableOf(DemandCell cell) =>
        MaskOf(c =>
            (cell.Direction == Direction.In ? c.Inbound : c.Outbound) && (c.CarriesMoney || !cell.MovesMoney)
        );

    public Behaviour BehaviourFrom(IReadOnlyList<LearntOutage> learnt) =>
        Behaviour.Of(
            learnt,
            Inputs.AssumptionsByKey.GetValueOrDefault("switch_rate"),
            Inputs.AssumptionsByKey.GetValueOrDefault("recovered_share"),
            Inputs.AssumptionsByKey.GetValueOrDefault("recovery_hours")
        );

    /// <summary>Stated hours from a failure until the first are rerouted; 0 where not stated: the switch rate holds it.</summary>
    public double SwitchDelayHours =>
        Inputs.AssumptionsByKey.GetValueOrDefault("switch_delay_hours")?.Central ?? 0;

    /// <summary>Purposes without a margin, and without a rate of amounts that the log shows.</summary>
    public IReadOnlyList<string> WithoutMargin =>
        [
            .. PurposeNames.Keys.Where(p =>
                !Inputs.AssumptionsByKey.ContainsKey($"{p}.margin")
                && !(Inputs.AssumptionsByKey.ContainsKey($"{p}.margin_rate") && MovesMoney(p))
            ),
        ];

    private bool MovesMoney(string purpose) =>
        Ledger.Activities.Any(a =>
            string.Equals(a.Purpose, purpose, StringComparison.Ordinal) && a.Value.Any(v => v > 0)
        );

    private Channel? ChannelOf(string id) =>
        Inputs.Catalogue.Channels.FirstOrDefault(c => string.Equals(c.Id, id, StringComparison.Ordinal));

    /// <summary>What the company's own log shows of a channel holds beside what the catalogue says of it.</summary>
    private Channel AsLogged(Channel channel)
    {
        var logged = Ledger
            .Activities.Where(a => string.Equals(a.Channel, channel.Id, StringComparison.Ordinal))
            .ToArray();
        return channel with
        {
            Inbound = channel.Inbound || Array.Exists(logged, a => a.ConversationsIn.Any(c => c > 0)),
            Outbound = channel.Outbound || Array.Exists(logged, a => a.ConversationsOut.Any(c => c > 0)),
            CarriesMoney = channel.CarriesMoney || Array.Exists(logged, a => a.Value.Any(v => v > 0)),
        };
    }

    private int MaskOf(Func<Channel, bool> can)
    {
        var mask = 0;
        for (var i = 0; i < Ledger.Channels.Count; i++)
        {
            if (ChannelOf(Ledger.Channels[i]) is not { } channel || can(AsLogged(channel)))
                mask |= 1 << i;
        }
        return mask;
    }

    private static SortedDictionary<string, LocalText> Names(
        IEnumerable<string> ids,
        Func<string, LocalText?> find
    )
    {
        var names = new SortedDictionary<string, LocalText>(StringComparer.Ordinal);
        foreach (var id in ids)
            names[id] = find(id) ?? new LocalText(id, id);
        return names;
    }
}
