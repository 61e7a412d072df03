using System.Text;

namespace RiskLens.Engine.Tests.Messages.Seeds;

/// <summary>Small exports, rich in what exports have, to be damaged.</summary>
internal static class WhatsAppSeeds
{
    private const string Ios =
        "[24/10/2021, 16:39:01] Équipe: \u200EMessages and calls are end-to-end encrypted.\r\n"
        + "\u200E[24/10/2021, 16:39:05] Alice: \u200Eimage omitted\r\n[24/10/2021, 16:39:06] Bob: Salut\nsuite 12.10.2021, 9:05\r\n"
        + "[25/10/2021, 00:01:00] ~\u202F+237 699 00 11 22: x: y\r\n[25/10/2021, 00:02:00] \u200EAlice: \u200EMissed voice call\r\n";

    private const string Arabic =
        "١٧\u200F/٠٧\u200F/٢٠٢٦، ١٠:٣٠ م - Ann: a\n١٨\u200F/٠٧\u200F/٢٠٢٦، ١:٣٠ ص - Bob:\n"
        + "١٨\u200F/٠٧\u200F/٢٠٢٦، ١:٣١ ص - Ann غيّرت الموضوع \"س: ص\"\n١٩\u200F/٠٧\u200F/٢٠٢٦، ١٢:٣٠ م - Bob:c\n";

    private const string Joined =
        "\uFEFF10/24/21, 4:39\u202FPM - Shop: desk: a\n10/25/21, 12:39\u202FAM - Shop: desk: b\n10/26/21, 1:39â€¯AM - Shop: desk: <Media omitted>\n"
        + "\uFEFF2024. 12. 31. du. 9:05 - Ã‰lodie: x\n2025. 1. 1. de. 9:05 - Ann: y\n[21:05, 31/12/2024] Paul: z\n";

    private const string Spreadsheet =
        "\"24/10/67; 16;39 - Ann; a \"\"b\"\"\";;\n\"25/10/67; 16;40 - Bob; b\"\n26/10/67; 16;41 - \\u200EAnn; c\n";

    public static IReadOnlyList<(string Format, byte[] Log)> All { get; } =
    [
        .. new[] { Ios, Arabic, Joined, Spreadsheet }.Select(text =>
            ("whatsapp-export", Encoding.UTF8.GetBytes(text))
        ),
    ];
}
