using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using RiskLens.Engine.Numerics;

namespace RiskLens.App.Demo;

/// <summary>
/// Writes the result.json that Telegram Desktop exports of the bank's account: its talks with two business customers
/// in personal chats, a call in each.
/// </summary>
internal static class BankTelegram
{
    public const string FileName = "banque-fictive-telegram-desktop.json";

    /// <summary>Telegram ids of users who do not exist: above all that Telegram has given.</summary>
    private const long BankId = 990_000_000_001;

    /// <summary>The customers of the chats.</summary>
    public static IReadOnlyList<string> Customers { get; } =
    ["Garage Fictif Bonabéri", "Pressing Fictif Bonapriso"];

    /// <summary>Writes the export and gives its number of messages (calls are none).</summary>
    public static long Write(Stream into, Rng rng)
    {
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            // As Telegram writes it: letters beyond ASCII as they are.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using var json = new Utf8JsonWriter(into, options);
        var messages = 0L;
        json.WriteStartObject();
        json.WriteString("about", FictionalBank.Notice);
        json.WriteStartObject("personal_information");
        json.WriteNumber("user_id", BankId);
        json.WriteString("first_name", FictionalBank.Name);
        json.WriteEndObject();
        json.WriteStartObject("chats");
        json.WriteStartArray("list");
        for (var customer = 0; customer < Customers.Count; customer++)
            messages += WriteChat(json, rng.Fork(Customers[customer]), customer);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        return messages;
    }

    private static long WriteChat(Utf8JsonWriter json, Rng rng, int customer)
    {
        var (name, id) = (Customers[customer], BankId + 1 + customer);
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("type", "personal_chat");
        json.WriteNumber("id", id);
        json.WriteStartArray("messages");
        var number = 0L;
        foreach (var turn in BankTalk.Of(rng))
        {
            json.WriteStartObject();
            json.WriteNumber("id", ++number);
            json.WriteString("type", "message");
            WriteTime(json, turn.Moment);
            json.WriteString("from", turn.ByBank ? FictionalBank.Name : name);
            json.WriteString("from_id", "user" + Number(turn.ByBank ? BankId : id));
            if (turn.Text is null)
                json.WriteString("photo", "(File not included. Change data exporting settings to download.)");
            json.WriteString("text", turn.Text ?? "");
            json.WriteEndObject();
        }
        json.WriteStartObject();
        json.WriteNumber("id", number + 1);
        json.WriteString("type", "service");
        WriteTime(json, BankTalk.First);
        json.WriteString("actor", name);
        json.WriteString("actor_id", "user" + Number(id));
        json.WriteString("action", "phone_call");
        json.WriteNumber("duration_seconds", 40);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        return number;
    }

    private static void WriteTime(Utf8JsonWriter json, DateTimeOffset moment)
    {
        json.WriteString(
            "date",
            moment.DateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
        );
        json.WriteString("date_unixtime", Number(moment.ToUnixTimeSeconds()));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
