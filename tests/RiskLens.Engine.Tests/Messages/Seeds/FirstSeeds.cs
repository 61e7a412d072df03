using System.Text;

namespace RiskLens.Engine.Tests.Messages.Seeds;

/// <summary>Small whole logs of the first two formats, to be damaged.</summary>
internal static class FirstSeeds
{
    internal const string Chat =
        "\u200E[24/10/2021, 16:39:05] Alice: \u200Eimage omitted\r\n[24/10/2021, 16:39:06] Bob: Salut\nsuite 12.10.2021, 9:05\r\n"
        + "[25/10/2021, 00:01:00] ~\u202F+237 699 00 11 22: x: y\r\n[25/10/2021, 00:02:00] \u200EAlice: \u200EMissed voice call\r\n";

    private const string AndroidChat =
        "10/24/21, 4:39\u202FPM - Messages and calls are end-to-end encrypted.\n10/24/21, 4:39\u202FPM - Ann: a\n\n\n"
        + "10/25/21, 12:39\u202FAM - Bob:\n10/25/21, 1:39\u202FAM - Bob: <Media omitted>\n";

    private const string Table =
        "time,contact,channel,direction,amount,text\n2021-10-04T15:39:00Z,+237 699 00 11 22,sms,in,\"1,250.00\",\"a\nb\"\n"
        + "24/10/2021 16:39,Élodie,E-mail,out,,x\n1633361940,c,,in,-5,\"\"\"q\"\"\"\n\"Mon, 04 Oct 2021 15:39:00 +0000\",d,sms,out,1,\n";

    private const string PlainTable =
        "Date;Heure;Client;Sens\n24/10/2021;16:39;a;entrant\n25/10/2021;4:39 PM;b;sortant\n26/10/2021;;c;in\n";

    public static IReadOnlyList<(string Format, byte[] Log)> All { get; } =
    [
        ("whatsapp-export", Encoding.UTF8.GetBytes(Chat)),
        ("whatsapp-export", Encoding.UTF8.GetBytes(AndroidChat)),
        ("csv", Encoding.UTF8.GetBytes(Table)),
        ("csv", Encoding.UTF8.GetBytes(PlainTable)),
    ];
}
