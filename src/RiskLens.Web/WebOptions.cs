using RiskLens.App.Studies;

namespace RiskLens.Web;

/// <summary>How to serve a workspace.</summary>
/// <param name="Workspace">The workspace's folder.</param>
/// <param name="Urls">Where to listen: http addresses of this machine alone, separated by semicolons.</param>
/// <param name="Time">The clock.</param>
public sealed record WebOptions(string Workspace, string Urls, TimeProvider Time)
{
    /// <summary>Where it listens unless told otherwise.</summary>
    public const string DefaultUrls = "http://127.0.0.1:5077";

    /// <summary>What is asked of the studies that the page and the schedule run.</summary>
    public StudyRequest Study { get; init; } = new();

    /// <summary>The browser that prints reports: a path, "none", or null to find one.</summary>
    public string? Browser { get; init; }

    /// <summary>The program whose build lists the static files.</summary>
    public string Program { get; init; } = "risklens";
}
