using System.Globalization;
using RiskLens.App.Demo;

namespace RiskLens.App.Tests.Demo;

/// <summary>One line of the bank's CSV logs, read in the plainest way: no quoting occurs in them.</summary>
public sealed record LoggedMessage(
    DateTimeOffset Sent,
    string Id,
    string Channel,
    string Direction,
    string Customer,
    string Purpose,
    string Status,
    long Amount
);

/// <summary>The bundled bank's files, generated once for the tests that read them.</summary>
public sealed class BankFiles : IDisposable
{
    public BankFiles()
    {
        Folder = Directory.CreateTempSubdirectory("risklens-bank-").FullName;
        Truth = new BankGenerator(BankOptions.Bundled).Write(Folder, CancellationToken.None);
        Messages = [.. Directory.GetFiles(Folder, "*.csv").Order(StringComparer.Ordinal).SelectMany(Read)];
    }

    public string Folder { get; }

    public BankTruth Truth { get; }

    /// <summary>Every message of the CSV logs; the chat export is not among them.</summary>
    public IReadOnlyList<LoggedMessage> Messages { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static IEnumerable<LoggedMessage> Read(string path)
    {
        var lines = File.ReadLines(path);
        Assert.Equal("sent_at,message_id,channel,direction,customer,purpose,status,amount", lines.First());
        return lines
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(cells => new LoggedMessage(
                DateTimeOffset.Parse(cells[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                cells[1],
                string.Intern(cells[2]),
                string.Intern(cells[3]),
                cells[4],
                string.Intern(cells[5]),
                string.Intern(cells[6]),
                cells[7].Length == 0 ? 0 : long.Parse(cells[7], CultureInfo.InvariantCulture)
            ));
    }
}
