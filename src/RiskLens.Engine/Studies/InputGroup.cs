using System.Globalization;

namespace RiskLens.Engine.Studies;

/// <summary>
/// A group of a study's inputs that is replaced at once when two studies are compared, and the inputs after it and all
/// groups before it were replaced.
/// </summary>
internal sealed record InputGroup(
    string Code,
    bool Changed,
    StudyInputs Inputs,
    IReadOnlyList<ChangeDetail> Details
)
{
    /// <summary>The step in which only the draws differ.</summary>
    public const string Chance = "chance";

    private const int MostDetails = 8;

    /// <summary>What changed inside it, as it is told.</summary>
    public ChangedInputs Told =>
        new(Code, Changed, [.. Details.Take(MostDetails)], Math.Max(0, Details.Count - MostDetails));

    /// <summary>
    /// All groups in their fixed order: the engine alone (the old inputs as they were), chance (seed and number of trials),
    /// what was asked, the calendar, activity, outages known, assumptions and prices, the company's own facts. The calendar
    /// comes before activity, so that new days have their names when their hours come.
    /// </summary>
    public static IReadOnlyList<InputGroup> Between(
        Study before,
        StudyInputs then,
        Study after,
        StudyInputs now
    )
    {
        var at = then with { Seed = before.Seed, Trials = before.Settings.Trials };
        var details = new ChangeDetails(then, now);
        var groups = new List<InputGroup>();
        foreach (
            var (code, changed, replace, told) in OfTheRun(before, after, then, now, details)
                .Concat(OfTheData(before, after, then, now, details))
        )
        {
            at = replace(at);
            groups.Add(new InputGroup(code, changed, at, changed ? told : []));
        }
        return groups;
    }

    private static IEnumerable<(
        string,
        bool,
        Func<StudyInputs, StudyInputs>,
        IReadOnlyList<ChangeDetail>
    )> OfTheRun(Study before, Study after, StudyInputs then, StudyInputs now, ChangeDetails details) =>
        [
            (
                "version",
                before.EngineVersion != after.EngineVersion,
                at => at,
                [.. ChangeDetails.Texts("engine", before.EngineVersion, after.EngineVersion)]
            ),
            (
                Chance,
                before.Seed != after.Seed || before.Settings.Trials != after.Settings.Trials,
                at => at with { Seed = after.Seed, Trials = after.Settings.Trials },
                [
                    .. ChangeDetails.Texts("seed", Of(before.Seed), Of(after.Seed)),
                    .. ChangeDetails.Numbers("trials", before.Settings.Trials, after.Settings.Trials),
                ]
            ),
            (
                "question",
                then.ScenarioChannel != now.ScenarioChannel || then.ScenarioHours != now.ScenarioHours,
                at => at with { ScenarioChannel = now.ScenarioChannel, ScenarioHours = now.ScenarioHours },
                details.OfQuestion(before, after)
            ),
        ];

    private static IEnumerable<(
        string,
        bool,
        Func<StudyInputs, StudyInputs>,
        IReadOnlyList<ChangeDetail>
    )> OfTheData(Study before, Study after, StudyInputs then, StudyInputs now, ChangeDetails details)
    {
        bool Differ(params string[] names) =>
            Array.Exists(names, name => ShaOf(then, name) != ShaOf(now, name));
        return
        [
            (
                "calendar",
                Differ("campaigns", "occasions"),
                at => at with { Occasions = now.Occasions, Campaigns = now.Campaigns },
                details.OfCalendar()
            ),
            (
                "activity",
                // A later moment in the same logs is more activity too.
                Differ("ledger") || then.AsOf != now.AsOf,
                at => at with { Ledger = now.Ledger, RejectedLines = now.RejectedLines, AsOf = now.AsOf },
                details.OfActivity(before, after)
            ),
            (
                "outages",
                Differ("catalogue", "history"),
                at =>
                    at with
                    {
                        Catalogue = now.Catalogue,
                        Own = now.Own,
                        Findings = now.Findings,
                        SensitiveWeeks = now.SensitiveWeeks,
                    },
                details.OfOutages()
            ),
            (
                "assumptions",
                Differ("assumptions"),
                at => at with { Assumptions = now.Assumptions, Reviews = now.Reviews },
                details.OfAssumptions()
            ),
            (
                "company",
                Differ("company", "rates"),
                at => at with { Company = now.Company, Zone = now.Zone, Rates = now.Rates },
                details.OfCompany()
            ),
        ];
    }

    private static string? ShaOf(StudyInputs inputs, string name) =>
        inputs.Fingerprints.FirstOrDefault(f => f.Name == name)?.Sha256;

    private static string Of(ulong seed) => seed.ToString(CultureInfo.InvariantCulture);
}
