using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>The cells of a JSON record: its values by name, those of an object inside it as "name.inner".</summary>
internal static class JsonTableCells
{
    private const int MostColumns = 500;

    /// <summary>Adds the names of a record's columns that are not known yet, in their order.</summary>
    public static void AddNames(JsonElement record, List<string> names, Dictionary<string, int> columns)
    {
        Visit(
            record,
            (name, _) =>
            {
                if (names.Count < MostColumns && columns.TryAdd(name, names.Count))
                    names.Add(name);
            }
        );
    }

    /// <summary>Fills the cells of a record; where a name comes twice, the last holds, as in JSON itself.</summary>
    public static void Fill(JsonElement record, Dictionary<string, int> columns, string?[] cells)
    {
        Array.Clear(cells);
        Visit(
            record,
            (name, value) =>
            {
                if (columns.TryGetValue(name, out var column))
                    cells[column] = TextOf(value);
            }
        );
    }

    private static void Visit(JsonElement record, Action<string, JsonElement> take)
    {
        foreach (var property in record.EnumerateObject())
        {
            var name = NameOf(property);
            if (property.Value.ValueKind != JsonValueKind.Object)
            {
                take(name, property.Value);
                continue;
            }
            foreach (var inner in property.Value.EnumerateObject())
                take(name + "." + NameOf(inner), inner.Value);
        }
    }

    /// <summary>A name with half a surrogate pair in it, which .NET refuses to read, is a name like any other.</summary>
    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    private static string? TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => JsonText.Of(value),
        };
}
