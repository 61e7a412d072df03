using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RiskLens.App.Companies;
using RiskLens.App.Storage;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>
/// Imports log files into the workspace. Each file is one transaction, all or nothing: one that cannot be read stands
/// in the result as refused and has changed nothing, and the others are imported.
/// </summary>
public sealed class ImportLogs(Workspace workspace, Catalogue catalogue)
{
    /// <summary>The formats that are tried, in order.</summary>
    public IReadOnlyList<ILogFormat> Formats { get; init; } = LogFormats.All;

    /// <summary>Events that may wait in memory before they are written: 24 bytes each, and twice that while lists grow.</summary>
    public int BufferedEvents { get; init; } = 250_000;

    /// <summary>Imports the files, in the order given.</summary>
    /// <exception cref="RiskLensException">
    /// What is wrong lies not in a file: an unknown channel or zone, a lost key, another process that still writes.
    /// </exception>
    public async Task<ImportResult> RunAsync(
        IReadOnlyList<LogFile> files,
        ImportOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        options = options with { Channel = ChannelOption.Find(options.Channel, catalogue) };
        var company = await new SetCompany(workspace).GetAsync(cancellationToken);
        var rules = await new PurposeRuleBook(workspace, catalogue).ReadAsync(
            options.TrialRules,
            cancellationToken
        );
        var context = ContextOf(company, options) with
        {
            SavedColumns = await new ColumnProfiles(workspace).ByHeaderAsync(cancellationToken),
        };
        var key = await workspace.KeyAsync(cancellationToken);
        var settings = new IntakeSettings(
            context.Channels,
            catalogue.Purposes.Keys.ToHashSet(StringComparer.Ordinal),
            context.LatestUnixMilliseconds,
            BufferedEvents
        )
        {
            BesideOthers = files.Count > 1,
            Addresses = AddressesOf(company, catalogue),
            Rules = rules,
        };
        var imported = new List<ImportedFile>(files.Count);
        foreach (var file in files)
        {
            if (SignalDouble.Refusal(file, files) is { } twice)
            {
                imported.Add(twice);
                continue;
            }

            var input = await OpenAsync(file, cancellationToken);
            if (input.Refused is { } refused)
            {
                imported.Add(refused);
                continue;
            }

            var log = new FileImport(workspace, key, settings, context, options);
            await using var _ = await workspace.LockForWritingAsync("importing logs", cancellationToken);
            imported.Add(
                await log.RunAsync(
                    input.Opened!,
                    Recognition(input.Opened!, company, context, options, rules),
                    progress,
                    cancellationToken
                )
            );
        }

        return new ImportResult(imported);
    }

    private async Task<(LogInput? Opened, ImportedFile? Refused)> OpenAsync(
        LogFile file,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await LogInput.OpenAsync(file, Formats, cancellationToken), null);
        }
        catch (Exception fault) when (FileFault.Of(fault) is { } problem)
        {
            return (null, ImportedFile.OfRefused(file.Name, 0, problem.Problem, problem.Remedy));
        }
    }

    private LogContext ContextOf(CompanyProfile company, ImportOptions options) =>
        new(
            SetCompany.ZoneOf(options.TimeZone ?? company.Zone),
            company.Country is "US" ? DateOrder.MonthFirst : DateOrder.DayFirst,
            options.DateOrder,
            company.Name.Length > 0 ? company.Name : null,
            workspace.Time.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds(),
            catalogue.Channels.Select(channel => channel.Id).ToHashSet(StringComparer.Ordinal),
            options.Columns
        )
        {
            OwnAddresses = OwnAddresses.Of(company, catalogue),
        };

    /// <summary>How a company's contacts are told apart.</summary>
    internal static ContactAddresses AddressesOf(CompanyProfile company, Catalogue catalogue) =>
        new(
            company.Country,
            new PhoneNumbers(catalogue.CallingCodes, company.Country),
            catalogue
                .Channels.Where(channel => channel.PhoneNumbered)
                .Select(channel => channel.Id)
                .ToHashSet(StringComparer.Ordinal)
        );

    /// <summary>The same bytes read with the same settings are the same import.</summary>
    private static string Recognition(
        LogInput input,
        CompanyProfile company,
        LogContext context,
        ImportOptions options,
        PurposeRules? rules
    )
    {
        var ruled = string.Join('\n', rules?.Rules.Select(rule => rule.Text) ?? []);
        var own = string.Join(',', context.OwnAddresses.Order(StringComparer.Ordinal));
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{input.Sha256}|{options.Channel}|{context.Zone.Id}|{context.DefaultDateOrder}|{context.ForcedDateOrder}|{context.OwnName}|{context.Columns ?? input.SavedColumns(context)}|{company.Country}|{own}|{ruled}"
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
