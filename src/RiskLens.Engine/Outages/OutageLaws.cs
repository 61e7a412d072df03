using NodaTime;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Fits the laws beside the rates from the catalogue's outages, full and partial, and from the company's own that the
/// catalogue lacks.
/// </summary>
public sealed class OutageLaws
{
    private readonly Catalogue _catalogue;
    private readonly IReadOnlyList<OwnOutage> _own;
    private readonly Dictionary<string, Node> _nodes;

    private OutageLaws(Catalogue catalogue, IReadOnlyList<OwnOutage> own)
    {
        _catalogue = catalogue;
        _own = own;
        _nodes = catalogue.Nodes.ToDictionary(n => n.Id, StringComparer.Ordinal);
    }

    /// <summary>Lengths by regime, over all places.</summary>
    /// <param name="own">The company's outages that the catalogue lacks.</param>
    public static IReadOnlyDictionary<Regime, DurationLaw> Durations(
        Catalogue catalogue,
        IReadOnlyList<OwnOutage> own,
        double capHours = DurationLaw.DefaultCapHours
    )
    {
        var laws = new OutageLaws(catalogue, own);
        return Enum.GetValues<Regime>()
            .ToDictionary(r => r, r => DurationLaw.Fit(r, [.. laws.LengthsOf(r)], capHours));
    }

    /// <summary>Adds the laws of starts, severities, reporting and overload to a model of rates and lengths.</summary>
    /// <param name="own">The company's outages that the catalogue lacks.</param>
    /// <param name="channels">The company's channels; bit i of a mask is channel i.</param>
    /// <param name="usersOf">
    /// Share of the country's users on a channel, by its id, as far as stated.
    /// </param>
    public static OutageModel AddTo(
        OutageModel model,
        Catalogue catalogue,
        IReadOnlyList<OwnOutage> own,
        IReadOnlyList<string> channels,
        IReadOnlyDictionary<string, double>? usersOf = null
    )
    {
        var laws = new OutageLaws(catalogue, own);
        var nodes = model.Nodes.Select(n => n.Node).ToArray();
        return model with
        {
            Starts = new Dictionary<Regime, StartLaw>
            {
                [Regime.Fault] = laws.StartsOfFaults(),
                [Regime.Order] = laws.StartsOfOrders(),
            },
            Severities = nodes.ToDictionary(
                n => n.Id,
                n => laws.SeveritiesOf(n, channels),
                StringComparer.Ordinal
            ),
            ReportedFrom = nodes.ToDictionary(n => n.Id, laws.ReportedFrom, StringComparer.Ordinal),
            Overload = Overload.Of(usersOf ?? new Dictionary<string, double>(StringComparer.Ordinal)),
            Substitutes = nodes.ToDictionary(
                n => n.Id,
                n => Overload.SubstitutesOf(n, channels),
                StringComparer.Ordinal
            ),
        };
    }

    private static bool IsTimed(string precision) => precision is "minute" or "hour";

    private Node? NodeOf(CatalogueOutage outage) =>
        _catalogue.Nodes.FirstOrDefault(n => OutageModel.Strikes(outage, n));

    private Node? NodeOf(OwnOutage outage) => _nodes.GetValueOrDefault(outage.Node);

    // What failed may be a kind in a place that no node stands for: then the kind says it all.
    private Regime RegimeOf(CatalogueOutage outage) =>
        NodeOf(outage)?.Regime
        ?? outage.Node switch
        {
            "government" => Regime.Order,
            "gateway" => Regime.Cable,
            _ => Regime.Fault,
        };

    private string FamilyOf(CatalogueOutage outage) =>
        NodeOf(outage) is { } node ? RateFamily.Of(node) : RateFamily.OfKind(outage.Node);

