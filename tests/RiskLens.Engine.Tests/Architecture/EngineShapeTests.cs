using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using RiskLens.Engine.Studies;

namespace RiskLens.Engine.Tests.Architecture;

public sealed partial class EngineShapeTests
{
    /// <summary>A stage uses only those before it.</summary>
    private static readonly string[] Stages =
    [
        "Units",
        "Numerics",
        "Messages",
        "Ledgers",
        "Outages",
        "Counterfactuals",
        "Losses",
        "Mixes",
        "Studies",
    ];

    private static readonly string[] Packages =
    [
        "CsvHelper",
        "ExcelDataReader",
        "MathNet.Numerics",
        "NodaTime",
    ];

    /// <summary>Types of the base library that reach files, the network, the clock or another process.</summary>
    private static readonly string[] Impure =
    [
        "System.IO.File",
        "System.IO.Directory",
        "System.IO.FileInfo",
        "System.IO.DirectoryInfo",
        "System.IO.FileSystemInfo",
        "System.IO.FileStream",
        "System.IO.FileSystemWatcher",
        "System.IO.DriveInfo",
        "System.Console",
        "System.TimeProvider",
        "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch",
        "System.Random",
    ];

    [Fact]
    public void Every_folder_of_the_engine_is_a_stage() =>
        Assert.Equal(
            Stages.Order(StringComparer.Ordinal),
            Directory
                .GetDirectories(EngineFolder())
                .Select(folder => Path.GetFileName(folder)!)
                .Where(name => name is not ("obj" or "bin"))
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(StageNames))]
    public void A_stage_uses_only_the_stages_before_it(string stage)
    {
        var later = Stages[(Array.IndexOf(Stages, stage) + 1)..];
        var uses = Directory
            .GetFiles(Path.Combine(EngineFolder(), stage), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file =>
                StageInCode()
                    .Matches(Comment().Replace(File.ReadAllText(file), ""))
                    .Select(use => use.Groups["stage"].Value)
                    .Where(later.Contains)
                    .Select(use => $"{Path.GetFileName(file)} uses {use}")
            );
        Assert.Empty(uses);
    }

    [Fact]
    public void The_engine_references_four_packages_and_the_base_library() =>
        Assert.All(
            typeof(Study).Assembly.GetReferencedAssemblies().Select(a => a.Name!),
            name =>
                Assert.True(
                    Packages.Contains(name) || (name.StartsWith("System.", StringComparison.Ordinal)),
                    $"The engine references {name}."
                )
        );

    [Fact]
    public void The_engine_touches_no_file_clock_network_or_process()
    {
        using var image = new PEReader(File.OpenRead(typeof(Study).Assembly.Location));
        var metadata = image.GetMetadataReader();
        var used = metadata
            .TypeReferences.Select(metadata.GetTypeReference)
            .Select(t => $"{metadata.GetString(t.Namespace)}.{metadata.GetString(t.Name)}")
            .ToList();
        Assert.Contains("System.IO.Stream", used);
        Assert.DoesNotContain(
            used,
            type => Impure.Contains(type) || type.StartsWith("System.Net.", StringComparison.Ordinal)
        );

        // The compiler asks for the thread in every iterator; nothing else of the environment is used.
        Assert.All(
            metadata.MemberReferences.Select(metadata.GetMemberReference).Where(m => IsOf(m, "Environment")),
            m => Assert.Equal("get_CurrentManagedThreadId", metadata.GetString(m.Name))
        );

        bool IsOf(MemberReference member, string type) =>
            member.Parent.Kind == HandleKind.TypeReference
            && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name) == type;
    }

    public static TheoryData<string> StageNames => [.. Stages];

    private static string EngineFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); ; folder = folder.Parent!)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RiskLens.sln")))
                return Path.Combine(folder.FullName, "src", "RiskLens.Engine");
        }
    }

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    // By its whole name, or from inside the engine by its last part before a type: Studies.Coverage.
    [GeneratedRegex(
        @"RiskLens\.Engine\.(?<stage>\w+)|(?<![\w.])(?<stage>[A-Z][a-z]+s)\.[A-Z]\w*[.(<]",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex StageInCode();
}
