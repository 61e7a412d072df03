using System.Text;
using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The names of the properties at the start of a JSON log, each with the names round it ("messages/sid"); arrays do
/// not show. By them a format knows its files, whole or cut short, as one document or as a document a line.
/// </summary>
internal sealed class JsonPaths
{
    private const int DeepestNesting = 64;

    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    private JsonPaths() { }

    /// <summary>
    /// The paths of a head, or null where it is no JSON or one of the names does not even stand in it: most formats
    /// are ruled out by that without reading on.
    /// </summary>
    public static JsonPaths? Of(string head, params ReadOnlySpan<string> names)
    {
        var text = head.AsSpan().TrimStart('\uFEFF').TrimStart();
        if (text.IsEmpty || text[0] is not ('{' or '['))
            return null;
        foreach (var name in names)
        {
            if (!text.Contains($"\"{name}\"", StringComparison.Ordinal))
                return null;
        }
        var paths = new JsonPaths();
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var start = 0;
        while (start < bytes.Length)
            start += paths.ReadOn(bytes.AsSpan(start));
        return paths;
    }

    /// <summary>The paths of a head; none where it is no JSON.</summary>
    public static IReadOnlySet<string> Seen(string head) => Of(head)?._paths ?? [];

    /// <summary>Whether a path was seen.</summary>
    public bool Has(string path) => _paths.Contains(path);

    /// <summary>
    /// Whether the properties named stand together in the records: at the top, or in one of the lists.
    /// </summary>
    public bool HasRecords(IReadOnlyList<string> lists, params ReadOnlySpan<string> properties)
    {
        if (HasAll("", properties))
            return true;
        foreach (var list in lists)
        {
            if (HasAll(list + "/", properties))
                return true;
        }
        return false;
    }

    private bool HasAll(string prefix, ReadOnlySpan<string> properties)
    {
        foreach (var property in properties)
        {
            if (!_paths.Contains(prefix + property))
                return false;
        }
        return true;
    }

    /// <summary>Reads until the end or a fault; what comes back is how far, or where the line after the fault begins.</summary>
    private int ReadOn(ReadOnlySpan<byte> bytes)
    {
        var options = new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = DeepestNesting };
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(options));
        var around = new List<string>();
        var name = "";
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = JsonText.Unescape(reader.ValueSpan);
                        _paths.Add(string.Join('/', around.Where(part => part.Length > 0).Append(name)));
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        around.Add(name);
                        name = "";
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        around.RemoveAt(around.Count - 1);
                        name = "";
                        break;
                }
            }
            return bytes.Length;
        }
        catch (JsonException)
        {
            var fault = (int)reader.BytesConsumed;
            var line = bytes[fault..].IndexOf((byte)'\n');
            return line < 0 ? bytes.Length : fault + line + 1;
        }
    }
}
