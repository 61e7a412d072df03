using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;

namespace RiskLens.Engine.Studies;

/// <summary>What differs between the inputs of two studies, group by group; what is alike is left out.</summary>
internal sealed class ChangeDetails(StudyInputs then, StudyInputs now)
{
    private const int Quarter = 13 * 168;

    public IReadOnlyList<ChangeDetail> OfQuestion(Study before, Study after) =>
        [
            .. Texts("scenario_channel", before.Settings.ScenarioChannel, after.Settings.ScenarioChannel),
            .. Numbers("scenario_hours", then.ScenarioHours, now.ScenarioHours),
        ];

    public IReadOnlyList<ChangeDetail> OfCalendar() =>
        [
            .. Numbers("campaigns", then.Campaigns.Count, now.Campaigns.Count),
            .. Numbers("campaign_value", ValueOf(then), ValueOf(now)),
        ];

    /// <summary>How far the logs go, and by channel conversations a week over the last quarter, or what there is of it.</summary>
    public IReadOnlyList<ChangeDetail> OfActivity(Study before, Study after)
    {
        var (old, present) = (LedgerOf(then), LedgerOf(now));
        return
        [
            .. Texts("as_of", before.Settings.AsOf, after.Settings.AsOf),
            .. Numbers("weeks_of_log", Math.Round(old.Hours / 168.0), Math.Round(present.Hours / 168.0)),
            .. Numbers("conversations_a_week", AWeek(old, null), AWeek(present, null)),
            .. old
                .Channels.Union(present.Channels, StringComparer.Ordinal)
                .SelectMany(channel =>
                    Numbers("channel_a_week", OnlyIn(old, channel), OnlyIn(present, channel), channel)
                )
                .OrderByDescending(d => Math.Abs((d.After ?? 0) - (d.Before ?? 0))),
        ];
    }

    public IReadOnlyList<ChangeDetail> OfOutages() =>
        [
            .. Numbers("own_outages", then.Own.Outages.Count, now.Own.Outages.Count),
            .. Numbers("catalogue_outages", then.Catalogue.Outages.Count, now.Catalogue.Outages.Count),
            .. Numbers("watched_days", WatchedDays(then), WatchedDays(now)),
            .. Numbers("sensitive_weeks", then.SensitiveWeeks.Count, now.SensitiveWeeks.Count),
        ];

    /// <summary>Those stated anew or no more first, then by how far they moved.</summary>
    public IReadOnlyList<ChangeDetail> OfAssumptions()
    {
        var (old, present) = (then.AssumptionsByKey, now.AssumptionsByKey);
        return
        [
            .. old
                .Keys.Union(present.Keys, StringComparer.Ordinal)
                .Select(key => (Key: key, A: old.GetValueOrDefault(key), B: present.GetValueOrDefault(key)))
                .Where(c => c.A?.Law.ToString() != c.B?.Law.ToString() || c.A?.Unit != c.B?.Unit)
                .OrderByDescending(c => MovedBy(c.A, c.B))
                .ThenBy(c => c.Key, StringComparer.Ordinal)
                .Select(c => new ChangeDetail("assumption", c.Key)
                {
                    Before = c.A?.Central,
                    After = c.B?.Central,
                    TextBefore = c.A?.Law.ToString(),
                    TextAfter = c.B?.Law.ToString(),
                    Unit = (c.B ?? c.A)!.Unit,
                }),
        ];
    }

    public IReadOnlyList<ChangeDetail> OfCompany() =>
        [
            .. Texts("name", then.Company.Name, now.Company.Name),
            .. Texts("country", then.Company.Country, now.Company.Country),
            .. Texts("zone", then.Company.Zone, now.Company.Zone),
            .. Texts("currency", then.Company.Currency, now.Company.Currency),
            .. now.Rates.SelectMany(rate =>
                Numbers("rate", then.Rates.FirstOrDefault(r => r.To == rate.To)?.Rate, rate.Rate, rate.To)
            ),
        ];

    private static double MovedBy(Assumption? a, Assumption? b)
    {
        if (a is null || b is null)
            return double.PositiveInfinity;
        return a.Central > 0 && b.Central > 0
            ? Math.Abs(Math.Log(b.Central / a.Central))
            : Math.Abs(b.Central - a.Central);
    }

    private static double WatchedDays(StudyInputs inputs) =>
        Math.Round(inputs.Own.Watches.Sum(w => (w.To - w.From).TotalDays));

    private static double ValueOf(StudyInputs inputs) => inputs.Campaigns.Sum(c => c.Value ?? 0);

    private static Ledger LedgerOf(StudyInputs inputs) =>
        inputs.AsOf is { } asOf ? inputs.Ledger.Until(asOf) : inputs.Ledger;

    private static double? OnlyIn(Ledger ledger, string channel) =>
        ledger.Channels.Contains(channel, StringComparer.Ordinal) ? AWeek(ledger, channel) : null;

    private static double AWeek(Ledger ledger, string? channel)
    {
        var hours = Math.Min(Quarter, ledger.Hours);
        var begun = ledger
            .Activities.Where(a => channel is null || a.Channel == channel)
            .Sum(a => a.ConversationsIn[^hours..].Sum() + (double)a.ConversationsOut[^hours..].Sum());
        return hours == 0 ? 0 : begun * 168 / hours;
    }

    /// <summary>A number that changed; none where it did not.</summary>
    public static IEnumerable<ChangeDetail> Numbers(
        string code,
        double? before,
        double? after,
        string subject = ""
    )
    {
        if (before != after)
            yield return new ChangeDetail(code, subject) { Before = before, After = after };
    }

    /// <summary>A text that changed; none where it did not.</summary>
    public static IEnumerable<ChangeDetail> Texts(string code, string before, string after)
    {
        if (before != after)
            yield return new ChangeDetail(code) { TextBefore = before, TextAfter = after };
    }
}
