using System.Text;
using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// What the JSON at the head of a file is made of: the paths of its properties ("messages.from_id"), arrays left out.
/// By them a JSON format tells its files from those of the others.
/// </summary>
internal static class JsonPaths
{
    /// <summary>
    /// The paths found up to the place where the head is cut or broken; none where it does not begin like JSON.
    /// Several values may follow one another.
    /// </summary>
    public static HashSet<string> Of(string head)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        if (head.AsSpan().TrimStart() is not ['{' or '[', ..])
            return paths;
        var reader = new Utf8JsonReader(
            Encoding.UTF8.GetBytes(head),
            isFinalBlock: false,
            new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true })
        );
        try
        {
            Collect(ref reader, paths);
        }
        catch (JsonException)
        {
            // What was found before the damage tells enough; the reader of the format will name it.
        }
        return paths;
    }

    private static void Collect(ref Utf8JsonReader reader, HashSet<string> paths)
    {
        var parents = new Stack<string>();
        var path = "";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    parents.Push(path);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path = parents.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    var parent = parents.Peek();
                    var name = JsonText.Unescape(reader.ValueSpan);
                    path = parent.Length == 0 ? name : parent + "." + name;
                    paths.Add(path);
                    break;
            }
        }
    }
}
