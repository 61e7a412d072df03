using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RiskLens.App.Reports.Printing;

/// <summary>What is read and set in a PDF's bytes without a PDF library: in place and of the same length.</summary>
public static partial class PdfBytes
{
    /// <summary>Whether the bytes are a PDF from its head to its end mark.</summary>
    public static bool Whole(ReadOnlySpan<byte> pdf) =>
        pdf.StartsWith("%PDF-"u8) && pdf[^Math.Min(pdf.Length, 1024)..].IndexOf("%%EOF"u8) >= 0;

    /// <summary>How many pages there are: the largest count of the page tree, whose root holds them all.</summary>
    public static int Pages(byte[] pdf) =>
        PageTree()
            .Matches(Encoding.Latin1.GetString(pdf))
            .Select(tree => Count().Match(tree.Value))
            .Where(count => count.Success)
            .Select(count => int.Parse(count.Groups["n"].Value, CultureInfo.InvariantCulture))
            .DefaultIfEmpty()
            .Max();

    /// <summary>Says who made the document, in place of the browser's long name for itself.</summary>
    public static void Name(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        foreach (var place in Creators().Matches(text).Select(match => match.Groups["name"]))
        {
            var name = "RiskLens".PadRight(place.Length)[..place.Length];
            Encoding.Latin1.GetBytes(name).CopyTo(pdf, place.Index);
        }
    }

    /// <summary>Sets creation and modification date, and a file identifier where there is one, to the study's date.</summary>
    public static void Date(byte[] pdf, DateTimeOffset date)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var digits = date.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        foreach (Match match in Dates().Matches(text))
            Encoding.Latin1.GetBytes(digits).CopyTo(pdf, match.Groups["date"].Index);
        foreach (Match match in Identifiers().Matches(text))
        {
            foreach (var name in new[] { "first", "second" })
                pdf.AsSpan(match.Groups[name].Index, match.Groups[name].Length).Fill((byte)'0');
        }
    }

    [GeneratedRegex(@"/Creator\s*\((?<name>(?:\\.|[^\\)])*)\)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Creators();

    [GeneratedRegex(@"/Type\s*/Pages\b[^>]*", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex PageTree();

    [GeneratedRegex(@"/Count\s+(?<n>\d+)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Count();

    [GeneratedRegex(@"/(CreationDate|ModDate)\s*\(D:(?<date>\d{14})", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Dates();

    [GeneratedRegex(
        @"/ID\s*\[\s*<(?<first>[0-9A-Fa-f]+)>\s*<(?<second>[0-9A-Fa-f]+)>\s*\]",
        RegexOptions.ExplicitCapture,
        2000
    )]
    private static partial Regex Identifiers();
}
