using System.Text;
using System.Text.Json;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Outages;

/// <summary>
/// The JSON of a history, whole: one document, several one after another (pages of an API), or one a line. A status
/// page is small, so it is read at once; comments and a comma too many, which hand-kept files have, are passed over.
/// </summary>
internal sealed class HistoryDocuments : IDisposable
{
    private const int Deepest = 64;

    private readonly List<JsonDocument> _documents = [];

    private HistoryDocuments() { }

    /// <summary>The documents in order.</summary>
    public IEnumerable<JsonElement> Roots => _documents.Select(document => document.RootElement);

    /// <summary>Reads the documents; a broken line of a file of lines is refused to the sink, and the next is read.</summary>
    public static HistoryDocuments Of(LogSource source, HistorySink sink)
    {
        var head = HistoryHead.Of(source);
        var text = HistoryText.Of(source, head.Encoding);
        var documents = new HistoryDocuments();
        try
        {
            if (head.AreLines)
                documents.ReadLines(text, sink);
            else
                documents.ReadWhole(
                    Encoding.UTF8.GetBytes(text[HistoryText.StartOfJson(text, head)..]),
                    head.IsScript
                );
            return documents;
        }
        catch
        {
            documents.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var document in _documents)
            document.Dispose();
    }

    private void ReadLines(string text, HistorySink sink)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
                continue;
            try
            {
                _documents.Add(JsonDocument.Parse(Encoding.UTF8.GetBytes(line.ToArray())));
            }
            catch (JsonException)
            {
                sink.Next();
                sink.Reject(HistoryRejection.BrokenLine);
            }
        }
    }

    private void ReadWhole(byte[] bytes, bool onlyFirst)
    {
        var options = new JsonReaderOptions
        {
            AllowMultipleValues = true,
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = Deepest,
        };
        var reader = new Utf8JsonReader(bytes, options);
        try
        {
            while (reader.Read())
            {
                _documents.Add(JsonDocument.ParseValue(ref reader));
                // What follows the value of a variable is script.
                if (onlyFirst)
                    return;
            }
        }
        catch (JsonException fault)
        {
            throw new RiskLensException(
                "The JSON file is damaged, cut short, or nested without end.",
                "Save it again from the status page or monitor and give the new file.",
                fault
            );
        }
    }
}
