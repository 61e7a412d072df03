using System.Globalization;
using RiskLens.App.Storage;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>The weeks that the company named, in which a government's order to cut services is likelier.</summary>
public sealed class SensitiveWeeks(Workspace workspace)
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>All of them, in order of time.</summary>
    public async Task<IReadOnlyList<SensitiveWeek>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        return Read(await SettingTexts.GetAsync(db, SettingTexts.SensitiveWeeks, cancellationToken));
    }

    /// <summary>Adds weeks.</summary>
    /// <exception cref="RiskLensException">They end before they begin, or nothing says what happens then.</exception>
    public async Task<IReadOnlyList<SensitiveWeek>> AddAsync(
        DateOnly from,
        DateOnly to,
        string what,
        CancellationToken cancellationToken
    )
    {
        if (to < from)
            throw new RiskLensException("The last day comes before the first.", "Give the first day first.");
        var words = string.Join(' ', what.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        if (words.Length == 0)
        {
            throw new RiskLensException(
                "Nothing says what happens in these weeks.",
                "Say it with --what, such as \"presidential election\"."
            );
        }

        var weeks = new SensitiveWeek(from, to, words);
        return await KeepAsync(held => held.Contains(weeks) ? held : [.. held, weeks], cancellationToken);
    }

    /// <summary>Drops them all.</summary>
    public Task<IReadOnlyList<SensitiveWeek>> ClearAsync(CancellationToken cancellationToken) =>
        KeepAsync(_ => [], cancellationToken);

    private async Task<IReadOnlyList<SensitiveWeek>> KeepAsync(
        Func<IReadOnlyList<SensitiveWeek>, IReadOnlyList<SensitiveWeek>> change,
        CancellationToken cancellationToken
    )
    {
        await using var _ = await workspace.LockForWritingAsync("naming weeks", cancellationToken);
        await using var db = workspace.NewDb();
        var held = Read(await SettingTexts.GetAsync(db, SettingTexts.SensitiveWeeks, cancellationToken));
        IReadOnlyList<SensitiveWeek> weeks =
        [
            .. change(held)
                .OrderBy(w => w.From)
                .ThenBy(w => w.To)
                .ThenBy(w => w.What, StringComparer.Ordinal),
        ];
        await SettingTexts.SetAsync(
            db,
            SettingTexts.SensitiveWeeks,
            weeks.Count == 0 ? null : string.Join('\n', weeks.Select(Line)),
            cancellationToken
        );
        await db.SaveChangesAsync(cancellationToken);
        return weeks;
    }

    private static string Line(SensitiveWeek weeks) => $"{Text(weeks.From)} {Text(weeks.To)} {weeks.What}";

    private static string Text(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    private static List<SensitiveWeek> Read(string? text) =>
        [
            .. (text ?? "")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', 3))
                .Select(parts => new SensitiveWeek(
                    DateOnly.ParseExact(parts[0], Day, CultureInfo.InvariantCulture),
                    DateOnly.ParseExact(parts[1], Day, CultureInfo.InvariantCulture),
                    parts[2]
                )),
        ];
}
