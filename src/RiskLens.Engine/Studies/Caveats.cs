using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Studies;

/// <summary>The weaknesses of this study, most serious first.</summary>
internal static class Caveats
{
    private const int FewestOutages = 3;
    private const int FewestLengths = 10;
    private const int FewestOrigins = 8;
    private const int DaysNeeded = 56;

    public static IReadOnlyList<Caveat> Of(
        StudyFrame frame,
        Demand demand,
        Tournament? tournament,
        PlaceboResult? placebo,
        Behaviour behaviour,
        int outages,
        IReadOnlyList<ReviewedOutage> reviewed,
        LossStage? losses,
        OutageModel model
    )
    {
        var caveats = new List<Caveat>();
        if (tournament is null)
            caveats.Add(TooLittle(frame));
        AddPlacebo(caveats, placebo);
        if (tournament is { Origins: < FewestOrigins })
            caveats.Add(
                Caveat.Of(
                    "interval_not_calibrated",
                    ("origins", tournament.Origins),
                    ("needed", FewestOrigins)
                )
            );
        if (losses is { Scenario: { } s } && s.Hours > s.LongestObservedHours)
            caveats.Add(Extrapolation(s));
        AddMoney(caveats, frame, losses);
        AddBehaviour(caveats, behaviour, reviewed.Count, outages);
        AddOutages(caveats, frame, model);
        AddCoverage(caveats, frame, demand);
        if (losses is not null)
            AddLosses(caveats, frame, losses);
        return caveats;
    }

    private static void AddLosses(List<Caveat> caveats, StudyFrame frame, LossStage losses)
    {
        bool IsStated(string ending) =>
            frame.Inputs.Assumptions.Any(a => a.Key.EndsWith(ending, StringComparison.Ordinal));
        if (!losses.InFlightTold)
            caveats.Add(Caveat.Of("inflight_not_counted"));
        else if (losses.Scenario.ComponentsAtWorst is not null && !IsStated(".in_flight_lost"))
            caveats.Add(Caveat.Of("inflight_outcomes_unknown"));
        if (!IsStated(".capacity"))
            caveats.Add(Caveat.Of("no_capacity_limit"));
        if (losses.Campaigns.Unplaced.Count > 0)
            caveats.Add(Caveat.Of("campaigns_without_channel", ("count", losses.Campaigns.Unplaced.Count)));
        if (losses.Campaigns.Unpriced.Count > 0)
            caveats.Add(Caveat.Of("campaigns_without_value", ("count", losses.Campaigns.Unpriced.Count)));
        if (losses.Plausibility is { Flagged: true } odd)
            caveats.Add(Caveat.Of("implausible", ("ratio", odd.Ratio)));
        caveats.Add(Caveat.Of("reach_from_logs_only"));
        caveats.Add(Caveat.Of("year_uses_next_quarter"));
    }

    private static Caveat TooLittle(StudyFrame frame) =>
        frame.Ledger.Hours / 24 < DaysNeeded
            ? Caveat.Of("too_little_history", ("days", frame.Ledger.Hours / 24), ("needed", DaysNeeded))
            : Caveat.Of(
                "too_few_conversations",
                (
                    "count",
                    frame.Ledger.Activities.Sum(a =>
                        a.ConversationsIn.Sum(c => (long)c) + a.ConversationsOut.Sum(c => (long)c)
                    )
                )
            );

    private static Caveat Extrapolation(ScenarioLoss scenario) =>
        scenario.LongestObservedHours > 0
            ? Caveat.Of(
                "extrapolation",
                ("longestHours", Math.Round(scenario.LongestObservedHours, 1)),
                ("hours", scenario.Hours)
            )
            : Caveat.Of("extrapolation_unseen", ("hours", scenario.Hours));

    private static void AddPlacebo(List<Caveat> caveats, PlaceboResult? placebo)
    {
        var windows = placebo?.Windows ?? 0;
        if (windows < PlaceboTest.FewestTold)
            caveats.Add(
                Caveat.Of("placebo_not_testable", ("windows", windows), ("needed", PlaceboTest.FewestTold))
            );
        else if (windows < PlaceboTest.FewestJudged)
            caveats.Add(
                Caveat.Of("placebo_error_only", ("windows", windows), ("needed", PlaceboTest.FewestJudged))
            );
        else if (placebo!.TwoSided.Coverage80 < 0.65)
            caveats.Add(Caveat.Of("placebo_coverage_low", ("coverage80", placebo.TwoSided.Coverage80)));
    }

    private static void AddMix(
        List<Caveat> caveats,
        StudyFrame frame,
        MixComparison mix,
        IReadOnlyList<string> consentUnknown
    )
    {
        if (consentUnknown.Count > 0 && frame.Channels.Count > 1)
            caveats.Add(Caveat.Of("consent_unknown").About("channels", string.Join(", ", consentUnknown)));
        if (mix.Mixes.FirstOrDefault(m => m.Id == mix.RecommendedId) is { IsAllowed: false })
            caveats.Add(Caveat.Of("policy_unmet"));
        if (mix.Stability is { Clear: false } stability)
            caveats.Add(Caveat.Of("mix_tie", ("share", stability.RecommendedShare)));
        if (mix.Ends is { } ends)
            caveats.Add(Caveat.Of(ends.Clear ? "identities_unlinked" : "identities_decide"));
    }

