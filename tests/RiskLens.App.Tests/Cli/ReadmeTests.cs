using System.Xml.Linq;

namespace RiskLens.App.Tests.Cli;

public sealed class ReadmeTests
{
    /// <summary>What the owner asked for at the top level, and what tools need there.</summary>
    private static readonly string[] TopLevel =
    [
        "src",
        "tests",
        "data",
        "reports",
        "RiskLens.sln",
        "README.md",
        "THIRD-PARTY-NOTICES",
        "Directory.Build.props",
        "Directory.Build.targets",
        "Directory.Packages.props",
        "global.json",
        "BannedSymbols.txt",
        "artifacts",
    ];

    [Fact]
    public void The_two_commands_stand_first_each_on_a_line_of_its_own() =>
        Assert.Equal(
            ["dotnet run --project src/RiskLens.Cli -- demo", "bash tests/run.sh"],
            Readme.CodeLines.Take(2)
        );

    [Fact]
    public void The_files_that_it_points_to_are_there()
    {
        string[] files =
        [
            "tests/run.sh",
            "src/README.md",
            "src/decisions",
            "THIRD-PARTY-NOTICES",
            "src/RiskLens.Engine/Counterfactuals/IForecaster.cs",
            "src/RiskLens.App/Reports/Charts",
        ];
        Assert.All(files, file => Assert.True(Path.Exists(Path.Combine(CommandRun.Checkout, file)), file));
    }

    [Fact]
    public void The_top_level_holds_nothing_else() =>
        Assert.DoesNotContain(
            Directory.GetFileSystemEntries(CommandRun.Checkout).Select(entry => Path.GetFileName(entry)),
            name => !name.StartsWith('.') && !TopLevel.Contains(name)
        );

    [Fact]
    public void Every_package_pinned_stands_in_the_notices_with_its_version()
    {
        var notices = File.ReadAllLines(Path.Combine(CommandRun.Checkout, "THIRD-PARTY-NOTICES"));
        var pins = XDocument
            .Load(Path.Combine(CommandRun.Checkout, "Directory.Packages.props"))
            .Descendants()
            .Where(e => e.Name.LocalName is "PackageVersion" or "GlobalPackageReference")
            .Select(e => (Name: e.Attribute("Include")!.Value, Version: e.Attribute("Version")!.Value))
            .ToList();
        Assert.NotEmpty(pins);
        Assert.All(
            pins,
            pin =>
                Assert.Contains(
                    notices,
                    line =>
                        line.Contains(pin.Version, StringComparison.Ordinal)
                        && line.Contains(
                            pin.Name.Replace("SQLitePCLRaw.bundle", ".bundle", StringComparison.Ordinal),
                            StringComparison.Ordinal
                        )
                )
        );
    }

    [Fact]
    public void The_guard_of_main_runs_the_command_that_it_names() =>
        Assert.Contains(
            "\nbash tests/run.sh",
            File.ReadAllText(Path.Combine(CommandRun.Checkout, ".ci", "run")),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Every_command_in_it_is_one_that_risklens_knows()
    {
        using var folder = new TempFolder();
        foreach (var command in Readme.Commands)
        {
            // With --help a command is checked and told, not run.
            var run = await CommandRun.InAsync(folder.Path, [.. command, "--help"]);
            Assert.True(run.Code == 0, string.Join(' ', command) + ": " + run.Error);
        }
    }
}
