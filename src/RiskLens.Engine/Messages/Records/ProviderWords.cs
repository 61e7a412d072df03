using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>What the records of several providers have in common.</summary>
internal static class ProviderWords
{
    private const int FewestDigits = 8;
    private const int MostDigits = 15;

    /// <summary>The direction that a provider's word means, or null.</summary>
    public static Direction? DirectionOf(string? word)
    {
        if (word is null)
            return null;
        if (word.StartsWith("outbound", StringComparison.OrdinalIgnoreCase))
            return Direction.Out;
        return TableWords.TryDirection(word, out var direction) ? direction : null;
    }

    /// <summary>Whether a status means that the message did not arrive ("UNDELIVERABLE", "delivery_failed").</summary>
    public static bool IsFailure(string? status) =>
        status is not null
        && (TableWords.IsFailure(status) || status.EndsWith("failed", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// How a status webhook counts: delivered, read and failed are later words on a message counted as it was sent.
    /// </summary>
    public static Counting CountingOf(string? status) =>
        IsFailure(status) || status?.ToUpperInvariant() is "DELIVERED" or "READ" or "SEEN" or "PLAYED"
            ? Counting.StatusOfId
            : Counting.OncePerId;

    /// <summary>
    /// A number that its provider documents as international, with the + that some leave out, so that one customer
    /// is one contact whichever provider wrote the log. Names and short codes stay as they are.
    /// </summary>
    public static string? International(string? number) =>
        number is { Length: >= FewestDigits and <= MostDigits }
        && number[0] != '0'
        && number.All(char.IsAsciiDigit)
            ? "+" + number
            : number;

    /// <summary>A property of a property: "status" of the "via" of a record.</summary>
    public static string? Inner(JsonElement record, string outer, string inner) =>
        JsonText.Of(JsonText.Get(record, outer), inner);

    /// <summary>Whether a property holds true.</summary>
    public static bool Is(JsonElement record, string property) =>
        JsonText.Get(record, property).ValueKind == JsonValueKind.True;
}
