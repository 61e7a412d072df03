using System.Runtime.InteropServices;
using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>The properties of an object whose names are data; names that are half a character are read leniently.</summary>
internal static class JsonProperties
{
    public static IEnumerable<(string Name, JsonElement Value)> Of(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var one in value.EnumerateObject())
            yield return (JsonText.Unescape(JsonMarshal.GetRawUtf8PropertyName(one)), one.Value);
    }
}
