using RiskLens.Engine.Ledgers;

namespace RiskLens.Engine.Counterfactuals;

/// <summary>
/// Excess over the counterfactual after an outage and elsewhere, over the demand of its hours. The recovery hours are
/// fixed before looking; half and twice of them are looked at only to show how much that choice matters.
/// </summary>
/// <param name="own">The channel struck.</param>
/// <param name="others">All other channels together, or null.</param>
/// <param name="at">First clock hour touched, an index of the series.</param>
/// <param name="hours">Clock hours touched.</param>
/// <param name="within">Part of the demand of these clock hours that lies in the outage's minutes.</param>
/// <param name="repeats">Where repeats within a day were left out of the series: their share of all; else 0.</param>
internal sealed class ShareReview(
    FilledSeries own,
    FilledSeries? others,
    int at,
    int hours,
    double within,
    double repeats
)
{
    private const int FewestWindows = 8;

    /// <summary>The shares, or null when fewer than 8 past windows can be compared.</summary>
    public OutageShares? Of(int recoveryHours)
    {
        if (own.Fill.Fill(at, hours, recoveryHours) is not { } draws)
            return null;
        var elsewhere = others?.Fill.Fill(at, hours, 0);
        int[] keys = [.. draws.Window.Keys.Where(k => elsewhere?.Window.ContainsKey(k) ?? true).Order()];
        if (keys.Length < FewestWindows)
            (keys, elsewhere) = ([.. draws.Window.Keys.Order()], null);
        var meanwhile = others?.Total(at, hours) ?? 0;
        double[]? rerouted = elsewhere is null
            ? null
            : [.. keys.Select(k => (meanwhile - elsewhere.Window[k]) / Demand(draws, k))];
        return new OutageShares(
            Recovered(draws, recoveryHours, keys, rerouted),
            rerouted,
            Recovered(recoveryHours / 2),
            Recovered(2 * recoveryHours),
            elsewhere is null ? null : ElsewhereAndAfter(draws, recoveryHours)
        );
    }

    private double Demand(WindowDraws draws, int key) => Math.Max(1, draws.Window[key] * within);

    private double[]? Recovered(int recoveryHours) =>
        at + hours + recoveryHours <= own.Series.Hours && own.Fill.Fill(at, hours, recoveryHours) is { } draws
            ? Recovered(draws, recoveryHours, [.. draws.Window.Keys.Order()], null)
            : null;

    /// <summary>
    /// Where repeats are left out, a conversation that did not take place makes no repeat of another. With p the share of
    /// repeats, who comes back is a first one with chance 1 - p (1 - v), v the part of the day before that lay in the
    /// outage, and for each of the lost p f later ones are first that would have been repeats, f the part of the day
    /// after that lies in the recovery hours. An excess e of first ones over the demand of first ones is then
    /// e (1 - p) = recovered (1 - p (1 - v)) + p f (1 - rerouted - recovered).
    /// </summary>
    private double[] Recovered(WindowDraws draws, int recoveryHours, int[] keys, double[]? rerouted)
    {
        var back = at + hours;
        var after = own.Total(back, recoveryHours);
        var f = repeats * Near((at, back), (back, back + recoveryHours), 1);
        var v = Near((back, back + recoveryHours), (at, back), -RepeatCount.QuietHours);
        var shares = new double[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var excess = (after - draws.Recovery[keys[i]]) / Demand(draws, keys[i]);
            shares[i] =
                ((excess * (1 - repeats)) - (f * (1 - (rerouted?[i] ?? 0)))) / (1 - (repeats * (1 - v)) - f);
        }
        return shares;
    }

    /// <summary>
    /// Part of the day that begins so many hours from each hour of a span, as usual hours weigh, that lies in another span.
    /// </summary>
    private double Near((int From, int To) of, (int From, int To) other, int dayFrom)
    {
        var usual = own.Fill.CalendarExpected;
        double Sum(int from, int to) => usual.Take(Math.Max(0, from)..Math.Max(0, Math.Max(from, to))).Sum();
        var (part, total) = (0.0, 0.0);
        for (var h = of.From; h < Math.Min(of.To, usual.Length); h++)
        {
            var (from, to) = (h + dayFrom, h + dayFrom + RepeatCount.QuietHours);
            var day = Sum(from, to);
            part += day > 0 ? usual[h] * Sum(Math.Max(from, other.From), Math.Min(to, other.To)) / day : 0;
            total += usual[h];
        }
        return total > 0 ? part / total : 0;
    }

    private double[]? ElsewhereAndAfter(WindowDraws draws, int recoveryHours)
    {
        if (others!.Fill.Fill(at, hours + recoveryHours, 0) is not { } elsewhere)
            return null;
        var came = others.Total(at, hours + recoveryHours);
        int[] keys = [.. draws.Window.Keys.Where(elsewhere.Window.ContainsKey).Order()];
        return keys.Length < FewestWindows
            ? null
            : [.. keys.Select(k => (came - elsewhere.Window[k]) / Demand(draws, k))];
    }
}
