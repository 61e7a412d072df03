using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>What an SVG must be to serve as a logo.</summary>
internal static class LogoDrawing
{
    private const int MostDepth = 64;
    private const int MostReuses = 100;
    private const int MostShapes = 20_000;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly XNamespace Link = "http://www.w3.org/1999/xlink";

    /// <summary>Requires well-formed XML without a DTD, an svg root with a size, and a bounded number of shapes.</summary>
    /// <exception cref="RiskLensException">It is something else.</exception>
    public static void Require(byte[] bytes)
    {
        var root = Read(bytes);
        if (root.Name != Svg + "svg")
            throw NoLogo();
        if (!HasSize(root))
        {
            throw new RiskLensException(
                "The SVG does not say how large it is.",
                "Give its svg element a viewBox, or a width and a height."
            );
        }

        // A shape that reuses shapes that reuse shapes multiplies, and would hold a browser for hours.
        var reuses = root.DescendantsAndSelf(Svg + "use").ToList();
        var byId = root.DescendantsAndSelf()
            .Where(e => e.Attribute("id") is not null)
            .DistinctBy(e => e.Attribute("id")!.Value, StringComparer.Ordinal)
            .ToDictionary(e => e.Attribute("id")!.Value, StringComparer.Ordinal);
        if (reuses.Count > MostReuses || Shapes(root, byId, []) > MostShapes)
            throw new RiskLensException("The SVG draws too many shapes.", "Simplify it, or save it as PNG.");
    }

    private static XElement Read(byte[] bytes)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1000,
        };
        try
        {
            using var depths = XmlReader.Create(new MemoryStream(bytes), settings);
            while (depths.Read())
            {
                if (depths.Depth > MostDepth)
                    throw new RiskLensException(
                        "The SVG is nested too deeply.",
                        "Simplify it, or save it as PNG."
                    );
            }
            using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
            return XDocument.Load(reader).Root!;
        }
        catch (XmlException fault) when (IsDtd(bytes))
        {
            throw new RiskLensException(
                "The SVG declares a document type, which is not read.",
                "Save it as plain SVG, or delete its line that begins with <!DOCTYPE.",
                fault
            );
        }
        catch (XmlException fault)
        {
            throw NoLogo(fault);
        }
    }

    private static bool IsDtd(byte[] bytes) => bytes.AsSpan().IndexOf("<!DOCTYPE"u8) >= 0;

    private static bool HasSize(XElement root)
    {
        var box = root.Attribute("viewBox")
            ?.Value.Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return box is { Length: 4 }
            ? IsLength(box[2]) && IsLength(box[3])
            : IsLength(root.Attribute("width")?.Value) && IsLength(root.Attribute("height")?.Value);
    }

    private static bool IsLength(string? text)
    {
        var number = (text ?? "").Trim().TrimEnd("abcdefghijklmnopqrstuvwxyz".ToCharArray());
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var length)
            && length is > 0 and < 1e6;
    }

    /// <summary>Shapes drawn with those that are reused; a shape that reuses itself counts as too many.</summary>
    private static long Shapes(
        XElement element,
        Dictionary<string, XElement> byId,
        Dictionary<XElement, long> known
    )
    {
        if (known.TryGetValue(element, out var count))
            return count;
        known[element] = MostShapes + 1;
        count = 1;
        foreach (var child in element.Elements())
            count = Math.Min(count + Shapes(child, byId, known), MostShapes + 1);
        var href = (element.Attribute("href") ?? element.Attribute(Link + "href"))?.Value;
        if (element.Name == Svg + "use" && href is ['#', .. var id] && byId.TryGetValue(id, out var reused))
            count = Math.Min(count + Shapes(reused, byId, known), MostShapes + 1);
        return known[element] = count;
    }

    private static RiskLensException NoLogo(Exception? fault = null)
    {
        const string Problem = "The logo is neither a PNG nor an SVG.";
        const string Remedy = "Save it as PNG or as plain SVG; what the file holds counts, not its name.";
        return fault is null
            ? new RiskLensException(Problem, Remedy)
            : new RiskLensException(Problem, Remedy, fault);
    }
}
