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
    /// Who was lost wrote nothing, so that their next conversation is not a repeat as it would have been: f for each of
    /// the lost count as an excess, e = recovered + f (1 - rerouted - recovered). Every lost conversation has followers,
    /// repeat or not, and shares are of the first ones: hence the odds of a repeat.
    /// </summary>
    private double[] Recovered(WindowDraws draws, int recoveryHours, int[] keys, double[]? rerouted)
    {
        var after = own.Total(at + hours, recoveryHours);
        var f = repeats / (1 - repeats) * FollowUps(recoveryHours);
        var shares = new double[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var excess = (after - draws.Recovery[keys[i]]) / Demand(draws, keys[i]);
            shares[i] = (excess - (f * (1 - (rerouted?[i] ?? 0)))) / (1 - f);
        }
        return shares;
    }

    /// <summary>
    /// Of the conversations that follow one of the outage's hours within a day, as usual hours spread them, the part that
    /// falls into the recovery hours.
    /// </summary>
    private double FollowUps(int recoveryHours)
    {
        var usual = own.Fill.CalendarExpected;
        double Sum(int from, int to) => usual.Take(from..Math.Max(from, to)).Sum();
        var (back, part, total) = (at + hours, 0.0, 0.0);
        for (var h = at; h < back; h++)
        {
            var dayAfter = Sum(h + 1, h + 1 + RepeatCount.QuietHours);
            var recovered = Sum(back, Math.Min(back + recoveryHours, h + 1 + RepeatCount.QuietHours));
            part += dayAfter > 0 ? usual[h] * recovered / dayAfter : 0;
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
