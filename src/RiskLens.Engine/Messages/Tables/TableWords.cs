using System.Collections.Frozen;

namespace RiskLens.Engine.Messages;

/// <summary>The words, English and French, by which tables say direction and failure; looked up folded.</summary>
internal static class TableWords
{
    private const int LongestNothing = 9;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> In = Set(
        """
        in i inbound incoming received receive recu recue entrant entrante entree mo
        contact customer client cliente kunde recibido recibida recebido recebida eingehend eingang
        """
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Out = Set(
        """
        out o outbound outgoing outboundapi outboundreply outboundcall sent send envoye envoyee sortant sortante
        sortie emis mt agent bot business company entreprise workflow broadcast echo saliente saida
        enviado enviada ausgehend ausgang
        """
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Failures = Set(
        """
        failed failure fail undelivered undeliverable notdelivered rejected expired bounced error
        echec echoue echouee nonremis nonremise nondelivre rejete rejetee expire erreur
        fallido fallida falhou fehlgeschlagen
        """
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Successes = Set(
        """
        sent delivered read seen received queued accepted submitted success successful completed
        envoye remis delivre livre lu recu enattente reussi entregado entregue leido lido
        """
    );

    /// <summary>As they are written: "Nan" and "Na" are also names of people.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Nothings = FrozenSet
        .ToFrozenSet(
            [
                "NULL",
                "null",
                "Null",
                "(null)",
                "\\N",
                "N/A",
                "n/a",
                "#N/A",
                "nil",
                "None",
                "undefined",
                "NaN",
                "nan",
                "unknown",
                "Unknown",
                "UNKNOWN",
            ],
            StringComparer.Ordinal
        )
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Yeses = Set(
        "true yes y 1 t oui o vrai si sim ja"
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Noes = Set(
        "false no n 0 f non faux nao nein"
    );

    public static bool TryDirection(ReadOnlySpan<char> cell, out Direction direction)
    {
        var word = Folded.Of(cell, stackalloc char[Folded.Longest]);
        direction = Out.Contains(word) ? Direction.Out : Direction.In;
        return direction == Direction.Out || In.Contains(word);
    }

    public static bool IsFailure(ReadOnlySpan<char> cell) =>
        !cell.IsEmpty && Failures.Contains(Folded.Of(cell, stackalloc char[Folded.Longest]));

    /// <summary>A word that says how a message fared.</summary>
    public static bool IsStatus(ReadOnlySpan<char> cell)
    {
        var word = Folded.Of(cell, stackalloc char[Folded.Longest]);
        return Successes.Contains(word) || Failures.Contains(word);
    }

    /// <summary>What databases and programs write where there is nothing: NULL, \N, N/A, undefined.</summary>
    public static bool IsNothing(ReadOnlySpan<char> cell) =>
        cell.Length <= LongestNothing && Nothings.Contains(cell);

    /// <summary>Yes or no, in words or as 1 and 0.</summary>
    public static bool TryYes(ReadOnlySpan<char> cell, out bool yes)
    {
        var word = Folded.Of(cell, stackalloc char[Folded.Longest]);
        yes = Yeses.Contains(word);
        return yes || Noes.Contains(word);
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        TableNames.Words(words).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
