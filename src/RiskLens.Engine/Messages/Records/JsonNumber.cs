using System.Globalization;
using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>Whole numbers of JSON values, whether written as numbers or, as many programs do, in quotation marks.</summary>
internal static class JsonNumber
{
    /// <summary>Beyond this a double is no longer exact.</summary>
    private const double LargestExact = 1L << 53;

    /// <summary>The whole number of a property, a fraction cut off; null where there is none.</summary>
    public static long? Of(JsonElement parent, string property)
    {
        var value = JsonText.Get(parent, property);
        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var whole) => whole,
            JsonValueKind.Number
                when value.TryGetDouble(out var number) && Math.Abs(number) <= LargestExact => (long)number,
            JsonValueKind.String
                when long.TryParse(
                    JsonText.Of(value),
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var whole
                ) => whole,
            _ => null,
        };
    }

    /// <summary>How it stands with a time that gave no number: missing, or there and unreadable.</summary>
    public static TimeOutcome WhyNone(JsonElement parent, string property) =>
        JsonText.Get(parent, property).ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            ? TimeOutcome.Missing
            : TimeOutcome.Unreadable;
}
