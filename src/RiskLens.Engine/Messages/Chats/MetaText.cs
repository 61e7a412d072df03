using System.Text;
using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Text of Messenger's and Instagram's downloads, in which each byte of the UTF-8 stands as a character of its own
/// (\u00c3\u00a9 for é).
/// </summary>
internal static class MetaText
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>The repaired text of a property, or null.</summary>
    public static string? Of(JsonElement parent, string property) =>
        JsonText.Of(parent, property) is { } text ? Repaired(text) : null;

    /// <summary>
    /// The text that the bytes make; unchanged where it has characters that are no bytes, or the bytes are not UTF-8:
    /// newer downloads are written as they should be.
    /// </summary>
    public static string Repaired(string text)
    {
        var bytes = false;
        foreach (var letter in text)
        {
            if (letter > '\u00FF')
                return text;
            bytes |= letter >= '\u0080';
        }
        if (!bytes)
            return text;
        try
        {
            return Strict.GetString(Encoding.Latin1.GetBytes(text));
        }
        catch (DecoderFallbackException)
        {
            return text;
        }
    }
}
