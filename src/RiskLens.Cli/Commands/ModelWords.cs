using System.Globalization;
using RiskLens.Engine.Studies;

namespace RiskLens.Cli.Commands;

/// <summary>Lengths, tests and the use of the company's own history, in sentences.</summary>
internal static class ModelWords
{
    /// <summary>How long outages of a regime last, with the model's chance of a day or more beside the raw count.</summary>
    public static IEnumerable<string> Of(RegimeDuration r)
    {
        yield return $"{NameOf(r.Regime)}: half of those reported (from {Hours(r.ReportedFromHours)} on) last longer than {Hours(r.MedianHours)}{(r.Median is { } m ? $" ({Hours(m.Lower80)} to {Hours(m.Upper80)})" : "")}; {Counted.Of(r.Events, "known length")}, {N(r.Censored)} open-ended; counted as at most {Hours(r.CapHours)}";
        var possibly = r.PossiblyOverDay > 0 ? $" and {N(r.PossiblyOverDay)} possibly" : "";
        yield return $"  a day or more: {P(r.ShareOverDay)} by the model, {N(r.RawOverDay)} of {N(r.Events + r.Censored)} counted{possibly}";
        if (r.Tail is { } tail)
            yield return $"  its longest follow a tail of their own from {Hours(tail.FromHours)} on ({N(tail.Excesses)} outages, shape {N(tail.Shape.Mean)})";
        if (r.Starts is { } s)
        {
            yield return s.Verdict switch
            {
                "peaked" =>
                    $"  begins more at some hours of the {(s.LocalHours ? "local" : "UTC")} day than at others ({N(s.Seen)} known starts, p {Chance(s.UniformP)})",
                "too_few" => $"  too few known starts ({N(s.Seen)}) to tell the hour",
                _ => $"  begins at any hour alike ({N(s.Seen)} known starts, p {Chance(s.UniformP)})",
            };
            if (s is { OccasionFactor: { } factor, OrdersAtOccasion: { } at, Orders: { } orders })
                yield return $"  {N(at)} of {N(orders)} came with an election or exams: {N(factor)} times likelier in such a week (name yours with 'outages weeks add')";
        }
    }

    /// <summary>Whether outages become more frequent, and whether they come in clusters.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<ArrivalTest> tests, string channel)
    {
        foreach (var subject in new[] { "catalogue", $"channel:{channel}" })
        {
            if (tests.FirstOrDefault(t => t.Kind == "trend" && t.Subject == subject) is { } trend)
                yield return Trend(trend);
        }

        foreach (var test in tests.Where(t => t is { Kind: "dispersion", Verdict: "overdispersed" }))
            yield return $"Outages ({Subject(test.Subject)}) come in clusters more than chance makes (p {Chance(test.P!.Value)}): years with several are likelier than the rates say.";
    }

    /// <summary>What became of the company's own outages, and where two accounts of one disagree.</summary>
    public static IEnumerable<string> Of(OwnHistoryUse own)
    {
        var parts = new List<string>();
        if (own.Linked.Count > 0)
            parts.Add($"{N(own.Linked.Count)} told by the catalogue too and counted once");
        if (own.Repeated.Count > 0)
            parts.Add($"{N(own.Repeated.Count)} told by two of your sources and counted once");
        if (own.Counted > 0)
            parts.Add($"{N(own.Counted)} new to the rates");
        if (own.Unwatched > 0)
            parts.Add($"{N(own.Unwatched)} outside any watched time: lengths only");
        if (own.TooShort > 0)
            parts.Add($"{N(own.TooShort)} shorter than what the rates count");
        if (parts.Count > 0)
            yield return $"Your own outages: {string.Join("; ", parts)}.";
        foreach (var link in own.Linked.Concat(own.Repeated))
            yield return $"  {link.Id} is {link.OtherId}{Apart("begins", "later", "earlier", link.StartsLaterHours)}{Apart("lasts", "longer", "shorter", link.LastsLongerHours)}";
    }

    /// <summary>How much of what is known elsewhere counts here, and what failures do to what people turn to.</summary>
    public static IEnumerable<string> Of(OutageRisk risk)
    {
        foreach (var family in risk.Families.Where(f => f.Family is not "service"))
            yield return $"Other countries' nodes of the kind {family.Family} count with a weight of {N(family.Discount)} ({Counted.Of(family.Watched, "place")} watched, {N(family.Selected)} of them listed because they failed).";
        if (risk.Overload is { } o)
            yield return $"A failure that displaces everybody overloads what they turn to with a chance of {P(o.Chance)}, cuts {P(o.CutLow)} to {P(o.CutHigh)} of it, for {P(o.LengthLow)} to {P(o.LengthHigh)} of its own length (stated assumptions).";
    }

    private static string Apart(string verb, string more, string less, double? hours) =>
        hours is not { } h || Math.Abs(h) < 1 / 60.0
            ? ""
            : $", {verb} {Hours(Math.Abs(h))} {(h > 0 ? more : less)}";

    private static string Trend(ArrivalTest t) =>
        t.Verdict switch
        {
            "rising" =>
                $"Outages ({Subject(t.Subject)}) become more frequent: {N(t.Shocks)} shocks, p {Chance(t.P!.Value)}.",
            "falling" =>
                $"Outages ({Subject(t.Subject)}) become rarer: {N(t.Shocks)} shocks, p {Chance(t.P!.Value)}.",
            "steady" =>
                $"Outages ({Subject(t.Subject)}) are not seen to become more frequent: {N(t.Shocks)} shocks, p {Chance(t.P!.Value)}{(t.GrowthFound is { } g ? $"; a rate that grew {N(g)} times would be found four times in five" : "")}.",
            _ =>
                $"Outages ({Subject(t.Subject)}): {N(t.Shocks)} shocks are too few to say whether they become more frequent.",
        };

    private static string Subject(string subject) =>
        subject switch
        {
            "catalogue" => "all of the catalogue",
            "company" => "what your channels stand on",
            _ when subject.StartsWith("channel:", StringComparison.Ordinal) =>
                $"of {subject["channel:".Length..]}",
            _ => $"of the kind {subject}",
        };

    private static string NameOf(string regime) =>
        regime switch
        {
            "order" => "Orders of governments",
            "cable" => "Cuts of cables and gateways",
            _ => "Faults of those who run a service",
        };

    private static string Hours(double hours) =>
        hours switch
        {
            >= 48 => string.Create(CultureInfo.InvariantCulture, $"{hours / 24:0.#} days"),
            >= 1 => string.Create(CultureInfo.InvariantCulture, $"{hours:0.#} h"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{hours * 60:0} min"),
        };

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Chance(double p) =>
        p < 0.005 ? "under 0.01" : p.ToString("0.00", CultureInfo.InvariantCulture);

    private static string P(double share) => share.ToString("0.#%", CultureInfo.InvariantCulture);
}
