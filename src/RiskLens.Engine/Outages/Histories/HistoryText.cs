using System.Globalization;
using System.Text;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Outages;

/// <summary>The text of a history, whole: at most 64 MB, which no status page comes near.</summary>
internal static class HistoryText
{
    private const int MostBytes = 64 << 20;

    /// <summary>Reads a file to its end.</summary>
    public static string Of(LogSource source, Encoding encoding)
    {
        using var stream = source.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            if (bytes.Length + count > MostBytes)
            {
                throw new RiskLensException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The outage history is longer than {MostBytes >> 20} MB."
                    ),
                    "Give it in parts, such as a year each, or with a wider step between the samples."
                );
            }
            bytes.Write(buffer, 0, count);
        }
        var text = encoding.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }

    /// <summary>Where the JSON begins that the head begins with.</summary>
    public static int StartOfJson(string text, HistoryHead head) =>
        head.IsScript ? text.AsSpan().IndexOfAny('{', '[') : 0;
}
