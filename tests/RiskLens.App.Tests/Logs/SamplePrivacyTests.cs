using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Cli;
using RiskLens.App.Tests.Companies;
using RiskLens.App.Tests.Storage;

namespace RiskLens.App.Tests.Logs;

/// <summary>
/// Imports every sample beside the repository and looks for what stands in them, in all that the program leaves: the
/// workspace, what it prints, the folder for temporary files.
/// </summary>
public sealed partial class SamplePrivacyTests
{
    private const int MostSecretsOfOneFile = 60;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_stands_in_a_sample_reaches_the_disk_or_the_screen()
    {
        var samples = Path.Combine(CommandRun.Checkout, "..", "shared", "samples", "messages");
        Assert.SkipUnless(Directory.Exists(samples), "The sample messages are not beside the repository.");
        var files = Directory
            .GetFiles(samples, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith("SOURCES.md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        using var temp = await TempWorkspace.MakeAsync();
        await BankLog.SetCountryAsync(temp, "CM");
        var secrets = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in files)
            secrets.UnionWith(SecretsOf(await TextOfAsync(path), path));
        Assert.True(secrets.Count > 500, $"Only {secrets.Count} texts were found to look for.");

        var result = await new ImportLogs(temp.Workspace, BankLog.Catalogue).RunAsync(
            [.. files.Select(path => new LogFile(path, Path.GetFileName(path)))],
            new ImportOptions("whatsapp"),
            null,
            Stop
        );
        var imported = result.Files.Count(file => file.Refused is null);
        Assert.True(imported >= 25, $"Only {imported} samples were imported.");
        var printed = string.Join('\n', result.Files.Select(file => file with { File = "" }));
        var rejected = string.Join('\n', result.Files.SelectMany(file => file.RejectedLines));
        AssertHoldsNone(secrets, printed + rejected, "the result of the import");
        AssertHoldsNone(secrets, await BytesOfAsync(temp.Folder), "the workspace");
    }

    [Fact]
    public async Task A_process_that_imports_leaves_nothing_in_the_folder_for_temporary_files()
    {
        using var folder = new TempFolder();
        var lines = BankLog.Lines(9, 3000).Select(line => line.Line + " zebra crossing");
        folder.Write("log.csv", Encoding.UTF8.GetBytes(string.Join('\n', [BankLog.Header, .. lines])));
        folder.Write("map.csv", "customer,sms,telegram\nK1,699000001,user1\n"u8.ToArray());
        folder.Write("rules.txt", "transfer: keyword zebra*\n"u8.ToArray());
        var temporary = Directory.CreateDirectory(Path.Combine(folder.Path, "temporary")).FullName;
        foreach (
            var command in (string[])
                [
                    "import log.csv",
                    "import --dry-run --rules rules.txt log.csv",
                    "identities import map.csv",
                    "contacts erase user2",
                    "import undo 1",
                ]
        )
        {
            using var process = CommandRun.Start(
                folder.Path,
                null,
                [.. command.Split(' '), "--workspace", "ws"],
                ("TMPDIR", temporary),
                ("SQLITE_TMPDIR", temporary)
            );
            var run = await CommandRun.EndOfAsync(process);
            Assert.Equal(0, run.Code);
            AssertHoldsNone(["699000001", "user1", "zebra crossing"], run.Out + run.Error, command);
            AssertHoldsNone(
                ["699000001", "user1", "zebra crossing"],
                await BytesOfAsync(Path.Combine(folder.Path, "ws")) + await BytesOfAsync(temporary),
                command
            );
        }

        Assert.All(
            Directory.EnumerateFiles(temporary, "*", SearchOption.AllDirectories),
            path => Assert.DoesNotContain("etilqs", path, StringComparison.Ordinal)
        );
    }

    /// <summary>
    /// What of a file must not come out: runs of seven digits and more (numbers, ids), mail addresses, and words of
    /// six letters and more that begin with a capital or stand in another script than ours (names, texts). Words of
    /// the program's own vocabulary are no secrets.
    /// </summary>
    private static IEnumerable<string> SecretsOf(string text, string path)
    {
        var found = Secrets().Matches(text).Select(match => match.Value);
        return found
            .Where(secret => !IsOurs(secret))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MostSecretsOfOneFile)
            .Append(Path.GetFileName(path));
    }

    /// <summary>Times in seconds or milliseconds are no secrets, nor are words that our own files have.</summary>
    private static bool IsOurs(string secret) =>
        OwnWords.Value.Contains(secret, StringComparison.OrdinalIgnoreCase)
        || (secret.All(char.IsAsciiDigit) && secret.Length < 9);

    private static readonly Lazy<string> OwnWords = new(() =>
        string.Join(
            '\n',
            Directory
                .GetFiles(Path.Combine(CommandRun.Checkout, "src"), "*.cs", SearchOption.AllDirectories)
                .Concat(
                    Directory.GetFiles(
                        Path.Combine(CommandRun.Checkout, "data"),
                        "*.csv",
                        SearchOption.AllDirectories
                    )
                )
                .Where(path => !path.Contains("samples", StringComparison.Ordinal))
                .Select(File.ReadAllText)
        )
    );

    private static void AssertHoldsNone(IEnumerable<string> secrets, string text, string where)
    {
        var search = SearchValues.Create([.. secrets], StringComparison.OrdinalIgnoreCase);
        var at = text.AsSpan().IndexOfAny(search);
        Assert.True(
            at < 0,
            at < 0
                ? ""
                : $"A text of a sample stands in {where}: {text.AsSpan(at, Math.Min(40, text.Length - at))}"
        );
    }

    /// <summary>A file's text; a table's without its header, whose names the program may show.</summary>
    private static async Task<string> TextOfAsync(string path)
    {
        var text = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(path, Stop));
        return path.EndsWith(".csv", StringComparison.Ordinal)
            ? string.Join('\n', text.Split('\n').Where(line => line.Any(char.IsAsciiDigit)))
            : text;
    }

    /// <summary>Names and bytes of all files, as UTF-8 and twice as UTF-16.</summary>
    private static async Task<string> BytesOfAsync(string folder)
    {
        var text = new StringBuilder();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using var copy = new MemoryStream();
            await file.CopyToAsync(copy, Stop);
            var bytes = copy.ToArray();
            text.Append(Path.GetFileName(path))
                .Append(Encoding.UTF8.GetString(bytes))
                .Append(Encoding.Unicode.GetString(bytes))
                .Append(Encoding.Unicode.GetString(bytes.AsSpan(Math.Min(1, bytes.Length))));
        }

        return text.ToString();
    }

    [GeneratedRegex(
        @"[\w.+-]+@[\w-]+\.\w+|\d{9,}|\b\p{Lu}\p{Ll}{5,}\b|[\u0590-\u06FF\u0900-\u0DFF\u4E00-\u9FFF]{4,}",
        RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex Secrets();
}
