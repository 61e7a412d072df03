using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RiskLens.App.Tests.Reports.Figures;

/// <summary>A study's document as a flat list of numbers and texts by path: scenario.anyStart.money.mean.</summary>
internal sealed class StudyNumbers
{
    private StudyNumbers(SortedDictionary<string, double> numbers, SortedDictionary<string, string> texts) =>
        (Numbers, Texts) = (numbers, texts);

    public IReadOnlyDictionary<string, double> Numbers { get; }

    public IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>Reads a study's document.</summary>
    /// <param name="changes">The document of what changed since the study before, kept beside the study's; its paths begin with changes.</param>
    public static StudyNumbers Of(string json, string? changes = null)
    {
        var (numbers, texts) = (
            new SortedDictionary<string, double>(StringComparer.Ordinal),
            new SortedDictionary<string, string>(StringComparer.Ordinal)
        );
        using (var document = JsonDocument.Parse(json))
            Walk("", document.RootElement);
        if (changes is not null)
        {
            using var document = JsonDocument.Parse(changes);
            Walk("changes", document.RootElement);
        }
        return new StudyNumbers(numbers, texts);

        void Walk(string path, JsonElement element)
        {
            string Under(string name) => path.Length == 0 ? name : $"{path}.{name}";
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var property in element.EnumerateObject())
                        Walk(Under(property.Name), property.Value);
                    break;
                case JsonValueKind.Array:
                    foreach (var (i, item) in element.EnumerateArray().Index())
                        Walk(Under(i.ToString(CultureInfo.InvariantCulture)), item);
                    break;
                case JsonValueKind.Number:
                    numbers[path] = element.GetDouble();
                    break;
                case JsonValueKind.String:
                    texts[path] = element.GetString()!;
                    break;
            }
        }
    }

    /// <summary>The same study with another number at one path.</summary>
    public StudyNumbers With(string path, double value) =>
        new(
            new SortedDictionary<string, double>(
                Numbers.ToDictionary(n => n.Key, n => n.Key == path ? value : n.Value),
                StringComparer.Ordinal
            ),
            new SortedDictionary<string, string>(
                Texts.ToDictionary(StringComparer.Ordinal),
                StringComparer.Ordinal
            )
        );

    public double? Number(string path) => Numbers.TryGetValue(path, out var value) ? value : null;

    /// <summary>All numbers whose path matches, in the order of their paths.</summary>
    public IEnumerable<double> Like(string pattern) => PathsLike(pattern).Select(path => Numbers[path]);

    public IEnumerable<string> PathsLike(string pattern)
    {
        var regex = new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(5));
        return Numbers.Keys.Where(path => regex.IsMatch(path));
    }
}
