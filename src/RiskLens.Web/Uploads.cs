using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RiskLens.App.Logs;
using RiskLens.App.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.Web;

/// <summary>Log files on their way in, and the channel chosen for them.</summary>
internal sealed record Upload(IReadOnlyList<LogFile> Files, string? Channel, long Bytes);

/// <summary>
/// Takes uploaded files to the workspace's folder as they arrive, without holding them in memory, under names made
/// here (a log's own name may be a person's). They are deleted after their import, and at the next start whatever a
/// killed process left.
/// </summary>
internal sealed class Uploads
{
    private const int LongestField = 4096;
    private readonly string _folder;
    private readonly IAntiforgery _antiforgery;

    public Uploads(Workspace workspace, IAntiforgery antiforgery)
    {
        (_folder, _antiforgery) = (Path.Combine(workspace.Folder, "uploads"), antiforgery);
        ClearLeft();
    }

    /// <summary>
    /// Reads the form: first its token, without which nothing is taken, then the channel, then the files.
    /// </summary>
    /// <exception cref="RiskLensException">No file was chosen, or the form broke off.</exception>
    /// <exception cref="AntiforgeryValidationException">The form was not made by this page.</exception>
    public async Task<Upload> ReceiveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var type = MediaTypeHeaderValue.Parse(context.Request.ContentType);
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        var form = new MultipartReader(
            HeaderUtilities.RemoveQuotes(type.Boundary).ToString(),
            context.Request.Body
        );
        var (files, channel, bytes, trusted) = (new List<LogFile>(), (string?)null, 0L, false);
        try
        {
            while (await form.ReadNextSectionAsync(cancellationToken) is { } part)
            {
                var what = part.GetContentDispositionHeader();
                var field = HeaderUtilities.RemoveQuotes(what?.Name ?? "").ToString();
                if (!trusted)
                {
                    if (field == "__RequestVerificationToken")
                        context.Request.Headers["RequestVerificationToken"] = await TextAsync(
                            part,
                            cancellationToken
                        );
                    await _antiforgery.ValidateRequestAsync(context);
                    trusted = true;
                    if (field == "__RequestVerificationToken")
                        continue;
                }

                if (what?.IsFileDisposition() != true)
                {
                    channel = field == "channel" ? await TextAsync(part, cancellationToken) : channel;
                }
                else if (NameOf(what) is { Length: > 0 } name)
                {
                    var file = new LogFile(NewPath(), name);
                    files.Add(file);
                    bytes += await SpoolAsync(part.Body, file.Path, cancellationToken);
                }
            }
        }
        catch (IOException brokenOff)
        {
            Delete(files);
            throw new RiskLensException(
                "The upload broke off.",
                "Check that the disk has room for the files, and upload them again.",
                brokenOff
            );
        }
        catch
        {
            Delete(files);
            throw;
        }

        if (files.Count == 0)
            throw new RiskLensException(
                "No file was chosen.",
                "Choose one or more log files and upload them."
            );
        return new Upload(files, string.IsNullOrWhiteSpace(channel) ? null : channel, bytes);
    }

    /// <summary>Deletes what was uploaded.</summary>
    public static void Delete(IEnumerable<LogFile> files)
    {
        foreach (var file in files)
            File.Delete(file.Path);
    }

    private static string NameOf(ContentDispositionHeaderValue what)
    {
        var name = HeaderUtilities.RemoveQuotes(
            what.FileNameStar.HasValue ? what.FileNameStar : what.FileName
        );
        return Path.GetFileName(name.ToString().Replace('\\', '/'));
    }

    private static async Task<string> TextAsync(MultipartSection part, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(part.Body);
        var text = new char[LongestField];
        var length = await reader.ReadBlockAsync(text, cancellationToken);
        return new string(text, 0, length);
    }

    private async Task<long> SpoolAsync(Stream body, string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, options);
        await body.CopyToAsync(file, cancellationToken);
        return file.Length;
    }

    /// <summary>The name says which process wrote it, so that another server's uploads are left alone.</summary>
    private string NewPath() =>
        Path.Combine(
            _folder,
            string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Path.GetRandomFileName()}")
        );

    private void ClearLeft()
    {
        if (!Directory.Exists(_folder))
            return;
        foreach (var path in Directory.EnumerateFiles(_folder))
        {
            var process = Path.GetFileName(path).Split('-')[0];
            if (
                !int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                || !IsAlive(id)
            )
                File.Delete(path);
        }
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(id);
            return !found.HasExited && id != Environment.ProcessId;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
