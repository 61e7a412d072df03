using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Studies.Inputs;

/// <summary>
/// What a study was made from, as JSON in three parts: the ledger and the catalogue, which studies share, and the rest. It
/// holds counts by hour and by reach set, no pseudonym and no text of a message; how telephone numbers are written, which
/// only imports need, is left out.
/// </summary>
internal static class InputsFormat
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IncludeFields = true,
        IgnoreReadOnlyProperties = true,
        // What another version kept without a field that this one needs is not read, rather than read in part.
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new ShareConverter(), new AssumptionConverter(), new OccasionConverter() },
    };

    public static byte[] Write(Ledger ledger) => JsonSerializer.SerializeToUtf8Bytes(ledger, Options);

    public static byte[] Write(Catalogue catalogue) =>
        JsonSerializer.SerializeToUtf8Bytes(catalogue with { CallingCodes = [] }, Options);

    /// <summary>All but ledger and catalogue, of which the names of their files are kept.</summary>
    public static byte[] Write(StudyInputs inputs, ulong seed, string ledgerFile, string catalogueFile) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new Rest(
                ledgerFile,
                catalogueFile,
                inputs.Company,
                inputs.RejectedLines,
                inputs.Assumptions,
                inputs.Fingerprints,
                inputs.EngineVersion,
                inputs.AsOf,
                inputs.ScenarioChannel,
                inputs.ScenarioHours,
                inputs.Trials,
                seed,
                inputs.Own,
                inputs.Findings,
                inputs.SensitiveWeeks,
                inputs.Occasions,
                inputs.Campaigns,
                inputs.Rates,
                inputs.Reviews
            ),
            Options
        );

    public static Rest? ReadRest(byte[] json) => JsonSerializer.Deserialize<Rest>(json, Options);

    public static Ledger? ReadLedger(byte[] json) => JsonSerializer.Deserialize<Ledger>(json, Options);

    public static Catalogue? ReadCatalogue(byte[] json) =>
        JsonSerializer.Deserialize<Catalogue>(json, Options);

    /// <summary>A study's inputs without the parts that others share.</summary>
    internal sealed record Rest(
        string LedgerFile,
        string CatalogueFile,
        CompanyFacts Company,
        long RejectedLines,
        IReadOnlyList<Assumption> Assumptions,
        IReadOnlyList<InputFingerprint> Fingerprints,
        string EngineVersion,
        Hour? AsOf,
        string? ScenarioChannel,
        int ScenarioHours,
        int Trials,
        ulong Seed,
        OwnHistory Own,
        IReadOnlyList<Finding> Findings,
        IReadOnlyList<SensitiveWeek> SensitiveWeeks,
        OccasionCalendar Occasions,
        IReadOnlyList<PlannedCampaign> Campaigns,
        IReadOnlyList<ExchangeRate> Rates,
        IReadOnlyList<AssumptionReview> Reviews
    )
    {
        public StudyInputs With(Ledger ledger, Catalogue catalogue) =>
            new(
                Company,
                DateTimeZoneProviders.Tzdb[Company.Zone],
                ledger,
                RejectedLines,
                catalogue,
                Assumptions,
                Fingerprints,
                EngineVersion,
                AsOf,
                ScenarioChannel,
                ScenarioHours,
                Trials,
                Seed
            )
            {
                Own = Own,
                Findings = Findings,
                SensitiveWeeks = SensitiveWeeks,
                Occasions = Occasions,
                Campaigns = Campaigns,
                Rates = Rates,
                Reviews = Reviews,
            };
    }

    /// <summary>A law is its text.</summary>
    private sealed record StatedText(
        string Key,
        string Law,
        string Unit,
        string Source,
        string Owner,
        string Date,
        string Origin
    );

    private sealed class AssumptionConverter : JsonConverter<Assumption>
    {
        public override Assumption Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        )
        {
            var read = JsonSerializer.Deserialize<StatedText>(ref reader, options)!;
            var unread = new Assumption(
                read.Key,
                new FixedLaw(0),
                read.Unit,
                read.Source,
                read.Owner,
                read.Date
            )
            {
                Origin = read.Origin,
            };
            return unread with { Law = LawText.Parse(read.Law, unread.IsShare) };
        }

        public override void Write(Utf8JsonWriter writer, Assumption value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(
                writer,
                new StatedText(
                    value.Key,
                    LawText.Of(value.Law),
                    value.Unit,
                    value.Source,
                    value.Owner,
                    value.Date,
                    value.Origin
                ),
                options
            );
    }

    private sealed class ShareConverter : JsonConverter<ShareRange>
    {
        public override ShareRange Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            JsonSerializer.Deserialize<double[]>(ref reader, options) is [var low, var high]
                ? new ShareRange(low, high)
                : throw new JsonException("A share has two ends.");

        public override void Write(Utf8JsonWriter writer, ShareRange value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new[] { value.Low, value.High }, options);
    }

    private sealed class OccasionConverter : JsonConverter<OccasionCalendar>
    {
        public override OccasionCalendar Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => new(JsonSerializer.Deserialize<Dictionary<int, IReadOnlyList<string>>>(ref reader, options)!);

        public override void Write(
            Utf8JsonWriter writer,
            OccasionCalendar value,
            JsonSerializerOptions options
        ) => JsonSerializer.Serialize(writer, value.Days, options);
    }
}
