using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Mixes;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Studies;

/// <summary>What every stage shares: the ledger as known, the seed, names, capabilities, typed assumptions.</summary>
internal sealed class StudyFrame
{
    private int[]? _capableByKind;

    private StudyFrame(StudyInputs inputs, Ledger ledger, Hour asOf, ulong seed, string id)
    {
        Inputs = inputs;
        Ledger = ledger;
        AsOf = asOf;
        Seed = seed;
        Id = id;
        Rng = new Rng(seed);
        Channels = [.. ledger.Channels, .. CandidatesOf(inputs)];
        ChannelNames = Names(Channels, c => ChannelOf(c)?.Name);
        PurposeNames = Names(
            ledger.Activities.Select(a => a.Purpose).Distinct(StringComparer.Ordinal),
            p => inputs.Catalogue.Purposes.GetValueOrDefault(p)
        );
        InboundMask = MaskOf(c => c.Inbound);
        OutboundMask = MaskOf(c => c.Outbound);
    }

    public StudyInputs Inputs { get; }

    public Ledger Ledger { get; }

    public Hour AsOf { get; }

    public ulong Seed { get; }

    public string Id { get; }

    public Rng Rng { get; }

    /// <summary>
    /// Channels that a mix can hold: those of the ledger, then candidates, which are channels of the catalogue that the
    /// company does not use and has stated a yearly cost of.
    /// </summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>Channels in use today: those of the ledger.</summary>
    public int TodayMask => (1 << Ledger.Channels.Count) - 1;

    public IReadOnlyDictionary<string, LocalText> ChannelNames { get; }

    public IReadOnlyDictionary<string, LocalText> PurposeNames { get; }

    /// <summary>Channels on which a customer can begin a conversation.</summary>
    public int InboundMask { get; }

    /// <summary>Channels on which the company can write first.</summary>
    public int OutboundMask { get; }

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

        // A review makes another document with the same numbers: it takes part in the id and not in the seed.
        foreach (var review in inputs.Reviews.OrderBy(r => r.Key, StringComparer.Ordinal))
            canonical.Append(CultureInfo.InvariantCulture, $"\n{review.Key}|{review.By}|{review.On}");
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
        CapableByKind[StudyYears.KindOf(cell.Direction, cell.MovesMoney)];

    /// <summary>The same by kind of cell (<see cref="StudyYears.Capable"/>).</summary>
    public IReadOnlyList<int> CapableByKind =>
        _capableByKind ??= [
            MaskOf(c => c.Inbound),
            MaskOf(c => c.Inbound && c.CarriesMoney),
            MaskOf(c => c.Outbound),
            MaskOf(c => c.Outbound && c.CarriesMoney),
        ];

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

    /// <summary>What channels can do in the company's country, with what it states in their place.</summary>
    public StatedTerms Terms => new(Inputs.Catalogue, Inputs.Company.Country, Inputs.AssumptionsByKey);

    /// <summary>By channel, who runs it; a channel that the catalogue does not know is its own owner.</summary>
    public IReadOnlyList<string> Owners => [.. Channels.Select(c => ChannelOf(c)?.Owner ?? c)];

    /// <summary>What the company decided of its mix beforehand.</summary>
    public MixPolicy Policy =>
        new(
            StatedMask("must_keep"),
            StatedMask("must_not_use"),
            Stated("budget"),
            Stated("owner_cap") ?? 1,
            Owners,
            Stated("steer_rate") ?? 0,
            Stated("tail_weight") ?? 0
        );

    /// <summary>
    /// By channel, how contacts are brought onto it. Where no ceiling is stated it is the channel's adoption: who does not
    /// have it cannot be enrolled.
    /// </summary>
    public IReadOnlyList<EnrolmentTerms> Enrolments =>
        [
            .. Channels.Select(c => new EnrolmentTerms(
                Math.Clamp(
                    Stated($"{c}.enrolment_ceiling") ?? Stated($"{c}.adoption") ?? AdoptionOf(c) ?? 1,
                    0.001,
                    1
                ),
                Stated($"{c}.enrolment_per_month") ?? double.PositiveInfinity,
                Stated($"{c}.enrolment_churn") ?? 0,
                Stated($"{c}.opt_out") ?? 0,
                Stated($"{c}.lead_days")
                    ?? (
                        !Ledger.Channels.Contains(c, StringComparer.Ordinal)
                            ? Terms.Of(c, Direction.Out)?.LeadDays
                            : null
                    )
                    ?? 0
            )),
        ];

    /// <summary>Published adoption of a channel that the company does not use yet.</summary>
    private double? AdoptionOf(string channel) =>
        Ledger.Channels.Contains(channel, StringComparer.Ordinal)
            ? null
            : Inputs.Catalogue.AdoptionOf(channel, Inputs.Company.Country)?.Share;

    /// <summary>By channel, conversations an hour that it can take; infinite where nothing is stated.</summary>
    public double[] Capacities =>
        [.. Channels.Select(c => Stated($"{c}.capacity") ?? double.PositiveInfinity)];

    /// <summary>By channel, the share of messages that arrive; null where nothing is known of it.</summary>
    public double[]? Delivered
    {
        get
        {
            double[] shares = [.. Channels.Select(c => Terms.Of(c, Direction.Out)?.DeliveryRate ?? 1)];
            return Array.TrueForAll(shares, s => s >= 1) ? null : shares;
        }
    }

    /// <summary>Which mixes are possible for a demand.</summary>
    public MixSearch SearchOf(IReadOnlyList<DemandCell> cells, Reach reach) =>
        new(cells, reach.ContactsBySet(ReachGrade.InUseOrTold), CapableOf, InboundMask, Channels.Count)
        {
            TodayMask = TodayMask,
            Policy = Policy,
            Enrolments = Enrolments,
            Delivered = Delivered,
        };

    /// <summary>The middle of a stated assumption; null where none is stated.</summary>
    public double? Stated(string key) => Inputs.AssumptionsByKey.GetValueOrDefault(key)?.Central;

    private int StatedMask(string ending) =>
        Channels.Index().Where(c => Stated($"{c.Item}.{ending}") > 0.5).Sum(c => 1 << c.Index);

    private static IEnumerable<string> CandidatesOf(StudyInputs inputs) =>
        inputs
            .Catalogue.Channels.Select(c => c.Id)
            .Where(id =>
                !inputs.Ledger.Channels.Contains(id, StringComparer.Ordinal)
                && inputs.AssumptionsByKey.ContainsKey($"{id}.yearly_cost")
            )
            .Order(StringComparer.Ordinal)
            .Take(ReachVolumes.MaxChannels - inputs.Ledger.Channels.Count);

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
            Inbound =
                Terms.TakesRequests(channel.Id)
                || Array.Exists(logged, a => a.ConversationsIn.Any(c => c > 0)),
            Outbound =
                Terms.CarriesNotices(channel.Id)
                || Array.Exists(logged, a => a.ConversationsOut.Any(c => c > 0)),
            CarriesMoney =
                Terms.TakesTransfers(channel.Id) || Array.Exists(logged, a => a.Value.Any(v => v > 0)),
        };
    }

    private int MaskOf(Func<Channel, bool> can)
    {
        var mask = 0;
        for (var i = 0; i < Channels.Count; i++)
        {
            if (ChannelOf(Channels[i]) is not { } channel || can(AsLogged(channel)))
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
