using System.Collections.Frozen;

namespace RiskLens.Engine.Messages;

/// <summary>The words, English and French, by which tables say direction and failure; looked up folded.</summary>
internal static class TableWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> In = Set(
        """
        in i inbound incoming received receive recu recue entrant entrante entree mo
        contact customer client
        """
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Out = Set(
        """
        out o outbound outgoing outboundapi outboundreply outboundcall sent send envoye envoyee sortant sortante
        sortie emis mt agent bot business company entreprise workflow broadcast echo
        """
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Failures = Set(
        """
        failed failure fail undelivered undeliverable notdelivered rejected expired bounced error
        echec echoue echouee nonremis nonremise nondelivre rejete rejetee expire erreur
        """
    );

    public static bool TryDirection(ReadOnlySpan<char> cell, out Direction direction)
    {
        var word = Folded.Of(cell, stackalloc char[Folded.Longest]);
        direction = Out.Contains(word) ? Direction.Out : Direction.In;
        return direction == Direction.Out || In.Contains(word);
    }

    public static bool IsFailure(ReadOnlySpan<char> cell) =>
        !cell.IsEmpty && Failures.Contains(Folded.Of(cell, stackalloc char[Folded.Longest]));

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words
            .Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
