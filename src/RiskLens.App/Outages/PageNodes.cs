using RiskLens.Engine.Outages;

namespace RiskLens.App.Outages;

/// <summary>Which node the pages and components of other people's status pages are about (data/outages/pages.csv).</summary>
internal static class PageNodes
{
    /// <summary>
    /// Nodes that an entry is about: rows of its page whose component is part of one of the entry's components, or
    /// rows of its page without a component. None where the page is not listed.
    /// </summary>
    public static IEnumerable<string> Of(
        Catalogue catalogue,
        string page,
        IReadOnlyList<string> components
    ) =>
        catalogue
            .Pages.Where(p => components.Append("").Any(component => p.Means(page, component)))
            .Select(p => p.Node)
            .Distinct(StringComparer.Ordinal);
}
