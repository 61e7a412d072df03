using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>What a file of a thread says beside its messages.</summary>
/// <param name="Key">What the files of one thread have in common, or null.</param>
/// <param name="Title">The other's name where two talk, the group's name else; null where the file does not tell.</param>
/// <param name="Participants">Names, normalised; those who left are missing from it.</param>
internal sealed record MetaThread(string? Key, string? Title, IReadOnlyList<string> Participants)
{
    /// <summary>Whether two talk.</summary>
    public bool IsPair => Participants.Count == 2;

    /// <summary>The one of two who is not that one, or null.</summary>
    public string? OtherThan(string? one)
    {
        if (!IsPair || one is null)
            return null;
        if (Participants[0] == one)
            return Participants[1];
        return Participants[1] == one ? Participants[0] : null;
    }

    /// <summary>A participant: an object with a name, or in newer files the name itself.</summary>
    public static string? Participant(JsonElement participant) =>
        participant.ValueKind == JsonValueKind.String
            ? MetaText.Repaired(JsonText.Of(participant)!)
            : MetaText.Of(participant, "name");
}
