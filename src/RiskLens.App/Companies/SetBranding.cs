using RiskLens.App.Reports;
using RiskLens.App.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>Sets and tells how the company's reports look.</summary>
public sealed class SetBranding(Workspace workspace)
{
    /// <summary>Takes a logo or an accent colour away.</summary>
    public const string Nothing = "none";

    /// <summary>Sets what is given; null leaves it as it is.</summary>
    /// <param name="logoPath">A PNG or SVG file, or "none".</param>
    /// <param name="accent">#rrggbb, or "none"; one that cannot be read on white is darkened until it can.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What holds now.</returns>
    /// <exception cref="RiskLensException">The file is no logo, or the colour cannot be read.</exception>
    public async Task<Branding> RunAsync(
        string? logoPath,
        string? accent,
        CancellationToken cancellationToken
    )
    {
        var logo = logoPath is null or Nothing ? null : await LogoFile.ReadAsync(logoPath, cancellationToken);
        var colour = accent is null or Nothing
            ? null
            : Colour.Parse(accent).ReadableOn(Colour.White).ToString();
        await using var _ = await workspace.LockForWritingAsync("setting the branding", cancellationToken);
        await using var db = workspace.NewDb();
        if (logoPath is not null)
            await SettingTexts.SetAsync(db, SettingTexts.Logo, logo, cancellationToken);
        if (accent is not null)
            await SettingTexts.SetAsync(db, SettingTexts.Accent, colour, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await GetAsync(cancellationToken);
    }

    /// <summary>What was set, or <see cref="Branding.None"/>.</summary>
    public async Task<Branding> GetAsync(CancellationToken cancellationToken)
    {
        await using var connection = await workspace.ConnectAsync(cancellationToken);
        return new Branding(
            SettingTexts.Get(connection, SettingTexts.Logo),
            SettingTexts.Get(connection, SettingTexts.Accent)
        );
    }
}
