using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Studies;

/// <summary>
/// A study as JSON: the same study gives the same bytes on every machine. Camel case, indented by two spaces, line
/// feeds, dictionaries in ordinal order of their keys, numbers in the shortest form that reads back the same. A
/// number that is none (NaN, infinity) is a fault and is not written.
/// </summary>
public static class StudyJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new OrderedKeys(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The study's document.</summary>
    public static string Write(Study study) => JsonSerializer.Serialize(study, Options);

    /// <summary>The study of a document; one that lacks a field is a <see cref="JsonException"/>.</summary>
    public static Study Read(string json) =>
        JsonSerializer.Deserialize<Study>(json, Options)
        ?? throw new JsonException("The document holds no study.");

    /// <summary>What changed since the study before, likewise.</summary>
    public static string Write(StudyChanges changes) => JsonSerializer.Serialize(changes, Options);

    /// <summary>What was written of changes; one that lacks a field is a <see cref="JsonException"/>.</summary>
    public static StudyChanges ReadChanges(string json) =>
        JsonSerializer.Deserialize<StudyChanges>(json, Options)
        ?? throw new JsonException("The document holds no changes.");

    /// <summary>Writes dictionaries in the order of their keys, so that no order of insertion shows.</summary>
    private sealed class OrderedKeys : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType
            && typeToConvert.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)
            && typeToConvert.GetGenericArguments()[0] == typeof(string);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)
                Activator.CreateInstance(
                    typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()[1])
                )!;

        private sealed class Converter<T> : JsonConverter<IReadOnlyDictionary<string, T>>
        {
            public override IReadOnlyDictionary<string, T>? Read(
                ref Utf8JsonReader reader,
                Type typeToConvert,
                JsonSerializerOptions options
            ) =>
                JsonSerializer.Deserialize<Dictionary<string, T>>(ref reader, options) is { } read
                    ? new SortedDictionary<string, T>(read, StringComparer.Ordinal)
                    : null;

            public override void Write(
                Utf8JsonWriter writer,
                IReadOnlyDictionary<string, T> value,
                JsonSerializerOptions options
            )
            {
                writer.WriteStartObject();
                foreach (var (key, one) in value.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(key);
                    JsonSerializer.Serialize(writer, one, options);
                }

                writer.WriteEndObject();
            }
        }
    }
}
