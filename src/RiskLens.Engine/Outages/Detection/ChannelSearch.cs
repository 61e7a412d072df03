using RiskLens.Engine.Ledgers;

namespace RiskLens.Engine.Outages;

/// <summary>
/// One channel of the ledger: its series, and what was learnt of them. Customers' messages and all messages are
/// searched, for a channel may carry the company's messages only, or stop in one direction.
/// </summary>
internal sealed class ChannelSearch
{
    // A direction with less of the channel's messages is not searched apart.
    private const double WorthSearching = 0.1;
    private const double AliveShare = 0.3;
    private const double SilentShare = 0.05;
    private const double Telling = 10;

    private readonly List<(string Series, SeriesDetection Learnt)> _counts = [];
    private readonly SeriesDetection? _failures;
    private readonly bool[] _observed;

    private ChannelSearch(
        string channel,
        bool[] observed,
        ObservedCounts incoming,
        ObservedCounts outgoing,
        ObservedCounts failed,
        int[] sent,
        int[] hourOfWeek,
        bool[] hidden
    )
    {
        (Channel, _observed, In, Out, Failed) = (channel, observed, incoming, outgoing, failed);
        int[] sums = [.. incoming.Counts.Zip(outgoing.Counts, (i, o) => i + o)];
        All = new ObservedCounts(sums, observed, hidden);
        var share = All.Total == 0 ? 0 : (double)In.Total / All.Total;
        var both = share is >= WorthSearching and <= 1 - WorthSearching;
        var limit = SeriesDetection.ChanceLimit / (both ? 2 : 1);
        Learn("all", sums);
        if (both)
            Learn("in", incoming.Counts);
        _failures = SeriesDetection.LearnFailures(
            new HourlyCounts(failed.Counts, observed, hourOfWeek),
            sent,
            hidden
        );

        void Learn(string series, int[] counts)
        {
            if (
                SeriesDetection.Learn(new HourlyCounts(counts, observed, hourOfWeek), hidden, limit) is
                { } learnt
            )
                _counts.Add((series, learnt));
        }
    }

    public string Channel { get; }
    public ObservedCounts In { get; }

    /// <summary>Messages of the company that did not fail.</summary>
    public ObservedCounts Out { get; }
    public ObservedCounts Failed { get; }
    public ObservedCounts All { get; }

    /// <summary>Learns a channel; its purposes are taken together.</summary>
    public static ChannelSearch Of(Ledger ledger, string channel, int[] hourOfWeek, bool[] hidden)
    {
        var (incoming, sent, failed) = (new int[ledger.Hours], new int[ledger.Hours], new int[ledger.Hours]);
        foreach (var activity in ledger.Activities)
        {
            if (!string.Equals(activity.Channel, channel, StringComparison.Ordinal))
                continue;
            for (var h = 0; h < ledger.Hours; h++)
            {
                incoming[h] += activity.MessagesIn[h];
                sent[h] += activity.MessagesOut[h];
                failed[h] += activity.Failed[h];
            }
        }
        var observed = ledger.Observed[ledger.IndexOf(channel)];
        int[] delivered = [.. sent.Zip(failed, (s, f) => Math.Max(0, s - f))];
        return new ChannelSearch(
            channel,
            observed,
            new ObservedCounts(incoming, observed, hidden),
            new ObservedCounts(delivered, observed, hidden),
            new ObservedCounts(failed, observed, hidden),
            sent,
            hourOfWeek,
            hidden
        );
    }

    /// <summary>Findings of all series; where two overlap the more surprising stands, a silence before all else.</summary>
    public IEnumerable<(string Series, UnusualHours Hours)> Found()
    {
        var all = _counts
            .SelectMany(c =>
                c.Learnt.Find()
                    .Select(h => (c.Series, Hours: h with { ChanceInYear = h.ChanceInYear * _counts.Count }))
            )
            .Concat((_failures?.Find() ?? []).Select(h => (Series: "failed", Hours: h)))
            .OrderBy(f => f.Hours.Kind is "silence" ? 0 : 1)
            .ThenBy(f => f.Hours.ChanceInYear)
            .ThenBy(f => f.Hours.FromHour);
        var kept = new List<(string Series, UnusualHours Hours)>();
        foreach (var found in all)
        {
            if (!kept.Exists(k => Touch(k.Hours, found.Hours)))
                kept.Add(found);
        }
        return kept.OrderBy(k => k.Hours.FromHour);
    }

    /// <summary>What this channel showed while another looked like failing.</summary>
    public OtherChannel Meanwhile(int from, int to)
    {
        var messages = All.Between(from, to);
        return new OtherChannel(Channel, StateOf(from, to, messages), messages);
    }

    /// <summary>Whether the channel carried clearly more than usual.</summary>
    public bool Stronger(int from, int to)
    {
        const double Clearly = 4;
        return _counts.Exists(c =>
            c.Learnt.AboveExpectation(from, Math.Min(to, _observed.Length)) >= Clearly
        );
    }

    /// <summary>Whether hours that were expected to be busy carried a fair part of what was expected.</summary>
    public static bool Alive(SeenAndExpected messages) =>
        messages.Expected >= Telling && messages.Actual >= AliveShare * messages.Expected;

    public DetectionPower Power(Ledger ledger, int[] hourOfWeek)
    {
        if (_counts.Count > 0)
        {
            return PowerStudy.Of(
                Channel,
                [.. _counts.Select(c => c.Learnt)],
                hourOfWeek,
                ledger.Start,
                SeriesDetection.ChanceLimit
            );
        }
        var first = Array.IndexOf(_observed, true);
        var last = Array.LastIndexOf(_observed, true);
        return new DetectionPower(
            Channel,
            SeriesDetection.DaysOf(_observed) < 7 * SeriesDetection.FewestWeeks ? "too_short" : "too_quiet",
            SeriesDetection.FewestWeeks,
            first < 0 ? null : (ledger.Start + first).Start,
            last < 0 ? null : (ledger.Start + last + 1).Start,
            0,
            []
        );
    }

    private string StateOf(int from, int to, SeenAndExpected messages)
    {
        if (!(messages.Expected >= Telling) || !_observed.AsSpan(from, to - from).Contains(true))
            return "untold";
        if (messages.Actual <= SilentShare * messages.Expected)
            return "silent";
        return Alive(messages) ? "alive" : "untold";
    }

    // Findings an hour apart or less are of one outage.
    private static bool Touch(UnusualHours a, UnusualHours b) =>
        a.WiderFromHour <= b.WiderToHour && b.WiderFromHour <= a.WiderToHour;
}
