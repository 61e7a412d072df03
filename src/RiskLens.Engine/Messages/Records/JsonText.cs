using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Text of JSON values as programs really write it: half surrogate pairs and bytes that are not UTF-8, which .NET
/// refuses, become U+FFFD instead of ending the import.
/// </summary>
internal static class JsonText
{
    /// <summary>The text of a string, the digits of a number; null for anything else.</summary>
    public static string? Of(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => OfString(value),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };

    /// <summary>The text of a property of an object; null where it is missing or neither text nor number.</summary>
    public static string? Of(JsonElement parent, string property) => Of(Get(parent, property));

    /// <summary>A property of an object, or an undefined element.</summary>
    public static JsonElement Get(JsonElement parent, string property)
    {
        if (parent.ValueKind != JsonValueKind.Object)
            return default;
        try
        {
            return parent.TryGetProperty(property, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            return GetAmongBroken(parent, property);
        }
    }

    /// <summary>The elements of an array; none where it is no array.</summary>
    public static JsonElement.ArrayEnumerator Each(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;

    /// <summary>The text between the quotation marks of a JSON string, as UTF-8.</summary>
    public static string Unescape(ReadOnlySpan<byte> raw)
    {
        var text = Encoding.UTF8.GetString(raw);
        return text.Contains('\\', StringComparison.Ordinal) ? Unescape(text) : text;
    }

    /// <summary>One of the names has half a surrogate pair in it, which .NET refuses to compare.</summary>
    private static JsonElement GetAmongBroken(JsonElement parent, string property)
    {
        foreach (var one in parent.EnumerateObject())
        {
            if (Unescape(JsonMarshal.GetRawUtf8PropertyName(one)) == property)
                return one.Value;
        }
        return default;
    }

    private static string OfString(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // As bytes: of those that are not UTF-8 the raw text is refused as well.
            return Unescape(JsonMarshal.GetRawUtf8Value(value)[1..^1]);
        }
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
                continue;
            }
            var escape = text[++i];
            if (escape == 'u' && i + 4 < text.Length && Hex(text.AsSpan(i + 1, 4)) is { } unit)
            {
                plain.Append(unit);
                i += 4;
                continue;
            }
            plain.Append(Plain(escape));
        }
        // Halves of pairs that found no other half.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(plain.ToString()));
    }

    private static char? Hex(ReadOnlySpan<char> digits) =>
        ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;

    private static char Plain(char escape) =>
        escape switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\b',
            'f' => '\f',
            _ => escape,
        };
}
