using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Losses;

/// <summary>Works out what the ledger says of a mean conversation.</summary>
public static class MeanConversation
{
    private const int HoursPerWeek = 168;
    private const int FewestWeeks = 4;

    /// <summary>Means over the hours that may be learnt from: what is counted in them, by conversation begun in them.</summary>
    public static ConversationFacts Of(Activity activity, Direction direction, bool[] usable)
    {
        var inbound = direction == Direction.In;
        var begunIn = Sum(activity.ConversationsIn, usable);
        var begunOut = Sum(activity.ConversationsOut, usable);
        var begun = inbound ? begunIn : begunOut;
        if (begun == 0)
            return ConversationFacts.None;
        var open = inbound ? activity.OpenSecondsIn : activity.OpenSecondsOut;
        var facts = new ConversationFacts(
            open is null ? null : Sum(open, usable) / 3600 / begun,
            0,
            new MessageCount(Sum(activity.MessagesOut, usable) / (begunIn + begunOut)),
            new ContactCount(
                inbound && activity.RepeatsIn is { } again ? 1 - (Sum(again, usable) / begun) : 1
            )
        );
        if (inbound != begunIn >= begunOut)
            return facts;
        var (amount, sd) = Ratio(
            h => (double)activity.Value[h],
            inbound ? activity.ConversationsIn : activity.ConversationsOut,
            usable
        );
        return facts with { Amount = amount, AmountSd = sd };
    }

    /// <summary>
    /// Amount by conversation, and its standard error over itself: a ratio of sums of weeks, sqrt(n / (n - 1) sum((y - R
    /// x)^2)) / sum(y) (Cochran 1977, 6.4), which allows for what the conversations of a week have in common.
    /// </summary>
    private static (double Mean, double? Sd) Ratio(Func<int, double> amount, int[] begun, bool[] usable)
    {
        var weeks = new Dictionary<int, (double Amount, double Begun)>();
        for (var h = 0; h < usable.Length; h++)
        {
            if (!usable[h])
                continue;
            var (moved, count) = weeks.GetValueOrDefault(h / HoursPerWeek);
            weeks[h / HoursPerWeek] = (moved + amount(h), count + begun[h]);
        }
        var all = weeks.OrderBy(w => w.Key).Select(w => w.Value).Where(w => w.Begun > 0).ToArray();
        var total = weeks.OrderBy(w => w.Key).Sum(w => w.Value.Amount);
        var mean = total / all.Sum(w => w.Begun);
        if (total <= 0 || all.Length < FewestWeeks)
            return (mean, null);
        var squares = all.Sum(w => Math.Pow(w.Amount - (mean * w.Begun), 2));
        return (mean, Math.Sqrt(squares * all.Length / (all.Length - 1)) / total);
    }

    private static double Sum(int[] counts, bool[] usable)
    {
        var sum = 0L;
        for (var h = 0; h < counts.Length; h++)
            sum += usable[h] ? counts[h] : 0;
        return sum;
    }

    private static double Sum(long[] counts, bool[] usable)
    {
        var sum = 0L;
        for (var h = 0; h < counts.Length; h++)
            sum += usable[h] ? counts[h] : 0;
        return sum;
    }
}
