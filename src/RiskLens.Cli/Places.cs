using RiskLens.App.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.Cli;

/// <summary>Where things are when nobody says otherwise.</summary>
internal static class Places
{
    private const string CheckoutMark = "RiskLens.sln";

    /// <summary>The folder ~/.risklens/NAME.</summary>
    public static string UsualWorkspace(string name)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0
            ? Path.Combine(home, ".risklens", name)
            : throw new RiskLensException(
                "This account has no home folder for the workspace.",
                "Name a folder with --workspace."
            );
    }

    /// <summary>The folder reports/ of the checkout that the command runs in, else the workspace's.</summary>
    public static string ReportsFolder(Workspace workspace)
    {
        for (
            var folder = new DirectoryInfo(Environment.CurrentDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            if (File.Exists(Path.Combine(folder.FullName, CheckoutMark)))
                return Path.Combine(folder.FullName, "reports");
        }

        return workspace.ReportsFolder;
    }
}