    private static void AddMoney(List<Caveat> caveats, StudyFrame frame, LossStage? losses)
    {
        var missing = frame.WithoutMargin;
        if (missing.Count > 0)
        {
            var code = missing.Count == frame.PurposeNames.Count ? "no_margin" : "partial_margin";
            caveats.Add(Caveat.Of(code).About("purposes", string.Join(", ", missing)));
        }
        if (losses?.Mix is { } mix)
            AddMix(caveats, frame, mix, losses.ConsentUnknown);
        if (losses is { CostsUnknown.Count: > 0 })
            caveats.Add(
                Caveat.Of("mix_costs_missing").About("channels", string.Join(", ", losses.CostsUnknown))
            );
        else if (losses is { Mix.Basis: "money", EnrolmentUnknown.Count: > 0 })
            caveats.Add(
                Caveat
                    .Of("enrolment_costs_missing")
                    .About("channels", string.Join(", ", losses.EnrolmentUnknown))
            );
        if (frame.Ledger.Channels.Count == 1)
            caveats.Add(Caveat.Of("single_channel").About("channel", frame.Ledger.Channels[0]));
    }

    private static void AddBehaviour(List<Caveat> caveats, Behaviour behaviour, int reviewed, int outages)
    {
        if (outages == 0)
            caveats.Add(Caveat.Of("outage_not_in_history"));
        if (behaviour.RecoveredOrigin is "prior")
            caveats.Add(Caveat.Of("prior_recovered"));
        else if (behaviour is { RecoveredOrigin: "measured", LearntOutages: < FewestOutages })
            caveats.Add(
                Caveat.Of("recovered_from_few", ("outages", behaviour.LearntOutages), ("reviewed", reviewed))
            );
        if (behaviour.SwitchOrigin is "prior")
            caveats.Add(Caveat.Of("prior_switch"));
        else if (behaviour is { SwitchOrigin: "measured", LearntOutages: < FewestOutages })
            caveats.Add(Caveat.Of("switch_from_few", ("outages", behaviour.LearntOutages)));
    }

    private static void AddOutages(List<Caveat> caveats, StudyFrame frame, OutageModel model)
    {
        if (
            frame.Inputs.Catalogue.Nodes.All(n =>
                !string.Equals(n.Place, frame.Inputs.Company.Country, StringComparison.Ordinal)
            )
        )
        {
            var country = frame.Inputs.Company.Country;
            caveats.Add(
                country.Length == 0
                    ? Caveat.Of("country_not_set")
                    : Caveat.Of("country_not_in_catalogue").About("country", country)
            );
        }
        if (model.Nodes.Any(n => n.UpperSide))
            caveats.Add(Caveat.Of("order_rate_upper_side"));
        var open = model.Durations.Values.Sum(d => d.OpenEnded);
        if (open > 0)
            caveats.Add(Caveat.Of("open_ended_outages", ("count", open)));
        foreach (
            var law in model.Durations.Values.Where(d =>
                d.Count < FewestLengths && model.Nodes.Any(n => n.Node.Regime == d.Regime)
            )
        )
            caveats.Add(
                Caveat.Of(
                    law.Regime is Regime.Cable ? "few_cable_lengths" : "few_lengths",
                    ("count", law.Count)
                )
            );
        if (frame.Inputs.FindingsWaiting > 0)
            caveats.Add(Caveat.Of("findings_waiting", ("count", frame.Inputs.FindingsWaiting)));
        if (
            model.Tests.Trend.FirstOrDefault(t => t.Subject is "company" && t.Verdict is "rising") is
            { } rising
        )
            caveats.Add(Caveat.Of("outages_rising", ("count", rising.Shocks)));
        if (
            model.Tests.Dispersion.FirstOrDefault(t =>
                t.Subject is "catalogue" && t.Verdict is "overdispersed"
            ) is
            { } clustered
        )
            caveats.Add(Caveat.Of("outages_clustered", ("count", clustered.Shocks)));
        string[] unlisted =
        [
            .. frame.Ledger.Channels.Where((_, i) => model.Nodes.All(n => (n.ChannelMask >> i & 1) == 0)),
        ];
        if (unlisted.Length > 0)
            caveats.Add(Caveat.Of("unlisted_nodes").About("channels", string.Join(", ", unlisted)));
    }

    private static void AddCoverage(List<Caveat> caveats, StudyFrame frame, Demand demand)
    {
        for (var i = 0; i < demand.Channels.Count; i++)
        {
            var observed = frame.Ledger.Observed[i];
            var first = Array.IndexOf(observed, true);
            var last = Array.LastIndexOf(observed, true);
            var gaps = first < 0 ? observed.Length : observed[first..(last + 1)].Count(o => !o);
            if (gaps > 0)
                caveats.Add(Caveat.Of("ledger_gaps", ("hours", gaps)).About("channel", demand.Channels[i]));
        }
    }
}
