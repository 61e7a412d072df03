using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>Whether values of Signal's records are there and not empty.</summary>
internal static class SignalRecords
{
    /// <summary>Whether a property has a text, a list with something in it, or an object.</summary>
    public static bool Has(JsonElement record, string property)
    {
        var value = JsonText.Get(record, property);
        return value.ValueKind switch
        {
            JsonValueKind.String => !string.IsNullOrWhiteSpace(JsonText.Of(value)),
            JsonValueKind.Array => value.GetArrayLength() > 0,
            JsonValueKind.Object or JsonValueKind.True => true,
            _ => false,
        };
    }

    /// <summary>The first of these properties that has a text, or null.</summary>
    public static string? First(JsonElement record, params ReadOnlySpan<string> properties)
    {
        foreach (var property in properties)
        {
            if (JsonText.Of(record, property) is { Length: > 0 } text)
                return text;
        }
        return null;
    }
}
