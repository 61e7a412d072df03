using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Studies;

/// <summary>A mean and what chance leaves open in it.</summary>
internal readonly record struct MeanOfDraws(double Mean, double StandardError);

/// <summary>
/// The mean year and the mean 24-hour loss under today's mix, as <see cref="Study.Run"/> has them, without searching mixes
/// and testing the method. Forecasters compete once on the same series.
/// </summary>
internal sealed class TodaysLosses(LossUnit unit, int threads)
{
    private readonly Lock _lock = new();
    private readonly List<(HourlySeries Series, LocalClock Clock, Tournament? Tournament)> _competed = [];

    /// <summary>Null where these inputs cannot be valued: too little data, no price, a channel that is not in the ledger.</summary>
    public (MeanOfDraws Year, MeanOfDraws Day)? Of(StudyInputs inputs, CancellationToken cancellationToken)
    {
        try
        {
            return Value(inputs, cancellationToken);
        }
        catch (RiskLensException)
        {
            return null;
        }
    }

    private (MeanOfDraws Year, MeanOfDraws Day)? Value(
        StudyInputs inputs,
        CancellationToken cancellationToken
    )
    {
        var frame = StudyFrame.Of(inputs);
        var model = OutageModel.Fit(inputs.Catalogue, inputs.Own, inputs.Company.Country, frame.Channels);
        var outages = Past.OutagesIn(frame.Ledger, inputs.Catalogue, model.Own, inputs.Company.Country);
        var reach = StudyReach.Of(frame);
        var demand = new Demand(frame.Ledger, inputs.Zone, inputs.Occasions, outages, reach);
        var channel = frame.ScenarioChannelOr(demand.Busiest);
        var past = Past.Learn(frame, outages, demand);
        cancellationToken.ThrowIfCancellationRequested();
        if (TournamentOn(demand.Masked([channel]), demand.Clock) is not { } tournament)
            return null;
        var basis = LossBasis.Of(frame, reach, tournament, model, past, demand.Cells(tournament.Winner));
        if (unit == LossUnit.Money && !basis.Inputs.InMoney)
            return null;
        cancellationToken.ThrowIfCancellationRequested();
        var today = basis.Search.RoutingOf(basis.Search.Today);
        var scenarios = new Scenarios(
            basis.Inputs,
            new OutageLoss(basis.Inputs, today, frame.Channels.Count),
            tournament,
            demand,
            frame.Ledger.Hours,
            frame.Rng.Fork("scenarios")
        );
        var (day, dayError) = scenarios.AnyStart(channel, 24, unit);
        var years = basis
            .Years(true)
            .Run(
                [new Valued(today, unit)],
                inputs.Trials,
                StudyYears.YearsOf(frame.Rng),
                threads,
                null,
                cancellationToken
            );
        var year = YearFigures.Of(years[0]);
        return (new(year.Mean, year.MeanStandardError), new(day, dayError));
    }

    private Tournament? TournamentOn(HourlySeries series, LocalClock clock)
    {
        lock (_lock)
        {
            foreach (var (other, at, tournament) in _competed)
            {
                if (
                    ReferenceEquals(at.Occasions, clock.Occasions)
                    && at.HourOfWeek.AsSpan().SequenceEqual(clock.HourOfWeek)
                    && other.Start == series.Start
                    && other.Values.AsSpan().SequenceEqual(series.Values)
                    && other.Usable.AsSpan().SequenceEqual(series.Usable)
                )
                    return tournament;
            }
            var run = Tournament.Run(series, clock);
            _competed.Add((series, clock, run));
            return run;
        }
    }
}
