using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using RiskLens.App.Reports.Printing;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Reports;

/// <summary>Programs that read PDFs, independent of what wrote them; where one is missing the test is skipped.</summary>
internal static class PdfTool
{
    /// <summary>What a program says of a file.</summary>
    /// <exception cref="InvalidOperationException">It found fault with it.</exception>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var stop = TestContext.Current.CancellationToken;
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                StandardOutputEncoding = Encoding.UTF8,
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed.");
        }
        var faults = process.StandardError.ReadToEndAsync(stop);
        var text = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return process.ExitCode == 0
            ? text
            : throw new InvalidOperationException($"{program}: {text}{await faults}");
    }

    /// <summary>The text of each page, blanks joined.</summary>
    public static async Task<IReadOnlyList<string>> PagesAsync(string pdf)
    {
        var text = await RunAsync("pdftotext", "-enc", "UTF-8", pdf, "-");
        return
        [
            .. text.TrimEnd('\f', '\n')
                .Split('\f')
                .Select(page =>
                    string.Join(' ', page.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                ),
        ];
    }

    public static void SkipWithoutBrowser()
    {
        try
        {
            Browser.Find();
        }
        catch (RiskLensException missing)
        {
            Assert.Skip(missing.Problem);
        }
    }
}
