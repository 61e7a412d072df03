using System.Text.Json;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>A history in JSON: reads its documents one after another into a sink.</summary>
internal abstract class JsonHistory : IOutageHistoryFormat
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract bool Recognises(HistoryHead head);

    /// <inheritdoc/>
    public HistoryReading Read(LogSource source, HistoryContext context)
    {
        var sink = new HistorySink(Name, context);
        using var documents = HistoryDocuments.Of(source, sink);
        Read([.. documents.Roots], sink);
        return sink.Reading();
    }

    /// <summary>Reads all documents of the file.</summary>
    protected abstract void Read(IReadOnlyList<JsonElement> documents, HistorySink sink);

    /// <summary>The objects of an array, or the object itself.</summary>
    protected static IEnumerable<JsonElement> Entries(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            JsonValueKind.Object => [value],
            _ => [],
        };

    /// <summary>Names in a list of an entry: each a text, or an object that holds it.</summary>
    protected static IReadOnlyList<string> NamesIn(JsonElement entry, string list, string name) =>
        [
            .. JsonText
                .Each(JsonText.Get(entry, list))
                .Select(one => JsonText.Of(one, name) ?? JsonText.Of(one))
                .OfType<string>(),
        ];

    /// <summary>Whether a document has a list under a name; providers write null for an empty one.</summary>
    protected static bool HasList(JsonElement value, string name) =>
        JsonText.Get(value, name).ValueKind is JsonValueKind.Array or JsonValueKind.Null;
}
