using System.Globalization;
using System.Text;
using RiskLens.Engine.Numerics;

namespace RiskLens.App.Demo;

/// <summary>
/// Writes the WhatsApp "Export chat" of one merchant with the bank, as an Android telephone set to French does:
/// wall-clock minutes, media left out, lines made by WhatsApp itself. The chat sleeps on the days of the outages
/// and the days after, so the truth of the outages is in the CSV logs alone.
/// </summary>
internal static class BankChat
{
    public const string FileName = "Discussion WhatsApp avec Epicerie Fictive.txt";

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

    private static readonly string[] Replies =
    [
        "Merci",
        "D'accord",
        "Je vois, merci beaucoup",
        "👍",
        "<Médias omis>",
    ];

    /// <summary>Writes the chat and gives its number of messages (the lines made by WhatsApp are none).</summary>
    public static long Write(Stream into, Rng rng)
    {
        using var writer = new StreamWriter(into, new UTF8Encoding(false), leaveOpen: true);
        var chat = new Lines(writer);
        var day = 2;
        var moment = At(day, 9, 12);
        chat.System(
            moment,
            "Les messages et les appels sont chiffrés de bout en bout. Aucun tiers, pas même WhatsApp, ne peut les lire ou les écouter. Appuyez pour en savoir plus."
        );
        chat.Message(moment, FictionalBank.Name, FictionalBank.Notice);
        while (day < BankCalendar.Days - 10)
        {
            day += 3 + rng.NextInt(7);
            if (IsQuiet(day))
                continue;
            moment = At(day, 8 + rng.NextInt(11), rng.NextInt(60));
            if (rng.NextInt(40) == 0)
            {
                chat.System(
                    moment,
                    "Votre code de sécurité avec "
                        + FictionalBank.Merchant
                        + " a changé. Appuyez pour en savoir plus."
                );
            }
            Talk(chat, rng, moment);
        }
        return chat.Messages;
    }

    private static void Talk(Lines chat, Rng rng, DateTimeOffset moment)
    {
        chat.Message(moment, FictionalBank.Merchant, Questions[rng.NextInt(Questions.Length)]);
        moment = moment.AddMinutes(1 + rng.NextInt(3));
        chat.Message(moment, FictionalBank.Name, Answers[rng.NextInt(Answers.Length)]);
        for (var turn = rng.NextInt(3); turn >= 0; turn--)
        {
            moment = moment.AddMinutes(rng.NextInt(4));
            chat.Message(moment, FictionalBank.Merchant, Replies[rng.NextInt(Replies.Length)]);
            if (rng.NextInt(2) == 0)
            {
                chat.Message(
                    moment.AddMinutes(1),
                    FictionalBank.Name,
                    rng.NextInt(5) == 0 ? "<Médias omis>" : "Avec plaisir."
                );
                moment = moment.AddMinutes(1);
            }
        }
    }

    private static bool IsQuiet(int day) =>
        BankOutage.All.Any(outage => day - outage.StartSecond / (24 * 3600) is >= -1 and <= 2);

    private static DateTimeOffset At(int day, int hour, int minute) =>
        BankCalendar.MomentOf((day * 24 + hour) * 3600 + minute * 60);

    private sealed class Lines(TextWriter writer)
    {
        public long Messages { get; private set; }

        public void System(DateTimeOffset moment, string text) => writer.Write(Head(moment) + text + "\n");

        public void Message(DateTimeOffset moment, string author, string text)
        {
            writer.Write(Head(moment) + author + ": " + text + "\n");
            Messages++;
        }

        private static string Head(DateTimeOffset moment) =>
            moment.ToString("dd/MM/yyyy' à 'HH:mm' - '", CultureInfo.InvariantCulture);
    }
}
