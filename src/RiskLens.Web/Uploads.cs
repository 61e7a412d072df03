using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using RiskLens.App.Logs;
using RiskLens.App.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.Web;

/// <summary>
/// Log files on their way in, and the channel chosen for them. They are held open, so that no other process takes
/// them for leftovers, until they are disposed of, which deletes them.
/// </summary>
internal sealed class Upload : IDisposable
{
    private readonly List<LogFile> _files = [];
    private readonly List<FileStream> _holds = [];

    /// <summary>The files, in the order of the form.</summary>
    public IReadOnlyList<LogFile> Files => _files;

    /// <summary>The channel chosen in the form; null when none was.</summary>
    public string? Channel { get; set; }

    /// <summary>Their length together.</summary>
    public long Bytes { get; private set; }

    /// <summary>Writes one more file as it arrives.</summary>
    public async Task AddAsync(LogFile file, Stream body, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var written = new FileStream(file.Path, options);
        _files.Add(file);
        _holds.Add(LeftUploads.Hold(file.Path));
        await body.CopyToAsync(written, cancellationToken);
        Bytes += written.Length;
    }

    public void Dispose()
    {
        foreach (var hold in _holds)
            hold.Dispose();
        foreach (var file in _files)
            File.Delete(file.Path);
    }
}

/// <summary>
/// Takes uploaded files to the workspace's folder as they arrive, without holding them in memory, under names made
/// here (a log's own name may be a person's). They are deleted after their import.
/// </summary>
internal sealed class Uploads(Workspace workspace, IAntiforgery antiforgery)
{
    private const int LongestField = 4096;
    private readonly string _folder = LeftUploads.FolderOf(workspace);

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
        var (upload, trusted) = (new Upload(), false);
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
                    await antiforgery.ValidateRequestAsync(context);
                    trusted = true;
                    if (field == "__RequestVerificationToken")
                        continue;
                }

                if (what?.IsFileDisposition() != true)
                {
                    if (field == "channel" && await TextAsync(part, cancellationToken) is { Length: > 0 } id)
                        upload.Channel = id;
                }
                else if (NameOf(what) is { Length: > 0 } name)
                {
                    Directory.CreateDirectory(_folder);
                    var path = Path.Combine(_folder, Path.GetRandomFileName());
                    await upload.AddAsync(new LogFile(path, name), part.Body, cancellationToken);
                }
            }
        }
        catch (IOException brokenOff)
        {
            upload.Dispose();
            throw new RiskLensException(
                "The upload broke off.",
                "Check that the disk has room for the files, and upload them again.",
                brokenOff
            );
        }
        catch
        {
            upload.Dispose();
            throw;
        }

        if (upload.Files.Count == 0)
            throw new RiskLensException(
                "No file was chosen.",
                "Choose one or more log files and upload them."
            );
        return upload;
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
}
