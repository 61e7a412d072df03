using System.Globalization;
using System.Text;
using RiskLens.Engine.Numerics;

namespace RiskLens.App.Demo;

/// <summary>
/// Writes the WhatsApp "Export chat" of one merchant with the bank, as an Android telephone set to French does:
/// wall-clock minutes, media left out, lines made by WhatsApp itself.
/// </summary>
internal static class BankChat
{
    public const string FileName = "Discussion WhatsApp avec Epicerie Fictive.txt";

    /// <summary>Writes the chat and gives its number of messages (the lines made by WhatsApp are none).</summary>
    public static long Write(Stream into, Rng rng)
    {
        using var writer = new StreamWriter(into, new UTF8Encoding(false), leaveOpen: true);
        var chat = new Lines(writer);
        chat.System(
            BankTalk.First,
            "Les messages et les appels sont chiffrés de bout en bout. Aucun tiers, pas même WhatsApp, ne peut les lire ou les écouter. Appuyez pour en savoir plus."
        );
        chat.Message(BankTalk.First, FictionalBank.Name, FictionalBank.Notice);
        foreach (var turn in BankTalk.Of(rng.Fork("talk")))
        {
            if (turn.Opens && rng.NextInt(40) == 0)
            {
                chat.System(
                    turn.Moment,
                    "Votre code de sécurité avec "
                        + FictionalBank.Merchant
                        + " a changé. Appuyez pour en savoir plus."
                );
            }
            var author = turn.ByBank ? FictionalBank.Name : FictionalBank.Merchant;
            chat.Message(turn.Moment, author, turn.Text ?? "<Médias omis>");
        }
        return chat.Messages;
    }

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
