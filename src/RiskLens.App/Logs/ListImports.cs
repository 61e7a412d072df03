using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Storage;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>An import as it is listed. The name of its file is not kept; length, period and channels tell files apart.</summary>
/// <param name="Id">Its number.</param>
/// <param name="ImportedUtc">When it was imported, ISO 8601.</param>
/// <param name="Format">Format of the file.</param>
/// <param name="Channel">Its channels, joined by commas.</param>
/// <param name="FirstUtc">Time of its first message, ISO 8601.</param>
/// <param name="LastUtc">Time of its last message, ISO 8601.</param>
/// <param name="Messages">Messages that nothing imported before it had counted.</param>
/// <param name="Duplicates">Messages that were counted before it.</param>
/// <param name="Rejected">Lines refused.</param>
/// <param name="Contacts">Distinct contacts.</param>
/// <param name="LocalNumbers">Telephone numbers kept as they came.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Sha256">Hash of the file's bytes, hexadecimal.</param>
public sealed record ListedImport(
    int Id,
    string ImportedUtc,
    string Format,
    string Channel,
    string? FirstUtc,
    string? LastUtc,
    long Messages,
    long Duplicates,
    long Rejected,
    long Contacts,
    long LocalNumbers,
    long Bytes,
    string Sha256
);

/// <summary>Lists what was imported, and the lines that an import refused.</summary>
public sealed class ListImports(Workspace workspace)
{
    /// <summary>The imports in the order in which they came.</summary>
    public async Task<IReadOnlyList<ListedImport>> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var watches = await db
            .ImportChannels.AsNoTracking()
            .Join(
                db.Channels,
                watch => watch.ChannelId,
                row => row.Id,
                (watch, row) => new { watch, row.Name }
            )
            .ToListAsync(cancellationToken);
        var byImport = watches.ToLookup(channel => channel.watch.ImportId);
        var imports = await db
            .Imports.AsNoTracking()
            .OrderBy(import => import.Id)
            .ToListAsync(cancellationToken);
        return
        [
            .. imports.Select(import =>
            {
                var ofImport = byImport[import.Id].ToList();
                return new ListedImport(
                    import.Id,
                    UtcText.Second(import.ImportedUnixSeconds * 1000),
                    import.Format,
                    string.Join(
                        ", ",
                        ofImport
                            .Select(one => one.Name)
                            .Distinct(StringComparer.Ordinal)
                            .Order(StringComparer.Ordinal)
                    ),
                    ofImport.Count == 0
                        ? null
                        : UtcText.Second(ofImport.Min(one => one.watch.FirstUnixMilliseconds)),
                    ofImport.Count == 0
                        ? null
                        : UtcText.Second(ofImport.Max(one => one.watch.LastUnixMilliseconds)),
                    import.Messages,
                    import.Duplicates,
                    import.Rejected,
                    import.Contacts,
                    import.LocalNumbers,
                    import.Bytes,
                    import.Sha256
                );
            }),
        ];
    }

    /// <summary>The lines that an import refused, the first thousand: position, reason and masked shape.</summary>
    /// <exception cref="RiskLensException">There is no such import.</exception>
    public async Task<IReadOnlyList<Rejected>> RejectedAsync(int id, CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        if (!await db.Imports.AnyAsync(import => import.Id == id, cancellationToken))
            throw NoSuch(id);
        return await db
            .Rejections.AsNoTracking()
            .Where(rejection => rejection.ImportId == id)
            .OrderBy(rejection => rejection.Ordinal)
            .Select(rejection => new Rejected(rejection.Line, rejection.Reason, rejection.Shape))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The refusal of a number that is no import's.</summary>
    internal static RiskLensException NoSuch(int id) =>
        new(
            $"There is no import {id.ToString(CultureInfo.InvariantCulture)}.",
            "See the numbers of the imports with 'import list'."
        );
}
