using System.Text;
using RiskLens.App.Companies;
using RiskLens.App.Reports;
using RiskLens.App.Tests.Cli;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Companies;

public sealed class SetBrandingTests
{
    private const string Head = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'>";
    private const string Plain = Head + "<rect width='9' height='9'/></svg>";

    /// <summary>One red pixel, written by another program.</summary>
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
    );

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_logo_is_known_by_its_content_kept_and_taken_away()
    {
        using var temp = await TempWorkspace.MakeAsync();
        using var folder = new TempFolder();
        var set = new SetBranding(temp.Workspace);
        Assert.Equal(Branding.None, await set.GetAsync(Stop));
        var png = await set.RunAsync(folder.Write("logo.svg", Png), null, Stop);
        Assert.Equal("data:image/png;base64," + Convert.ToBase64String(Png), png.Logo);
        var svg = await set.RunAsync(
            folder.Write("logo.png", Encoding.UTF8.GetBytes(Plain)),
            "#FFFF00",
            Stop
        );
        Assert.StartsWith("data:image/svg+xml;base64,", svg.Logo, StringComparison.Ordinal);
        Assert.Equal(svg, await set.RunAsync(null, null, Stop));
        Assert.Equal(Branding.None, await set.RunAsync("none", "none", Stop));
    }

    [Fact]
    public async Task A_pale_accent_is_kept_as_a_shade_that_can_be_read()
    {
        using var temp = await TempWorkspace.MakeAsync();
        var set = new SetBranding(temp.Workspace);
        Assert.Equal("#0b5a8a", (await set.RunAsync(null, "#0B5A8A", Stop)).Accent);
        var shade = Colour.Parse((await set.RunAsync(null, "#ffff00", Stop)).Accent!);
        Assert.True(Colour.Contrast(shade, Colour.White) >= 4.5);
    }

    /// <summary>Each is a logo that would not show, or would hold a browser.</summary>
    public static TheoryData<string, string> NoLogos
    {
        get
        {
            var laughs = string.Concat(
                Enumerable
                    .Range(1, 9)
                    .Select(i =>
                        FormattableString.Invariant($"<!ENTITY l{i} '")
                        + string.Concat(Enumerable.Repeat(FormattableString.Invariant($"&l{i - 1};"), 10))
                        + "'>"
                    )
            );
            var reuses = string.Concat(
                Enumerable
                    .Range(1, 9)
                    .Select(i =>
                        FormattableString.Invariant($"<g id='l{i}'>")
                        + string.Concat(
                            Enumerable.Repeat(FormattableString.Invariant($"<use href='#l{i - 1}'/>"), 10)
                        )
                        + "</g>"
                    )
            );
            var deep =
                string.Concat(Enumerable.Repeat("<g>", 5000))
                + string.Concat(Enumerable.Repeat("</g>", 5000));
            return new()
            {
                { "", "neither" },
                { "just words", "neither" },
                { "<html xmlns='http://www.w3.org/1999/xhtml'></html>", "neither" },
                { "<svg viewBox='0 0 1 1'/>", "neither" },
                { Head, "neither" },
                { "<svg xmlns='http://www.w3.org/2000/svg'/>", "how large" },
                { "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 0 1'/>", "how large" },
                { "<svg xmlns='http://www.w3.org/2000/svg' width='100%' height='100%'/>", "how large" },
                {
                    $"<!DOCTYPE svg [<!ENTITY l0 'ha'>{laughs}]>{Head}<text>&l9;</text></svg>",
                    "document type"
                },
                {
                    $"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{Head}<text>&x;</text></svg>",
                    "document type"
                },
                { $"{Head}<g id='l0'><rect/></g>{reuses}</svg>", "too many shapes" },
                { $"{Head}<g id='a'><use href='#a'/></g></svg>", "too many shapes" },
                { $"{Head}{deep}</svg>", "too deeply" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(NoLogos))]
    public async Task What_is_no_logo_is_refused_and_the_old_one_stays(string content, string why)
    {
        using var temp = await TempWorkspace.MakeAsync();
        using var folder = new TempFolder();
        var set = new SetBranding(temp.Workspace);
        var before = await set.RunAsync(folder.Write("logo.png", Png), "#0b5a8a", Stop);
        var path = folder.Write("bad.svg", Encoding.UTF8.GetBytes(content));
        var refusal = await Assert.ThrowsAsync<RiskLensException>(() => set.RunAsync(path, "none", Stop));
        Assert.Contains(why, refusal.Problem, StringComparison.Ordinal);
        Assert.Equal(before, await set.GetAsync(Stop));
    }

    [Fact]
    public async Task A_damaged_PNG_is_refused_wherever_it_is_cut()
    {
        using var temp = await TempWorkspace.MakeAsync();
        using var folder = new TempFolder();
        var set = new SetBranding(temp.Workspace);
        for (var length = 0; length < Png.Length; length++)
        {
            var path = folder.Write("cut.png", Png[..length]);
            await Assert.ThrowsAsync<RiskLensException>(() => set.RunAsync(path, null, Stop));
        }

        byte[] huge = [.. Png];
        huge[16] = 0x7F;
        var refusal = await Assert.ThrowsAsync<RiskLensException>(() =>
            set.RunAsync(folder.Write("huge.png", huge), null, Stop)
        );
        Assert.Contains("pixels", refusal.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_file_a_folder_and_a_missing_file_are_refused()
    {
        using var temp = await TempWorkspace.MakeAsync();
        using var folder = new TempFolder();
        var set = new SetBranding(temp.Workspace);
        async Task<string> ProblemOf(string path) =>
            (await Assert.ThrowsAsync<RiskLensException>(() => set.RunAsync(path, null, Stop))).Problem;
        byte[] huge = [.. Png, .. new byte[10_000_000]];
        Assert.Contains("500 KB", await ProblemOf(folder.Write("huge.png", huge)), StringComparison.Ordinal);
        Assert.Contains("folder", await ProblemOf(folder.Path), StringComparison.Ordinal);
        Assert.Contains("no such", await ProblemOf(folder.Path + "/not-there.svg"), StringComparison.Ordinal);
        Assert.Contains("no such", await ProblemOf(""), StringComparison.Ordinal);
    }
}
