using System.Globalization;
using System.Text;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Studies;

/// <summary>Inputs as canonical text: what a fingerprint is taken of, the same on every machine.</summary>
internal static class InputText
{
    public static string Of(IReadOnlyList<Assumption> assumptions) =>
        string.Join(
            '\n',
            assumptions.Select(a =>
                FormattableString.Invariant(
                    $"{a.Key}|{a.Law}|{a.Unit}|{a.Origin}|{a.Source}|{a.Owner}|{a.Date}"
                )
            )
        );

    public static string Of(IReadOnlyList<ExchangeRate> rates) =>
        string.Join(
            '\n',
            rates.Select(r =>
                FormattableString.Invariant($"{r.Date:yyyy-MM-dd}|{r.From}|{r.To}|{r.Rate:R}|{r.Source}")
            )
        );

    public static string Of(Catalogue catalogue)
    {
        var text = new StringBuilder();
        foreach (var c in catalogue.Channels)
            Line(
                text,
                $"channel|{c.Id}|{c.Name}|{c.Owner}|{c.Inbound}|{c.Outbound}|{c.CarriesMoney}|{c.PhoneNumbered}|{c.ByNumberAlone}|{c.Note}"
            );
        foreach (var (id, name) in catalogue.Purposes.OrderBy(p => p.Key, StringComparer.Ordinal))
            Line(text, $"purpose|{id}|{name}");
        foreach (var n in catalogue.Nodes)
            Line(text, $"node|{n.Id}|{n.Name}|{n.Kind}|{n.Regime}|{n.Place}|{string.Join(';', n.Channels)}");
        foreach (var o in catalogue.Outages)
        {
            Line(
                text,
                $"outage|{o.Id}|{o.Node}|{o.Start:O}|{o.End:O}|{o.Precision}|{string.Join(';', o.Places)}|{string.Join(';', o.Channels)}|{o.Cause}|{o.Source}|{o.Note}|{o.StatedHours:R}|{o.Shortest:R}|{o.Longest:R}|{Shares(o.FunctionStopped)}|{Share("customers", o.CustomersStruck)}|{o.Occasion}"
            );
        }
        foreach (var a in catalogue.Adoptions)
            Line(text, $"adoption|{a.Channel}|{a.Country}|{a.Share:R}|{a.Of}|{a.Source}|{a.Date}");
        foreach (var e in catalogue.Exposures)
            Line(
                text,
                $"exposure|{e.Node}|{e.Place}|{e.From:O}|{e.To:O}|{e.Selected}|{e.ReportedFromHours:R}|{e.Source}"
            );
        foreach (var t in catalogue.Terms)
        {
            Line(
                text,
                $"terms|{t.Channel}|{string.Join(';', t.Countries)}|{t.Direction}|{t.Offered}|{t.Interactive}|{t.CarriesMoney}|{t.Characters}|{t.MessagesPerHour:R}|{t.SwitchingHours:R}|{t.DeliveryRate:R}|{t.LeadDays:R}"
            );
        }
        return text.ToString();
    }

    public static string Of(
        OwnHistory own,
        IReadOnlyList<SensitiveWeek> weeks,
        IReadOnlyList<Finding> findings
    )
    {
        var text = new StringBuilder();
        foreach (var o in own.Outages)
            Line(
                text,
                $"outage|{o.Node}|{o.Source}|{o.Start:O}|{o.End:O}|{o.Precision}|{o.Shortest:R}|{o.Longest:R}|{Shares(o.FunctionStopped)}|{Share("customers", o.CustomersStruck)}"
            );
        foreach (var w in own.Watches)
            Line(text, $"watch|{w.Node}|{w.From:O}|{w.To:O}|{w.Noticed:R}");
        foreach (var w in weeks)
            Line(text, $"week|{w.From:O}|{w.To:O}|{w.What}");
        foreach (var f in findings)
            Line(
                text,
                $"finding|{f.Channel}|{f.StartUtc}|{f.EndUtc}|{f.MissingShare:R}|{(f.Confirmed ? "confirmed" : "waiting")}"
            );
        return text.ToString();
    }

    public static string Of(IReadOnlyList<PlannedCampaign> campaigns) =>
        string.Join(
            '\n',
            campaigns
                .Select(c =>
                    FormattableString.Invariant(
                        $"{c.StartHour:R}|{c.WindowHours:R}|{c.Channel}|{c.Purpose}|{c.Reach:R}|{c.Value:R}|{c.Name}"
                    )
                )
                .Order(StringComparer.Ordinal)
        );

    public static string Of(OccasionCalendar occasions)
    {
        var text = new StringBuilder();
        foreach (var (day, ids) in occasions.Days.OrderBy(d => d.Key))
            Line(text, $"{day}|{string.Join(';', ids)}");
        return text.ToString();
    }

    public static string Of(Ledger ledger)
    {
        var text = new StringBuilder();
        Line(text, $"{ledger.Start}|{ledger.Hours}");
        foreach (var activity in ledger.Activities)
        {
            Line(text, $"activity|{activity.Channel}|{activity.Purpose}");
            for (var h = 0; h < ledger.Hours; h++)
            {
                var a = activity;
                if ((a.MessagesIn[h] | a.MessagesOut[h]) != 0)
                    Line(
                        text,
                        $"{h}|{a.MessagesIn[h]}|{a.MessagesOut[h]}|{a.ConversationsIn[h]}|{a.ConversationsOut[h]}|{a.Contacts[h]}|{a.Failed[h]}|{a.Value[h]}"
                    );
                if (a.RepeatsIn?[h] > 0)
                    Line(text, $"repeats|{h}|{a.RepeatsIn[h]}");
                if (a.OpenSecondsIn?[h] > 0 || a.OpenSecondsOut?[h] > 0)
                    Line(text, $"open|{h}|{a.OpenSecondsIn?[h]}|{a.OpenSecondsOut?[h]}");
            }
        }
        foreach (var (channel, observed) in ledger.Channels.Zip(ledger.Observed))
        {
            Line(text, $"observed|{channel}");
            for (var h = 0; h < ledger.Hours; h++)
            {
                if (h == 0 || observed[h] != observed[h - 1])
                    Line(text, $"{h}|{observed[h]}");
            }
        }
        Reach(text, ledger.Reach);
        return text.ToString();
    }

    private static void Reach(StringBuilder text, ReachSets reach)
    {
        foreach (var channel in reach.OnlyListed)
            Line(text, $"listed|{channel}");
        foreach (var (channel, date) in reach.ConsentLists.OrderBy(l => l.Key, StringComparer.Ordinal))
            Line(text, $"consents|{channel}|{date}");
        foreach (var (known, contacts) in reach.ContactsByReach)
            Line(text, $"contacts|{Known(known)}|{contacts}");
        foreach (var demand in reach.Demand)
        {
            foreach (var (known, volume) in demand.ConversationsByReach)
                Line(
                    text,
                    $"reach|{demand.Channel}|{demand.Purpose}|{demand.Direction}|{Known(known)}|{volume}"
                );
        }
    }

    private static string Known(ContactReach known) =>
        FormattableString.Invariant(
            $"{known.Seen.Bits:X}|{known.Listed.Consented}|{known.Listed.Told}|{known.Listed.OptedOut}"
        );

    private static string Shares(IReadOnlyDictionary<string, ShareRange> shares) =>
        string.Join(
            ';',
            shares.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => Share(s.Key, s.Value))
        );

    private static string Share(string of, ShareRange share) =>
        FormattableString.Invariant($"{of}:{share.Low:R}-{share.High:R}");

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
