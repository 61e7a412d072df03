using NodaTime;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Outages;

public sealed class LedgerDetectionTests
{
    private const int Weeks = 30;
    private const int Hours = Weeks * 168;
    private const int At = 100 * 24 + 10;

    // Monday 2024-01-01T00:00Z.
    private static readonly Hour Start = Hour.Of(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private static readonly DateTimeZone Utc = DateTimeZone.Utc;

    [Fact]
    public void A_silence_of_one_channel_is_proposed_with_what_the_others_showed()
    {
        var whatsApp = Channel(1, 40).Silent(At, At + 5);
        var sms = Channel(2, 40);
        var proposal = Assert.Single(Run(whatsApp, sms).Proposals);
        Assert.Equal(("0", "silence", 0L), (proposal.Channel, proposal.Kind, proposal.Actual));
        Assert.InRange((proposal.Start - (Start + At).Start).TotalHours, -0.5, 0);
        Assert.InRange((proposal.End - (Start + At + 5).Start).TotalHours, 0, 0.5);
        Assert.Equal((0, 0), (proposal.In.Actual, proposal.Out.Actual));
        // Five hours from ten in the morning: 40 messages an hour and direction times the hour's weight.
        var usual = Enumerable.Range(10, 5).Sum(h => 40 * Weight(h));
        Assert.InRange(proposal.In.Expected!.Value, 0.8 * usual, 1.2 * usual);
        var other = Assert.Single(proposal.OtherChannels);
        Assert.Equal(("1", "alive"), (other.Channel, other.State));
        // Whether the log of this channel was written while nothing came in, nobody can tell.
        Assert.Equal("unclear", proposal.Reading);
    }

    [Fact]
    public void Where_another_channel_of_the_same_log_went_on_it_was_an_outage()
    {
        var result = Run([Channel(1, 40).Silent(At, At + 5), Channel(2, 40)], ["meta", "meta"]);
        var proposal = Assert.Single(result.Proposals);
        Assert.Equal("outage", proposal.Reading);
        Assert.Contains(ReadingSigns.SameLogAlive, proposal.Signs);
    }

    [Fact]
    public void Where_all_channels_of_a_log_are_silent_together_it_could_be_a_gap()
    {
        var result = Run(
            [Channel(1, 40).Silent(At, At + 5), Channel(2, 40).Silent(At, At + 5), Channel(3, 40)],
            ["meta", "meta", "sms"]
        );
        Assert.Equal(["0", "1"], result.Proposals.Select(p => p.Channel).Order());
        Assert.All(result.Proposals, p => Assert.Equal("recording_gap", p.Reading));
        Assert.All(result.Proposals, p => Assert.Equal([ReadingSigns.SameLogSilent], p.Signs));
    }

    [Fact]
    public void Where_the_whole_company_is_silent_it_could_be_a_gap()
    {
        var result = Run(Channel(1, 40).Silent(At, At + 5), Channel(2, 40).Silent(At, At + 5));
        Assert.Equal(2, result.Proposals.Count);
        Assert.All(result.Proposals, p => Assert.Equal("recording_gap", p.Reading));
        Assert.All(result.Proposals, p => Assert.Equal([ReadingSigns.AllChannelsSilent], p.Signs));
    }

    [Fact]
    public void A_whole_day_missing_could_be_a_gap_unless_messages_come_back_in_numbers()
    {
        const int Midnight = 100 * 24;
        var day = Channel(1, 40).Silent(Midnight, Midnight + 24);
        var proposal = Assert.Single(Run(day).Proposals);
        Assert.Equal(("recording_gap", "silence"), (proposal.Reading, proposal.Kind));
        Assert.Equal([ReadingSigns.WholeDays], proposal.Signs);

        for (var h = Midnight + 24; h < Midnight + 30; h++)
            day.In[h] = 6 * day.In[h] + 40;
        proposal = Assert.Single(Run(day).Proposals);
        Assert.Equal("unclear", proposal.Reading);
        Assert.Contains(ReadingSigns.CameBackStronger, proposal.Signs);
    }

    [Fact]
    public void Hours_that_no_log_watched_are_never_proposed()
    {
        var channel = Channel(1, 40).Silent(At, At + 60);
        Array.Fill(channel.Observed, false, At, 60);
        Assert.Empty(Run(channel).Proposals);
    }

    [Fact]
    public void A_known_outage_is_not_proposed_again()
    {
        var channel = Channel(1, 40).Silent(At, At + 5);
        var known = new KnownOutage("0", (Start + At).Start, (Start + At + 5).Start);
        Assert.Empty(Run([channel], null, known).Proposals);
        Assert.Single(Run([channel], null, known with { Channel = "another" }).Proposals);
    }

    [Fact]
    public void Failures_of_the_company_s_messages_are_proposed_and_read_as_an_outage()
    {
        var channel = Channel(1, 40);
        var rng = new Rng(3);
        for (var h = 0; h < Hours; h++)
        {
            for (var m = 0; m < channel.Out[h]; m++)
                channel.Failed[h] += rng.NextDouble() < (h is >= At and < At + 4 ? 0.6 : 0.02) ? 1 : 0;
        }
        var proposal = Assert.Single(Run(channel).Proposals);
        Assert.Equal("outage", proposal.Reading);
        Assert.Equal(Enumerable.Range(At, 4).Sum(h => channel.Failed[h]), proposal.Failed.Actual);
        Assert.Equal(((Start + At).Start, (Start + At + 4).Start), (proposal.WiderStart, proposal.WiderEnd));
    }

    [Fact]
    public void Half_of_the_messages_missing_for_half_a_day_is_a_low()
    {
        var channel = Channel(1, 200);
        for (var h = At; h < At + 12; h++)
        {
            channel.In[h] = (int)(0.3 * channel.In[h]);
            channel.Out[h] = (int)(0.3 * channel.Out[h]);
        }
        var proposal = Assert.Single(Run(channel).Proposals);
        Assert.Equal("low", proposal.Kind);
        Assert.InRange((proposal.Start - (Start + At).Start).TotalHours, -1, 1);
        Assert.InRange((proposal.End - (Start + At + 12).Start).TotalHours, -1, 1);
    }

    [Fact]
    public void The_company_s_clock_may_jump_without_a_proposal()
    {
        // A year with both changes of the clock; messages follow the local clock.
        var zone = DateTimeZoneProviders.Tzdb["Europe/Paris"];
        var channel = Channel(1, 0);
        var rng = new Rng(5);
        for (var h = 0; h < Hours; h++)
        {
            var local = Instant.FromUnixTimeMilliseconds((Start + h).StartUnixMilliseconds).InZone(zone);
            channel.In[h] = rng.NextPoisson(local.Hour is >= 8 and < 18 ? 60 : 0.2);
        }
        Assert.Empty(Run([channel], null, [], zone).Proposals);
    }

    [Fact]
    public void A_short_ledger_says_how_many_weeks_it_needs()
    {
        var channel = Channel(1, 40);
        Array.Fill(channel.Observed, false, 20 * 24, Hours - 20 * 24);
        var result = Run(channel);
        Assert.Empty(result.Proposals);
        var power = Assert.Single(result.Power);
        Assert.Equal(("too_short", 4, 0.0), (power.Verdict, power.NeedsWeeks, power.ChanceDetected(24)));
    }

    [Fact]
    public void A_ledger_without_messages_is_too_quiet()
    {
        var result = Run(Channel(1, 0));
        Assert.Empty(result.Proposals);
        Assert.Equal("too_quiet", Assert.Single(result.Power).Verdict);
    }

    [Fact]
    public void A_longer_outage_is_found_at_least_as_often_and_the_active_hours_set_the_chance()
    {
        // Twelve busy hours a day and twelve that are not watched: an outage that touches busy time is found if it
        // takes enough of it. Of any overlap the chance is (12 + length) / 24: .58, .79 and 1 for 2, 7 and 24 h.
        // About half an hour at either end is too little to be seen, so that each chance lies a little below.
        var channel = Channel(1, 0);
        var rng = new Rng(9);
        for (var h = 0; h < Hours; h++)
        {
            channel.Observed[h] = h % 24 is >= 8 and < 20;
            channel.In[h] = channel.Observed[h] ? rng.NextPoisson(5000) : 0;
        }
        var power = Assert.Single(Run(channel).Power);
        Assert.InRange(power.ChanceDetected(2), 0.583 - 0.05, 0.583);
        Assert.InRange(power.ChanceDetected(7), 0.792 - 0.05, 0.792);
        Assert.InRange(power.ChanceDetected(24), 0.99, 1);
        Assert.InRange(power.ShortestByHour[12]!.Value, 0.3, 1.2);
        Assert.InRange(power.ShortestByHour[20]!.Value, 11.5, 12.5);
    }

    [Fact]
    public void All_kinds_of_a_channel_are_judged_in_the_same_way_twice()
    {
        var first = Run(Channel(1, 40).Silent(At, At + 5), Channel(2, 4));
        var second = Run(Channel(1, 40).Silent(At, At + 5), Channel(2, 4));
        Assert.Equal(
            first.Proposals.Select(p => (p.Start, p.ChanceInYear)),
            second.Proposals.Select(p => (p.Start, p.ChanceInYear))
        );
        Assert.Equal(
            first.Power.SelectMany(p => p.ShortestByHour),
            second.Power.SelectMany(p => p.ShortestByHour)
        );
    }

    private static DetectionResult Run(params Made[] channels) => Run(channels, null);

    private static DetectionResult Run(Made[] channels, string[]? logs, params KnownOutage[] known) =>
        Run(channels, logs, known, Utc);

    private static DetectionResult Run(
        Made[] channels,
        string[]? logs,
        KnownOutage[] known,
        DateTimeZone zone
    )
    {
        string[] names = [.. Enumerable.Range(0, channels.Length).Select(i => $"{i}")];
        var ledger = new Ledger(
            Start,
            Hours,
            names,
            [
                .. channels.Zip(
                    names,
                    (c, name) =>
                        new Activity(
                            name,
                            "support",
                            c.In,
                            c.Out,
                            new int[Hours],
                            new int[Hours],
                            new int[Hours],
                            c.Failed,
                            new decimal[Hours]
                        )
                ),
            ],
            [.. channels.Select(c => c.Observed)],
            new ReachSets(new Dictionary<int, long>(), [])
        );
        var logOf = logs?.Zip(names).ToDictionary(l => l.Second, l => l.First);
        return OutageDetection.Run(ledger, zone, known, logOf, TestContext.Current.CancellationToken);
    }

    private static double Weight(int hourOfDay) => hourOfDay is >= 8 and < 20 ? 1.5 : 0.5;

    // So many messages an hour each way in the mean, two days and three nights alike, with moods of the day.
    private static Made Channel(ulong seed, double perHour)
    {
        var rng = new Rng(seed);
        var made = new Made(new int[Hours], new int[Hours], new int[Hours], new bool[Hours]);
        Array.Fill(made.Observed, true);
        var mood = 1.0;
        for (var h = 0; h < Hours; h++)
        {
            if (h % 24 == 0)
                mood = Math.Exp(0.1 * rng.NextNormal());
            made.In[h] = rng.NextPoisson(perHour * mood * Weight(h % 24));
            made.Out[h] = rng.NextPoisson(perHour * mood * Weight(h % 24));
        }
        return made;
    }

    private sealed record Made(int[] In, int[] Out, int[] Failed, bool[] Observed)
    {
        public Made Silent(int from, int to)
        {
            Array.Clear(In, from, to - from);
            Array.Clear(Out, from, to - from);
            return this;
        }
    }
}
