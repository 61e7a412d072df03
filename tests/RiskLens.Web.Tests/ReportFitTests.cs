using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RiskLens.App.Reports;

namespace RiskLens.Web.Tests;

/// <summary>
/// Each section of the report fills one sheet at most, and nothing in it is cut off: measured by the browser that prints
/// it, with the style for paper, at the width of an A4 sheet within its margins.
/// </summary>
public sealed partial class ReportFitTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    /// <summary>What does not fit, in words; positions are in CSS pixels.</summary>
    private const string Faults = """
        sheet => {
          const faults = [];
          const short = e => (e.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 60);
          const pages = [...document.querySelectorAll('section.page')];
          pages.forEach((page, i) => {
            const box = page.getBoundingClientRect();
            const say = what => faults.push(`page ${i + 1}: ${what}`);
            if (box.height > sheet + 0.5) say(`${box.height.toFixed(0)} high, the sheet has ${sheet.toFixed(0)}`);
            for (const e of page.querySelectorAll('*')) {
              const r = e.getBoundingClientRect();
              if (r.width === 0 && r.height === 0) continue;
              const svg = e.closest('svg');
              if (svg === null) {
                if (r.right > box.right + 1 || r.left < box.left - 1 - 6)
                  say(`<${e.localName}> from ${r.left.toFixed(0)} to ${r.right.toFixed(0)} of ${box.right.toFixed(0)}: ${short(e)}`);
                if (e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1)
                  say(`<${e.localName}> is ${e.scrollWidth} wide within ${e.clientWidth}: ${short(e)}`);
                if (getComputedStyle(e).overflowY === 'hidden' && e.scrollHeight > e.clientHeight + 1)
                  say(`<${e.localName}> is cut off below: ${short(e)}`);
              } else if (e.localName === 'text') {
                const s = svg.getBoundingClientRect();
                if (r.left < s.left - 2 || r.right > s.right + 2 || r.top < s.top - 2 || r.bottom > s.bottom + 2)
                  say(`text of a chart is outside of it by ${Math.max(s.left - r.left, r.right - s.right, s.top - r.top, r.bottom - s.bottom).toFixed(1)}: ${short(e)}`);
              }
            }
          });
          return faults;
        }
        """;

    private const double PixelsOfMillimetre = 96 / 25.4;

    private readonly string _folder = Directory.CreateTempSubdirectory("risklens-fit-").FullName;

    public static TheoryData<string, string> Cases => PrintedReport.Cases;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_section_fits_its_sheet_and_nothing_is_cut_off(string name, string language)
    {
        foreach (var size in WriteReport.Sizes)
        {
            var faults = await FaultsAsync(name, language, size);
            // The real company's report has its full size; only what says more than any is set smaller.
            var smaller = size > WriteReport.Sizes[^1] && name is not ("sample" or "demo" or "draft");
            if (faults.Any(f => f.Contains("high", StringComparison.Ordinal)) && smaller)
                continue;
            Assert.True(faults.Length == 0, string.Join('\n', faults));
            return;
        }
    }

    private async Task<string[]> FaultsAsync(string name, string language, double size)
    {
        var (width, height) = Sheet();
        var page = await PrintedReport.OpenAsync(
            chromium,
            _folder,
            name,
            language,
            size,
            ((int)width, (int)height),
            Media.Print
        );
        await page.EvaluateAsync("() => document.fonts.ready.then(() => null)");
        var faults = await page.EvaluateAsync<string[]>(Faults, height);
        await page.Context.DisposeAsync();
        return faults;
    }

    /// <summary>What the style's @page rule leaves of an A4 sheet, in CSS pixels.</summary>
    private static (double Width, double Height) Sheet()
    {
        var html = new ReportStyle("no-fonts").For(
            new StudyWords(PrintedReport.Named("sample"), ReportLanguage.Of("en")),
            Branding.None,
            1
        );
        var margins = Margins().Match(html);
        double Of(string side) => double.Parse(margins.Groups[side].Value, CultureInfo.InvariantCulture);
        return (
            (210 - (2 * Of("side"))) * PixelsOfMillimetre,
            (297 - Of("top") - Of("bottom")) * PixelsOfMillimetre
        );
    }

    [GeneratedRegex(
        @"@page \{ size: A4 portrait; margin: (?<top>[0-9.]+)mm (?<side>[0-9.]+)mm (?<bottom>[0-9.]+)mm; \}",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Margins();
}
