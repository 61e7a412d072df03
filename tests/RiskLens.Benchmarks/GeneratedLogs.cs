using System.Globalization;
using RiskLens.Engine.Numerics;

namespace RiskLens.Benchmarks;

/// <summary>Large logs from a seed: the same bytes on every machine.</summary>
internal static class GeneratedLogs
{
    private static readonly string[] Channels = ["whatsapp", "sms", "telegram", "email", "ussd"];
    private static readonly string[] Statuses = ["delivered", "delivered", "delivered", "read", "failed"];

    private static readonly string[] Words = (
        "the a my your account balance transfer please sent code today tomorrow thank you hello yes no when "
        + "payment school market money number card help bank agent fees salary how much again received pending"
    ).Split(' ');

    private static readonly DateTime Start = new(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A table of two years: timestamp, channel, direction, contact, status, amount.</summary>
    public static void Table(string path, int rows, int contacts)
    {
        const double seconds = 2 * 365 * 86_400.0;
        var rng = new Rng(7);
        using var file = new StreamWriter(path, append: false, System.Text.Encoding.ASCII, 1 << 20);
        file.WriteLine("timestamp,channel,direction,contact,status,amount");
        for (var i = 0; i < rows; i++)
        {
            var time = Start.AddSeconds(Math.Floor(i * seconds / rows));
            var contact = rng.NextInt(contacts) * 97L % 100_000_000;
            var amount =
                rng.NextInt(5) == 0 ? rng.NextInt(50_000).ToString(CultureInfo.InvariantCulture) : "";
            file.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{time:yyyy-MM-dd'T'HH:mm:ss'Z'},{Channels[rng.NextInt(5)]},{(rng.NextInt(2) == 0 ? "in" : "out")},+2376{contact:00000000},{Statuses[rng.NextInt(5)]},{amount}\n"
                )
            );
        }
    }

    /// <summary>A group's chat of two years as an Android phone exports it, 120 people, some bodies of two lines.</summary>
    public static void Chat(string path, int messages)
    {
        var rng = new Rng(11);
        using var file = new StreamWriter(path, append: false, new System.Text.UTF8Encoding(false), 1 << 20);
        file.Write(
            "01/01/2021, 00:00 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.\n"
        );
        for (var i = 0; i < messages; i++)
        {
            var time = Start.AddMinutes(Math.Floor(i * (2 * 365 * 1440.0) / messages));
            file.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{time:dd/MM/yyyy, HH:mm} - Person {rng.NextInt(120)}: "
                )
            );
            for (var words = 4 + rng.NextInt(16); words > 0; words--)
            {
                file.Write(Words[rng.NextInt(Words.Length)]);
                file.Write(words == 1 ? '\n' : ' ');
            }

            if (rng.NextInt(20) == 0)
                file.Write("and a second line of the same message\n");
        }
    }
}
