using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using RiskLens.Engine.Units;

namespace RiskLens.App.Reports.Printing;

/// <summary>
/// Prints an HTML file to a tagged, bookmarked PDF with a headless browser: a profile of its own, networking off, a
/// time limit, and no PDF at all rather than half of one.
/// </summary>
/// <param name="browser">What prints.</param>
/// <param name="limit">How long it may take; a minute by default.</param>
public sealed class PrintPdf(Browser browser, TimeSpan? limit = null)
{
    private readonly TimeSpan _limit = limit ?? TimeSpan.FromSeconds(60);

    /// <summary>The PDF's bytes, dated by the study and not by the clock, so that the same study gives the same bytes.</summary>
    public async Task<byte[]> RunAsync(
        string htmlPath,
        DateTimeOffset dated,
        CancellationToken cancellationToken
    )
    {
        var scratch = Directory.CreateTempSubdirectory("risklens-print-").FullName;
        try
        {
            var pdfPath = Path.Combine(scratch, "report.pdf");
            var complaint = await PrintAsync(htmlPath, pdfPath, scratch, cancellationToken);
            var pdf = File.Exists(pdfPath) ? await File.ReadAllBytesAsync(pdfPath, cancellationToken) : [];
            if (!PdfBytes.Whole(pdf))
            {
                throw new RiskLensException(
                    $"The browser {browser.Path} printed no PDF{(complaint.Length > 0 ? $": {complaint}" : "")}.",
                    $"Name another browser in {Browser.Variable}, or open the HTML report and print it to PDF."
                );
            }

            PdfBytes.Name(pdf);
            PdfBytes.Date(pdf, dated);
            return pdf;
        }
        finally
        {
            DeleteQuietly(scratch);
        }
    }

    private async Task<string> PrintAsync(
        string htmlPath,
        string pdfPath,
        string scratch,
        CancellationToken cancellationToken
    )
    {
        using var process = new Process { StartInfo = Command(htmlPath, pdfPath, scratch) };
        try
        {
            process.Start();
        }
        catch (Win32Exception fault)
        {
            return fault.Message;
        }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(_limit);
        try
        {
            var complaints = process.StandardError.ReadToEndAsync(stop.Token);
            await process.StandardOutput.ReadToEndAsync(stop.Token);
            await process.WaitForExitAsync(stop.Token);
            var lines = (await complaints).Split(
                '\n',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            );
            return process.ExitCode == 0
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"exit code {process.ExitCode}, {lines.LastOrDefault() ?? "no message"}"
                );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return FormattableString.Invariant($"it took longer than {_limit.TotalSeconds:0} seconds");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo Command(string htmlPath, string pdfPath, string scratch)
    {
        var start = new ProcessStartInfo(browser.Path)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "--headless",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-extensions",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            $"--user-data-dir={Path.Combine(scratch, "profile")}",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            $"--print-to-pdf={pdfPath}",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // Chromium's sandbox refuses to start for root on Linux; everyone else keeps it.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            start.ArgumentList.Add("--no-sandbox");
        start.ArgumentList.Add(new Uri(Path.GetFullPath(htmlPath)).AbsoluteUri);
        return start;
    }

    /// <summary>A profile still held by a dying process is left to the system's own cleaning of temporary files.</summary>
    private static void DeleteQuietly(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException) { }
        catch (UnauthorizedAccessException) { }
    }
}
