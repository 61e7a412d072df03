using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskLens.Cli;

/// <summary>
/// Where a command's answer goes: lines for a person, or with --json one document on standard output and nothing
/// else there. Notes and progress go to standard error.
/// </summary>
internal sealed class Output(bool json)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Whether the answer is a JSON document.</summary>
    public bool Json { get; } = json;

    /// <summary>A line of the answer for a person.</summary>
    public void Say(string line)
    {
        if (!Json)
            Console.Out.WriteLine(line);
    }

    /// <summary>The answer as a document; sequences in it are streamed.</summary>
    public async Task DocumentAsync(object document, CancellationToken cancellationToken)
    {
        if (!Json)
            return;
        await using var stream = Console.OpenStandardOutput();
        await JsonSerializer.SerializeAsync(stream, document, Options, cancellationToken);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>The answer as a document where the caller cannot wait.</summary>
    public void Document(object document)
    {
        if (Json)
            Console.Out.WriteLine(JsonSerializer.Serialize(document, Options));
    }

    /// <summary>A document that is text already, byte for byte.</summary>
    public async Task DocumentTextAsync(string document, CancellationToken cancellationToken)
    {
        if (Json)
            await Console.Out.WriteAsync($"{document}\n".AsMemory(), cancellationToken);
    }

    /// <summary>What is wrong and what to do about it.</summary>
    public async Task FaultAsync(string problem, string remedy)
    {
        Note(problem);
        Note(remedy);
        await DocumentAsync(new { Problem = problem, Remedy = remedy }, CancellationToken.None);
    }

    /// <summary>A line that is not part of the answer.</summary>
    public static void Note(string line) => Console.Error.WriteLine(line);

    /// <summary>Rows in columns as wide as they need; numbers are the caller's text.</summary>
    public void Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (Json)
            return;
        IReadOnlyList<string>[] lines = [heads, .. rows];
        var widths = heads.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
            Say(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
