namespace RiskLens.Engine.Outages;

/// <summary>A public status page, or components of one, that tell of a node.</summary>
/// <param name="Page">Name of the page, its host, or its organisation on metastatus.com.</param>
/// <param name="Component">Part of a component's name; empty where all of the page means the node.</param>
/// <param name="Node">Id of the node.</param>
public sealed record StatusPage(string Page, string Component, string Node)
{
    /// <summary>Whether a page, and a component or service on it ("" if none is told), mean the node; case is ignored.</summary>
    public bool Means(string page, string component) =>
        string.Equals(Page, page, StringComparison.OrdinalIgnoreCase)
        && component.Contains(Component, StringComparison.OrdinalIgnoreCase);
}
