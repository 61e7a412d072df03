using System.Text;
using RiskLens.App.Tests.Storage;

namespace RiskLens.App.Tests.Logs;

public sealed class PrivacyTests
{
    private static readonly string[] Secrets =
    [
        "699123456",
        "Aminata",
        "Ngono",
        "zebra crossing",
        "wamid-4711",
        "secret-file-of-marie",
        "Salary of Paul",
        "salary_of_paul",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_name_number_text_or_file_name_reaches_the_workspace()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var log = temp.Log(
            "secret-file-of-marie.csv",
            "timestamp,contact,direction,channel,purpose,id,body",
            "2026-01-05T08:00:00Z,+237 699123456,in,whatsapp,Salary of Paul,wamid-4711,the zebra crossing",
            "2026-01-05T09:00:00Z,Aminata Ngono,in,whatsapp,,,meet at the zebra crossing",
            "2026-01-05T11:00:00Z,Aminata Ngono,sideways,whatsapp,,,zebra crossing",
            "Aminata Ngono,+237 699123456,in,whatsapp,,,zebra crossing",
            "2026-01-05T12:00:00Z,+237 699123456,out,whatsapp,,,the zebra crossing"
        );
        var file = Assert.Single((await temp.ImportAsync(log)).Files);
        Assert.Equal((3L, 2L), (file.Messages, file.Rejected));
        var kept = await BytesOfAsync(temp.Folder);
        Assert.Contains("whatsapp", kept, StringComparison.Ordinal);
        Assert.All(
            Secrets,
            secret => Assert.DoesNotContain(secret, kept, StringComparison.OrdinalIgnoreCase)
        );
        Assert.All(
            file.RejectedLines,
            line =>
                Assert.All(
                    Secrets,
                    secret => Assert.DoesNotContain(secret, line.Reason, StringComparison.OrdinalIgnoreCase)
                )
        );
    }

    /// <summary>All bytes of all files, read once as 8-bit and twice as 16-bit letters.</summary>
    private static async Task<string> BytesOfAsync(string folder)
    {
        var text = new StringBuilder();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using var copy = new MemoryStream();
            await file.CopyToAsync(copy, Stop);
            var bytes = copy.ToArray();
            text.Append(path)
                .Append(Encoding.Latin1.GetString(bytes))
                .Append(Encoding.Unicode.GetString(bytes))
                .Append(Encoding.Unicode.GetString(bytes.AsSpan(Math.Min(1, bytes.Length))));
        }

        return text.ToString();
    }
}
