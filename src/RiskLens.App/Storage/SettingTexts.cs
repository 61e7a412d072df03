using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace RiskLens.App.Storage;

/// <summary>Texts that the user gave and that hold for all imports, by their names.</summary>
internal static class SettingTexts
{
    /// <summary>The purpose rules, as the file had them.</summary>
    public const string PurposeRules = "purpose_rules";

    /// <summary>The company's own addresses and further names, one a line.</summary>
    public const string OwnAddresses = "own_addresses";

    /// <summary>Channels that the company added to the catalogue, as the file had them.</summary>
    public const string OwnChannels = "own_channels";

    /// <summary>Nodes that the company added to the catalogue, as the file had them.</summary>
    public const string OwnNodes = "own_nodes";

    /// <summary>Prices that the company added to the catalogue, as the file had them.</summary>
    public const string OwnPrices = "own_prices";

    /// <summary>Weeks in which an order of a government is likelier, one a line.</summary>
    public const string SensitiveWeeks = "sensitive_weeks";

    /// <summary>The company's country when the first log was imported, or nothing where it was not known.</summary>
    public const string CountryOfNumbers = "country_of_numbers";

    /// <summary>The logo of the company's reports, as a data URI.</summary>
    public const string Logo = "logo";

    /// <summary>The accent colour of the company's reports, as #rrggbb.</summary>
    public const string Accent = "accent";

    /// <summary>The text of a name, or null.</summary>
    public static string? Get(SqliteConnection connection, string name)
    {
        using var find = new PreparedCommand(
            connection,
            transaction: null,
            "SELECT Text FROM Settings WHERE Name = $1",
            1
        );
        return find.Scalar(name) as string;
    }

    /// <summary>Sets the text of a name, or removes it where there is none; the caller saves.</summary>
    public static async Task SetAsync(
        WorkspaceDb db,
        string name,
        string? text,
        CancellationToken cancellationToken
    )
    {
        var row = await db.Settings.SingleOrDefaultAsync(setting => setting.Name == name, cancellationToken);
        if (row is not null && text is not null)
            row.Text = text;
        else if (row is not null)
            db.Settings.Remove(row);
        else if (text is not null)
            db.Settings.Add(new SettingRow { Name = name, Text = text });
    }
}
