using RiskLens.App.Demo;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;

namespace RiskLens.App.Tests.Demo;

/// <summary>
/// Conversations of fictional banks that were under way at a moment, against what their ledgers let one expect: lengths
/// from the ledger, rates as planted.
/// </summary>
public sealed class PlantedInFlightTests
{
    private const int SecondsPerDay = 86_400;

    // 09:20, 12:30 and 17:40: too far apart for one conversation to be under way at two of them.
    private static readonly int[] TimesOfDay = [33_600, 45_000, 63_600];

    private static bool All => Environment.GetEnvironmentVariable("RISKLENS_TESTS") == "all";

    [Fact]
    public void What_outages_cut_short_is_what_was_in_flight_at_the_failure()
    {
        // Banks of ten times the size, for a bank of the usual one has half a conversation under way.
        var (cut, unconfirmed, expected, transfers) = (0, 0, 0.0, 0.0);
        for (var i = 0; i < (All ? 20 : 2); i++)
        {
            var world = WorldOf(700 + (ulong)i, scale: 10);
            var flights = FlightsOf(world);
            foreach (var outage in world.Outages)
            {
                var truth = TellTruth.OutageOf(world, outage);
                (cut, unconfirmed) = (cut + truth.CutConversations, unconfirmed + truth.CutTransfers);
                expected += flights.Sum(flight => flight.At(outage.Outage.StartSecond));
                transfers += flights
                    .Where(flight => flight.Purpose == BankFlow.Transfer)
                    .Sum(flight => flight.At(outage.Outage.StartSecond));
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            FormattableString.Invariant(
                $"cut {cut}, expected {expected:F1}; transfers not confirmed {unconfirmed}, transfers expected {transfers:F1}"
            )
        );
        // What is under way at a moment is Poisson: four standard errors.
        Assert.Equal(expected, cut, 4 * Math.Sqrt(expected));
        // A transfer may be under way and confirmed.
        Assert.InRange(unconfirmed, 1, transfers + (4 * Math.Sqrt(transfers)));
    }

    [Fact]
    public void At_moments_of_usual_days_as_many_are_under_way_as_expected()
    {
        var world = WorldOf(31, scale: 1);
        int[] moments =
        [
            .. Enumerable
                .Range(0, BankCalendar.Days)
                .SelectMany(day => TimesOfDay.Select(time => (day * SecondsPerDay) + time)),
        ];
        var flights = FlightsOf(world);
        Assert.Equal(5, flights.Length);
        foreach (var flight in flights)
        {
            var under = world
                .ConversationsWithoutOutages.Where(c => c.Flow == flight.Flow)
                .Count(c => UnderWay(moments, c));
            var expected = moments.Sum(flight.At);
            TestContext.Current.TestOutputHelper?.WriteLine(
                FormattableString.Invariant($"{flight.Purpose}: {under}, expected {expected:F1}")
            );
            // Two sends of a campaign to one customer within neighbouring hours are one conversation of the ledger, open in
            // between: what the bank begins seems under way for longer than it is.
            var low = flight.Purpose == BankFlow.Campaign ? 0 : expected - (4 * Math.Sqrt(expected));
            Assert.InRange(under, low, expected + (4 * Math.Sqrt(expected)));
        }
    }

    /// <summary>Whether one of the moments lies after its first message and not after its last.</summary>
    private static bool UnderWay(int[] moments, BankConversation conversation)
    {
        var found = Array.BinarySearch(moments, conversation.Start);
        var next = found >= 0 ? found + 1 : ~found;
        return next < moments.Length && moments[next] <= conversation.Last;
    }

    private static BankWorld WorldOf(ulong seed, double scale) =>
        BankWorld.Create(new BankOptions(seed, scale), TestContext.Current.CancellationToken);

    private static Flight[] FlightsOf(BankWorld world)
    {
        var ledger = BankLedger.Of(world);
        var usable = new bool[ledger.Hours];
        Array.Fill(usable, true);
        return
        [
            .. ledger
                .Activities.Where(activity => activity.Channel == BankOutage.Channel)
                .Select(activity => FlightOf(world, activity, usable)),
        ];
    }

    private static Flight FlightOf(BankWorld world, Activity activity, bool[] usable)
    {
        var index = BankFlow.IndexOf(activity.Channel, activity.Purpose);
        var flow = BankFlow.All[index];
        var levels = world.Levels[BankFlow.ChannelIndex(flow.Channel)];
        double[] planted =
        [
            .. Enumerable
                .Range(0, BankCalendar.Hours)
                .Select(h => BankCalendar.Expected(flow, h) * world.Options.Scale * levels[h / 24]),
        ];
        var facts = MeanConversation.Of(activity, flow.Direction, usable);
        return new Flight(index, flow.Purpose, InFlight.Of(planted, facts.OpenHours!.Value));
    }

    private sealed record Flight(int Flow, string Purpose, InFlight Open)
    {
        public double At(int second) => Open.At(second / 3600.0);
    }
}
