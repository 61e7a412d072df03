using RiskLens.App.Storage;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>The company's purpose rules: kept as the text of one rule file, and checked when they are set.</summary>
public sealed class PurposeRuleBook(Workspace workspace, Catalogue catalogue)
{
    private const int LongestFile = 1 << 20;

    /// <summary>Checks a rule file and keeps it in the place of the one before.</summary>
    /// <exception cref="RiskLensException">The file is missing, too long, or one of its lines is no rule.</exception>
    public async Task<IReadOnlyList<PurposeRule>> SetAsync(string path, CancellationToken cancellationToken)
    {
        var text = await TextOfAsync(path, cancellationToken);
        var rules = (await ReadAsync(text, cancellationToken))!;
        await KeepAsync(text, cancellationToken);
        return rules.Rules;
    }

    /// <summary>The rules that hold, in their order; none where none were set.</summary>
    public async Task<IReadOnlyList<PurposeRule>> ListAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(null, cancellationToken))?.Rules ?? [];

    /// <summary>Drops the rules. Logs imported under them keep their purposes until they are given again.</summary>
    public Task ClearAsync(CancellationToken cancellationToken) => KeepAsync(null, cancellationToken);

    /// <summary>The text of a rule file.</summary>
    /// <exception cref="RiskLensException">There is no such file, or it is too long to be one.</exception>
    public static async Task<string> TextOfAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new RiskLensException("There is no such rule file.", "Check the path and the file's name.");
        if (new FileInfo(path).Length > LongestFile)
        {
            throw new RiskLensException(
                "The rule file is longer than a megabyte.",
                "Check that it is the right file; a rule is one line."
            );
        }

        return await TextFile.ReadAsync(path, cancellationToken);
    }

    /// <summary>Rules to try, or those that hold; null where there are none. For one import: they keep buffers.</summary>
    /// <exception cref="RiskLensException">A line is no rule.</exception>
    internal async Task<PurposeRules?> ReadAsync(string? trial, CancellationToken cancellationToken)
    {
        await using var connection = await workspace.ConnectAsync(cancellationToken);
        var text = trial ?? SettingTexts.Get(connection, SettingTexts.PurposeRules);
        if (text is null)
            return null;
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        return PurposeRules.Parse(
            text,
            catalogue.Channels.Select(channel => channel.Id).ToHashSet(StringComparer.Ordinal),
            new PhoneNumbers(catalogue.CallingCodes, company.Country)
        );
    }

    private async Task KeepAsync(string? text, CancellationToken cancellationToken)
    {
        await using var _ = await workspace.LockForWritingAsync("setting purpose rules", cancellationToken);
        await using var db = workspace.NewDb();
        await SettingTexts.SetAsync(db, SettingTexts.PurposeRules, text, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
