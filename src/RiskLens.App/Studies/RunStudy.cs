using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Storage;
using RiskLens.App.Studies.Inputs;
using RiskLens.App.Studies.Years;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Studies;

/// <summary>What is asked of a study; null means the default.</summary>
/// <param name="Seed">Derived from the inputs' fingerprints by default.</param>
/// <param name="AsOf">End of the last observed hour by default, never today.</param>
/// <param name="Threads">All cores by default; the result does not depend on it.</param>
/// <param name="Trials">100,000 by default.</param>
/// <param name="ScenarioChannel">The busiest channel by default.</param>
/// <param name="ScenarioHours">24 by default.</param>
public sealed record StudyRequest(
    ulong? Seed = null,
    DateTimeOffset? AsOf = null,
    int? Threads = null,
    int? Trials = null,
    string? ScenarioChannel = null,
    int? ScenarioHours = null
);

/// <summary>
/// Runs a study on the workspace's ledger, keeps its document and inputs, and compares it with the study before it.
/// </summary>
public sealed class RunStudy(Workspace workspace, Catalogue catalogue)
{
    private const int DefaultTrials = 100_000;
    private const int DefaultScenarioHours = 24;

    /// <summary>Runs and stores the study.</summary>
    /// <exception cref="RiskLensException">Nothing was imported, or the request cannot be right.</exception>
    public async Task<Study> RunAsync(
        StudyRequest request,
        IProgress<StudyProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        Check(request);
        var inputs = await GatherAsync(request, progress, cancellationToken);
        var threads = request.Threads ?? Environment.ProcessorCount;
        var study = await Task.Run(
            () => Study.Run(inputs, threads, progress, cancellationToken),
            cancellationToken
        );
        var archive = new StudyArchive(workspace);
        await archive.StoreAsync(study, cancellationToken);
        if (study.Years is { } years)
            await new YearsArchive(workspace.Folder).StoreAsync(years, cancellationToken);
        await new InputsArchive(workspace).StoreAsync(study, inputs, cancellationToken);
        var changes = await archive.FindEarlierAsync(study, cancellationToken) is { } earlier
            ? await new CompareStudies(workspace).RunAsync(
                earlier,
                study,
                threads,
                progress,
                cancellationToken
            )
            : StudyChanges.OfFirst(study);
        await archive.StoreAsync(changes, cancellationToken);
        return study with { Changes = changes };
    }

    private async Task<StudyInputs> GatherAsync(
        StudyRequest request,
        IProgress<StudyProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        progress?.Report(new StudyProgress("ledger", 0));
        var ledger =
            await new LoadLedger(workspace).RunAsync(cancellationToken)
            ?? throw new RiskLensException(
                "There are no messages in this workspace yet.",
                "Import your logs first, for example: import messages.csv --channel whatsapp."
            );
        var profile = await new SetCompany(workspace).GetAsync(cancellationToken);
        var facts = await new LoadLedger(workspace).FactsAsync(cancellationToken);
        var company = new CompanyFacts(
            profile.Name,
            profile.Currency,
            profile.Zone,
            profile.Country,
            profile.Fictional
        );
        var assumptions = await new Assumptions(workspace, catalogue).CheckedAsync(
            profile.Currency,
            cancellationToken
        );
        progress?.Report(new StudyProgress("outages", 0));
        var history = await WatchedHistory.LoadAsync(
            workspace,
            catalogue,
            request.AsOf is { } until ? ledger.Until(Hour.Of(until)) : ledger,
            cancellationToken
        );
        var weeks = await new SensitiveWeeks(workspace).ListAsync(cancellationToken);
        var zone = DateTimeZoneProviders.Tzdb[profile.Zone];
        var calendar = await new Campaigns(workspace).ListAsync(cancellationToken);
        var occasions = CompanyOccasions.Of(
            profile.Country,
            calendar,
            zone,
            ledger.Start,
            ledger.End + Tournament.HorizonHours
        );
        var horizon = request.AsOf is { } known && Hour.Of(known) < ledger.End ? Hour.Of(known) : ledger.End;
        var campaigns = CompanyOccasions.Ahead(calendar, zone, horizon);
        var rates = await new Rates(workspace).BesideAsync(
            profile.Currency,
            DateOnly.FromDateTime((request.AsOf ?? ledger.End.Start).UtcDateTime),
            cancellationToken
        );
        var inputs = new StudyInputs(
            company,
            zone,
            ledger,
            facts.Rejected,
            catalogue,
            assumptions,
            [],
            EngineVersion,
            request.AsOf is { } asOf ? Hour.Of(asOf) : null,
            request.ScenarioChannel,
            request.ScenarioHours ?? DefaultScenarioHours,
            request.Trials ?? DefaultTrials,
            request.Seed
        )
        {
            Own = history.Own,
            Findings = history.Findings,
            SensitiveWeeks = weeks,
            Occasions = occasions,
            Campaigns = campaigns,
            Rates = rates,
            Reviews = await new ReviewAssumptions(workspace).ListAsync(cancellationToken),
        };
        return inputs with { Fingerprints = FingerprintsOf(inputs) };
    }

    /// <summary>SHA-256 of each input in canonical form.</summary>
    public static IReadOnlyList<InputFingerprint> FingerprintsOf(StudyInputs inputs) =>
        [
            Fingerprint("assumptions", InputText.Of(inputs.Assumptions)),
            Fingerprint("campaigns", InputText.Of(inputs.Campaigns)),
            Fingerprint("catalogue", InputText.Of(inputs.Catalogue)),
            Fingerprint("company", inputs.Company.ToString()),
            Fingerprint("history", InputText.Of(inputs.Own, inputs.SensitiveWeeks, inputs.Findings)),
            Fingerprint("ledger", InputText.Of(inputs.Ledger)),
            Fingerprint("occasions", InputText.Of(inputs.Occasions)),
            Fingerprint("rates", InputText.Of(inputs.Rates)),
        ];

    /// <summary>The version of the engine, as studies print it.</summary>
    public static string EngineVersion =>
        typeof(Study)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;

    private static void Check(StudyRequest request)
    {
        if (request.Trials is < 1000 or > 10_000_000)
            throw new RiskLensException(
                "The number of trials is out of range.",
                "Choose from 1,000 to 10,000,000."
            );
        if (request.ScenarioHours is < 1 or > 720)
            throw new RiskLensException(
                "The scenario's length is out of range.",
                "Choose from 1 to 720 hours."
            );
        if (request.Threads is < 1)
            throw new RiskLensException("The number of threads is out of range.", "Choose 1 or more.");
    }

    private static InputFingerprint Fingerprint(string name, string canonical) =>
        new(name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
}
