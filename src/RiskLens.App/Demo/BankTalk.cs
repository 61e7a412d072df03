using RiskLens.Engine.Numerics;

namespace RiskLens.App.Demo;

/// <summary>One message of a talk between the bank and one of its business customers.</summary>
/// <param name="Moment">When it was sent.</param>
/// <param name="ByBank">Whether the bank wrote it.</param>
/// <param name="Text">What it says; null for a picture.</param>
/// <param name="Opens">Whether it opens a talk.</param>
internal sealed record BankTurn(DateTimeOffset Moment, bool ByBank, string? Text, bool Opens);

/// <summary>
/// What a business customer and the bank write to each other over the two years, for the exports that a person makes
/// by hand beside the logs of the providers. It sleeps on the days of the outages and the days after, so the truth of
/// the outages is in the CSV logs alone.
/// </summary>
internal static class BankTalk
{
    private static readonly string[] Questions =
    [
        "Bonjour, le solde du compte de la boutique svp",
        "Bonjour, avez-vous reçu le virement du grossiste fictif ?",
        "Bonsoir, je voudrais les 5 dernières opérations",
        "Je dois payer le fournisseur aujourd'hui, c'est possible par ici ?",
        "Bonjour, à quelle heure ouvre l'agence demain ?",
        "Le client dit qu'il a payé\nmais je ne vois rien sur mon compte",
    ];

    private static readonly string[] Answers =
    [
        "Bonjour, nous vérifions tout de suite.",
        "Bonjour et merci de votre message. Un conseiller fictif vous répond.",
        "C'est fait.\nAutre chose pour votre service ?",
        "L'agence de Ndokoti ouvre à 8h00.",
        "Votre demande est enregistrée : dossier fictif.",
    ];

    private static readonly string?[] Replies = ["Merci", "D'accord", "Je vois, merci beaucoup", "👍", null];

    /// <summary>The first moment of the talks.</summary>
    public static DateTimeOffset First { get; } = At(2, 9, 12);

    /// <summary>All messages, by time.</summary>
    public static IEnumerable<BankTurn> Of(Rng rng)
    {
        var day = 2;
        while (day < BankCalendar.Days - 10)
        {
            day += 3 + rng.NextInt(7);
            if (IsQuiet(day))
                continue;
            foreach (var turn in Talk(rng, At(day, 8 + rng.NextInt(11), rng.NextInt(60))))
                yield return turn;
        }
    }

    private static IEnumerable<BankTurn> Talk(Rng rng, DateTimeOffset moment)
    {
        yield return new BankTurn(
            moment,
            ByBank: false,
            Questions[rng.NextInt(Questions.Length)],
            Opens: true
        );
        moment = moment.AddMinutes(1 + rng.NextInt(3));
        yield return new BankTurn(moment, ByBank: true, Answers[rng.NextInt(Answers.Length)], Opens: false);
        for (var more = rng.NextInt(3); more >= 0; more--)
        {
            moment = moment.AddMinutes(rng.NextInt(4));
            yield return new BankTurn(
                moment,
                ByBank: false,
                Replies[rng.NextInt(Replies.Length)],
                Opens: false
            );
            if (rng.NextInt(2) != 0)
                continue;
            moment = moment.AddMinutes(1);
            yield return new BankTurn(
                moment,
                ByBank: true,
                rng.NextInt(5) == 0 ? null : "Avec plaisir.",
                Opens: false
            );
        }
    }

    private static bool IsQuiet(int day) =>
        BankOutage.All.Any(outage => day - outage.StartSecond / (24 * 3600) is >= -1 and <= 2);

    private static DateTimeOffset At(int day, int hour, int minute) =>
        BankCalendar.MomentOf((day * 24 + hour) * 3600 + minute * 60);
}
