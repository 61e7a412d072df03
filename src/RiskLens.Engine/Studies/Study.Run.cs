using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Outages;

namespace RiskLens.Engine.Studies;

public sealed partial record Study
{
    /// <summary>
    /// The whole pipeline, one verb a stage: what failed, what it did to the company, what the coming quarter will
    /// carry, what an outage and a year of them cost, and which mix cuts that most. Where the data are too few a
    /// section is null and a caveat says why.
    /// </summary>
    public static Study Run(
        StudyInputs inputs,
        int threads,
        IProgress<StudyProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        void At(string stage) => progress?.Report(new StudyProgress(stage, 0));
        var frame = StudyFrame.Of(inputs);
        var ledger = frame.Ledger;
        At("outages");
        var model = OutageModel.Fit(inputs.Catalogue, inputs.Own, inputs.Company.Country, frame.Channels);
        var outages = Past.OutagesIn(ledger, inputs.Catalogue, model.Own, inputs.Company.Country);
        var reach = StudyReach.Of(frame);
        var demand = new Demand(ledger, inputs.Zone, inputs.Occasions, outages, reach);
        var channel = frame.ScenarioChannelOr(demand.Busiest);
        var past = Past.Learn(frame, outages, demand);
        cancellationToken.ThrowIfCancellationRequested();

        At("forecast");
        var tournament = Tournament.Run(demand.Masked([channel]), demand.Clock);
        cancellationToken.ThrowIfCancellationRequested();

        At("placebo");
        var placebo = PlaceboTest.Run(demand.Masked([channel]), demand.Clock, frame.Rng.Fork("placebo"));

        At("losses");
        var cells = tournament is null ? [] : demand.Cells(tournament.Winner);
        var assumptions = AssumptionsUsed.Of(inputs, past.Behaviour, frame.PurposeNames.Keys, frame.Rng);
        var losses = tournament is null
            ? null
            : LossStage.Run(
                frame,
                demand,
                reach,
                tournament,
                model,
                past,
                cells,
                channel,
                threads,
                progress,
                cancellationToken
            );

        var study = new Study(
            frame.Id,
            inputs.EngineVersion,
            frame.Seed,
            inputs.Company,
            frame.SettingsOf(channel),
            inputs.Fingerprints,
            frame.ChannelNames,
            frame.PurposeNames,
            Studies.Coverage.Of(ledger, inputs.RejectedLines),
            Studies.Coverage.Daily(ledger, demand.Clock),
            past.Report(outages, demand, frame.Rng),
            Risk.Of(model, frame.Channels),
            tournament is null ? null : ForecastStage.Of(channel, tournament, cells, demand, ledger.Hours),
            ForecastStage.Of(placebo),
            losses?.Scenario,
            losses?.Replays ?? [],
            losses?.Year,
            losses?.Mix,
            assumptions,
            Studies.Caveats.Of(
                frame,
                demand,
                tournament,
                placebo,
                past.Behaviour,
                outages.Count,
                past.Reviewed,
                losses,
                model
            )
        )
        {
            RecoveryCurve = past.Curve(frame.Rng),
        };
        return Graded(losses is null ? study : study.With(losses), inputs);
    }

    private Study With(LossStage losses) =>
        this with
        {
            Tolerances = losses.Tolerances,
            Plausibility = losses.Plausibility,
            Sensitivity = losses.Sensitivity,
            Years = losses.Years,
        };

    private static Study Graded(Study study, StudyInputs inputs) =>
        study with
        {
            Rates = inputs.Rates,
            Findings = inputs.Findings,
            Confidence = Confidence.Of(
                study.Placebo,
                study.PastOutages,
                study.Sensitivity,
                study.Assumptions
            ),
        };
}
