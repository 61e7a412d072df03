namespace RiskLens.Engine.Mixes;

/// <summary>
/// What to do, in order, and what to do in the first hour of an outage. Both are made from a study's figures; who does it is
/// for the company to fill in.
/// </summary>
/// <param name="Actions">In the order in which to begin them.</param>
/// <param name="FirstHour">In the order of the minutes.</param>
public sealed record MixPlan(IReadOnlyList<PlanAction> Actions, IReadOnlyList<FirstHourStep> FirstHour)
{
    /// <summary>
    /// Orders the steps by the loss that they avoid for each unit of first-year cost, the best first. On one channel a step
    /// waits for those before it (set up, two-way number, consent, enrolment, telling), so that a channel's next steps are
    /// worth as much as the best of their beginnings together (Horn 1972). What saves money while it avoids loss comes first,
    /// what has no known worth last; channels are dropped when all else is done.
    /// </summary>
    public static MixPlan Of(PlanInput input)
    {
        var chains = input
            .Steps.Where(step => step.Deed != PlanDeed.Drop)
            .GroupBy(step => step.Channel, StringComparer.Ordinal)
            .Select(of => of.OrderBy(step => step.Deed).ToList())
            .ToList();
        var actions = new List<PlanAction>();
        var readyDays = chains.ToDictionary(
            chain => chain[0].Channel,
            _ => (double?)0,
            StringComparer.Ordinal
        );
        while (chains.Count > 0)
        {
            var (chain, next) = chains
                .Select(chain => (Chain: chain, Next: BestBeginning(chain)))
                .OrderByDescending(one => one.Next.Worth)
                .ThenBy(one => one.Chain[0].LeadDays ?? double.PositiveInfinity)
                .ThenBy(one => one.Chain[0].Channel, StringComparer.Ordinal)
                .First();
            foreach (var step in chain.Take(next.Steps))
                actions.Add(ActionOf(step, actions.Count, readyDays[step.Channel] += step.LeadDays));
            chain.RemoveRange(0, next.Steps);
            chains.RemoveAll(one => one.Count == 0);
        }
        var allReady = readyDays.ContainsValue(null) ? null : readyDays.Values.Append(0).Max();
        foreach (
            var step in input
                .Steps.Where(s => s.Deed == PlanDeed.Drop)
                .OrderBy(s => s.Channel, StringComparer.Ordinal)
        )
            actions.Add(ActionOf(step, actions.Count, allReady + step.LeadDays));
        return new MixPlan(actions, FirstHourOf(input));
    }

    /// <summary>How many of the next steps together avoid most loss for each unit of cost, and how much.</summary>
    private static (double Worth, int Steps) BestBeginning(List<PlanStep> chain)
    {
        var best = (Worth: double.NegativeInfinity, Steps: 1);
        double? avoided = 0;
        double? cost = 0;
        for (var i = 0; i < chain.Count; i++)
        {
            avoided += chain[i].LossAvoided;
            cost += chain[i].FirstYearCost;
            if (Worth(avoided, cost) is { } worth && worth > best.Worth)
                best = (worth, i + 1);
        }
        return best;
    }

    private static double? Worth(double? avoided, double? cost)
    {
        if (cost is > 0)
            return avoided / cost;
        if (cost is null || avoided is null)
            return null;
        return avoided > 0 ? double.PositiveInfinity : 0;
    }

    private static PlanAction ActionOf(PlanStep step, int before, double? countsAfterDays) =>
        new(
            before + 1,
            step.Deed,
            step.Channel,
            step.Contacts,
            step.FirstYearCost,
            step.LaterYearCost,
            step.LeadDays,
            countsAfterDays,
            step.LossAvoided,
            ""
        );

    private static List<FirstHourStep> FirstHourOf(PlanInput input)
    {
        var failed = input.FailedChannel;
        List<FirstHourStep> steps = [new(0, "confirm", failed, []), new(5, "decide", failed, [])];
        if (input.Campaigns)
            steps.Add(new(10, "pause_campaigns", failed, []));
        if (input.NoticesOn.Count > 0)
            steps.Add(new(10, "switch_notices", input.NoticesOn[0], []));
        if (input.RequestsOn.Count > 0 && input.NoticesOn.Count > 0)
            steps.Add(new(15, "announce", input.NoticesOn[0], input.RequestsOn));
        else if (input.RequestsOn.Count > 0)
            steps.Add(new(15, "announce_elsewhere", failed, input.RequestsOn));
        else
            steps.Add(new(15, "no_requests", failed, []));
        string[] urgent =
        [
            .. input
                .ToleranceHours.OrderBy(t => t.Value)
                .ThenBy(t => t.Key, StringComparer.Ordinal)
                .Select(t => t.Key),
        ];
        if (urgent.Length > 0)
            steps.Add(new(20, "serve_first", failed, urgent));
        steps.AddRange(
            input.RequestsOn.Take(2).Select(channel => new FirstHourStep(30, "watch", channel, []))
        );
        steps.Add(new(45, "in_flight", failed, []));
        steps.Add(new(60, "review", failed, []));
        return steps;
    }
}

/// <summary>One action of the plan; figures are null where they are not known.</summary>
/// <param name="Order">From 1.</param>
/// <param name="CountsAfterDays">Days from the decision until its loss avoided counts, what must come before it included.</param>
/// <param name="Owner">Who answers for it: empty, for the company to fill in.</param>
public sealed record PlanAction(
    int Order,
    PlanDeed Deed,
    string Channel,
    long Contacts,
    double? FirstYearCost,
    double? LaterYearCost,
    double? LeadDays,
    double? CountsAfterDays,
    double? LossAvoided,
    string Owner
);

/// <summary>What to do in the first hour of an outage.</summary>
/// <param name="Minute">From the alarm.</param>
/// <param name="What">
/// confirm, decide, pause_campaigns, switch_notices, announce, announce_elsewhere, no_requests, serve_first, watch, in_flight
/// or review: the key of its sentence.
/// </param>
/// <param name="Channel">The channel that the sentence is about.</param>
/// <param name="Others">Channels to name, or purposes where they are served first.</param>
public sealed record FirstHourStep(int Minute, string What, string Channel, IReadOnlyList<string> Others);