    private double ReportedFrom(Node node)
    {
        bool Same(Exposure e) => string.Equals(e.Node, node.Id, StringComparison.Ordinal);
        // A node that nobody watched has its rate from its family, which speaks of what is reported there.
        bool Alike(Exposure e) =>
            _nodes.TryGetValue(e.Node, out var other)
            && string.Equals(RateFamily.Of(other), RateFamily.Of(node), StringComparison.Ordinal);
        var own = _catalogue.Exposures.Where(Same).ToArray();
        return (own.Length > 0 ? own : _catalogue.Exposures.Where(Alike))
            .Select(e => e.ReportedFromHours)
            .DefaultIfEmpty(0)
            .Max();
    }

    private IEnumerable<LengthSeen> LengthsOf(Regime regime)
    {
        foreach (var outage in _catalogue.Outages.Where(o => RegimeOf(o) == regime))
            yield return LengthSeen.Of(outage, NodeOf(outage) is { } node ? ReportedFrom(node) : 0);
        foreach (var outage in _own)
        {
            var node = NodeOf(outage);
            if ((node?.Regime ?? Regime.Fault) == regime)
                yield return LengthSeen.Of(outage, node is null ? 0 : ReportedFrom(node));
        }
    }

    private StartLaw StartsOfFaults() =>
        StartLaw.OfFaults([
            .. _catalogue
                .Outages.Where(o =>
                    IsTimed(o.Precision) && NodeOf(o) is { Place: "global", Regime: Regime.Fault }
                )
                .Select(o => StartLaw.TimeOfDay(o.Start, DateTimeZone.Utc)),
            .. _own.Where(o => IsTimed(o.Precision) && NodeOf(o) is { Place: "global", Regime: Regime.Fault })
                .Select(o => StartLaw.TimeOfDay(o.Start, DateTimeZone.Utc)),
        ]);

    private StartLaw StartsOfOrders()
    {
        var orders = _catalogue.Outages.Where(o => RegimeOf(o) == Regime.Order).ToArray();
        var times = new List<double>();
        foreach (var order in orders.Where(o => IsTimed(o.Precision)))
        {
            if (order.Places.Select(PlaceZone.Of).FirstOrDefault(z => z is not null) is { } zone)
                times.Add(StartLaw.TimeOfDay(order.Start, zone));
        }
        foreach (var order in _own.Where(o => IsTimed(o.Precision)))
        {
            if (NodeOf(order) is { Regime: Regime.Order } node && PlaceZone.Of(node.Place) is { } zone)
                times.Add(StartLaw.TimeOfDay(order.Start, zone));
        }
        var atOccasion = orders.Count(o => OccasionLaw.Foreseeable(o.Occasion));
        return StartLaw.OfOrders(times) with
        {
            // Where no row names an occasion nobody has looked: that is not evidence of none.
            Occasions = orders.Any(o => o.Occasion.Length > 0)
                ? new OccasionLaw(orders.Length, atOccasion)
                : null,
        };
    }

    private SeverityLaw SeveritiesOf(Node node, IReadOnlyList<string> channels)
    {
        var family = RateFamily.Of(node);
        var rows = _catalogue
            .Outages.Where(o => string.Equals(FamilyOf(o), family, StringComparison.Ordinal))
            .Select(SeverityRow.Of)
            .Concat(
                _own.Where(o =>
                        NodeOf(o) is { } n
                        && string.Equals(RateFamily.Of(n), family, StringComparison.Ordinal)
                    )
                    .Select(o => SeverityRow.Of(o, NodeOf(o)))
            )
            .ToArray();
        if (rows.Length >= SeverityLaw.FewestRows)
            return SeverityLaw.Of(family, rows, node, channels, RateFamily.BelongsToPlace(family));
        var all = _catalogue.Outages.Where(o => RegimeOf(o) == node.Regime).Select(SeverityRow.Of).ToArray();
        return all.Length == 0
            ? SeverityLaw.Whole
            : SeverityLaw.Of(node.Regime.Name(), all, node, channels, placeBound: false);
    }
}
