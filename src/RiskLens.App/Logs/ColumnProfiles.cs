using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RiskLens.App.Storage;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>
/// Which column of a table holds what, kept under a name. A later table with the same header takes the profile by
/// itself, as long as only one has that header. A profile holds names of columns, never what stands in them.
/// </summary>
public sealed class ColumnProfiles(Workspace workspace)
{
    private const int LongestName = 60;

    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Keeps the columns of a table under a name; an earlier profile of that name is replaced.</summary>
    /// <exception cref="RiskLensException">The name cannot be one.</exception>
    public async Task SaveAsync(string name, ColumnProposal columns, CancellationToken cancellationToken)
    {
        name = NameOf(name);
        await using var _ = await workspace.LockForWritingAsync("saving a column profile", cancellationToken);
        await using var db = workspace.NewDb();
        var row = await db.ColumnProfiles.FindAsync([name], cancellationToken);
        if (row is null)
        {
            row = new ColumnProfileRow
            {
                Name = name,
                Header = "",
                Columns = "",
            };
            db.ColumnProfiles.Add(row);
        }

        row.Header = columns.Header ?? "";
        row.Columns = JsonSerializer.Serialize(columns.AsProfile(), Options);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The profile with a name.</summary>
    /// <exception cref="RiskLensException">There is none; the others are named.</exception>
    public async Task<ColumnProfile> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        var rows = await db
            .ColumnProfiles.AsNoTracking()
            .OrderBy(row => row.Name)
            .ToListAsync(cancellationToken);
        var found = rows.Find(row => row.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
        if (found is not null)
            return ProfileOf(found.Columns);
        throw new RiskLensException(
            $"There is no column profile named '{name.Trim()}'.",
            rows.Count > 0
                ? $"Use one of {string.Join(", ", rows.Select(row => row.Name))}, or name the columns, such as time=sent_at,contact=customer."
                : "Name the columns, such as time=sent_at,contact=customer, and keep them with --save-map."
        );
    }

    /// <summary>The profiles that tables take by themselves, by the fingerprint of their header.</summary>
    public async Task<IReadOnlyDictionary<string, ColumnProfile>> ByHeaderAsync(
        CancellationToken cancellationToken
    )
    {
        await using var connection = await workspace.ConnectAsync(cancellationToken);
        using var find = new PreparedCommand(
            connection,
            transaction: null,
            "SELECT Header, MIN(Columns) FROM ColumnProfiles WHERE Header <> '' GROUP BY Header HAVING COUNT(*) = 1",
            0
        );
        await using var row = find.Read();
        var profiles = new Dictionary<string, ColumnProfile>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellationToken))
            profiles.Add(row.GetString(0), ProfileOf(row.GetString(1)));
        return profiles;
    }

    private static ColumnProfile ProfileOf(string columns) =>
        JsonSerializer.Deserialize<ColumnProfile>(columns, Options)!;

    /// <summary>A name that cannot be taken for columns.</summary>
    private static string NameOf(string name)
    {
        name = name.Trim();
        return name.Length is > 0 and <= LongestName && !name.AsSpan().ContainsAny('=', ',')
            ? name
            : throw new RiskLensException(
                "A column profile needs a name of at most 60 letters, without = and commas.",
                "Name it after the program that writes such tables, such as --save-map helpdesk."
            );
    }
}
