using System.Text;

namespace RiskLens.Engine.Tests.Messages.Seeds;

/// <summary>Small tables of every kind, for mutation.</summary>
internal static class TableSeeds
{
    private const string Titled =
        "Export of March,,,\nmade by,Ann,,\n\nSent at,Phone,Direction,Montant\n"
        + "2026-03-02 10:00,+237 699 00 11 22,in,\"1,250.00\"\n02/03/2026 11:00,+237699001123,out,(5)\n1772445600,a@b.example,in,-\n";

    private const string Headerless =
        "2026-03-02T10:00:00Z\t+237699001122\tinbound\thello you there\n2026-03-02T10:01:00Z\t+237699001123\toutbound\tand \"what\" else\n"
        + "2026-03-02T10:02:00Z\t+237699001122\tinbound\tthird of the kind\n";

    private const string Edges =
        "1 2 1772445600\n2 1 1772445601\n1 3 1772445602\n3 1 1772445603\n2 3 1772445604\n3 2 1772445605\n"
        + "1 2 1772445606\n2 1 1772445607\n1 3 1772445608\n3 1 1772445609\n";

    private const string Customer =
        "Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance\n"
        + "UCA1,2026-03-02 10:00:00,Customer Transfer to - 07******00 ANN EXAMPLE,Completed,,\"-1,200.00\",5\n"
        + "UCA1,2026-03-02 10:00:00,Customer Transfer of Funds Charge,Completed,,-23.00,5\n"
        + "UCA2,02 Mar 2026 11:00:00,Funds received from 254700000001 - BEN EXAMPLE Acc. 5,Completed,300,,5\n"
        + "UCA3,2026-03-02 12:00:00,Airtime Purchase,Completed,,20,5\nUCA4,2026-03-02 12:00:00,Pay Bill to 5 - X,Failed,,20,5\n";

    private const string Organisation =
        "Organization Statement\nShort Code:;000000\n\nReceipt;Date;Details;Status;Withdrawn;Paid In;Balance;Other Party Info\n"
        + "UCB1;2026-03-02 10:00:00;Pay Bill;Completed;;200;5;254700000001 - ANN\nUCB2;2026-03-02 10:01:00;B2C;Completed;10;;5;254700000002 - BEN\n"
        + "UCB3;2026-03-02 10:02:00;B2C;Declined;10;;5;254700000002 - BEN\n";

    private const string JsonLines =
        "{\"sent_at\":\"2026-03-02T10:00:00Z\",\"from\":{\"phone\":\"+237699001122\"},\"incoming\":true,\"text\":\"a\\nb\",\"list\":[1,{\"x\":2}]}\n"
        + "\n{\"sent_at\":1772445600,\"from\":{\"phone\":\"+237699001123\",\"name\":\"\\ud83d\"},\"incoming\":false,\"amount\":12.5}\n{\"sent_at\":\"x\"}\nno json\n[1]\n";

    private const string JsonArray =
        "[\n {\"time\": \"2026-03-02 10:00\", \"contact\": \"ann\", \"direction\": \"in\", \"e\": {}},\n"
        + " {\"time\": \"03/03/2026 10:00\", \"contact\": \"ben\", \"direction\": \"out\", \"e\": null},\n 5, \"six\", {}\n]\n";

    public static IReadOnlyList<(string Format, byte[] Log)> All { get; } =
    [
        ("csv", Encoding.UTF8.GetBytes(Titled)),
        ("csv", Encoding.UTF8.GetBytes(Headerless)),
        ("csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Headerless)).ToArray()),
        ("csv", Encoding.UTF8.GetBytes(Edges)),
        ("mpesa-statement", Encoding.UTF8.GetBytes(Customer)),
        ("mpesa-statement", Encoding.UTF8.GetBytes(Organisation)),
        ("json-table", Encoding.UTF8.GetBytes(JsonLines)),
        ("json-table", Encoding.UTF8.GetBytes(JsonArray)),
    ];
}
