using Microsoft.Data.Sqlite;
using RiskLens.App.Storage;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>
/// Imports one file in one transaction, under the writer's lock: events first, then the ledger of the days that they
/// touch. Whatever stops it, a kill included, leaves the workspace as before.
/// </summary>
internal sealed class FileImport(
    Workspace workspace,
    WorkspaceKey key,
    IntakeSettings settings,
    LogContext context,
    ImportOptions options
)
{
    /// <summary>Imports the file, or says why it is refused.</summary>
    /// <param name="input">The file, opened.</param>
    /// <param name="recognition">What tells that the same file was imported before.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Cancels; the file is then not imported.</param>
    public async Task<ImportedFile> RunAsync(
        LogInput input,
        string recognition,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var started = workspace.Time.GetTimestamp();
        await using var connection = await workspace.ConnectAsync(cancellationToken);
        var before = new ImportTable(connection, transaction: null).Find(recognition);
        // A trial of purpose rules must see the messages, also where they have been counted.
        var file =
            before is null || (options.DryRun && settings.Rules is not null)
                ? await TakeInAsync(connection, input, recognition, progress, cancellationToken)
                : await ImportDescription.OfBeforeAsync(workspace, input, before, context, cancellationToken);
        if (before is not null && file.Refused is null)
            file = file with
            {
                Messages = 0,
                Duplicates = before.Messages + before.Duplicates,
                AlreadyImported = true,
            };
        return file with { Seconds = workspace.Time.GetElapsedTime(started).TotalSeconds };
    }

    private async Task<ImportedFile> TakeInAsync(
        SqliteConnection connection,
        LogInput input,
        string recognition,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = (SqliteTransaction)
            await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            // The same bytes read with another zone, channel or company name are the same messages told otherwise:
            // the last reading holds, for both together would count them twice.
            var withdrawn = WithdrawnImport.OfFile(connection, transaction, input.Sha256);
            var import = new Import
            {
                Recognition = recognition,
                Sha256 = input.Sha256,
                Format = input.Formats,
                ImportedUnixSeconds = workspace.Time.GetUtcNow().ToUnixTimeSeconds(),
                Bytes = input.Bytes,
                SkippedFiles = input.SkippedFiles,
            };
            new ImportTable(connection, transaction).Add(import);

            // Reading is work for the processor; the caller's thread, of a page perhaps, is not held for it.
            var file = await Task.Run(
                () => Read(connection, transaction, withdrawn, import, input, progress, cancellationToken),
                cancellationToken
            );
            if (!options.DryRun)
                await transaction.CommitAsync(cancellationToken);
            return file;
        }
        catch (Exception fault) when (FileFault.Of(fault) is { } problem)
        {
            return ImportedFile.OfRefused(input.File.Name, input.Bytes, problem.Problem, problem.Remedy);
        }
    }

    private ImportedFile Read(
        SqliteConnection connection,
        SqliteTransaction transaction,
        WithdrawnImport withdrawn,
        Import import,
        LogInput input,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var imports = new ImportTable(connection, transaction);
        using var events = new EventDays(connection, transaction);
        using var counts = new CountedHours(connection, transaction);
        using var ledger = new LedgerRows(connection, transaction, events);
        foreach (var channel in withdrawn.Channels)
            ledger.Renew(channel, withdrawn.Days(channel), cancellationToken);
        using var joins = ContactJoins.Needed(connection, transaction, key, settings.Addresses);
        using var writer = new IntakeWriter(connection, transaction, events, key, settings.BufferedEvents)
        {
            KeepsNewNumbers = joins is not null,
        };
        var intake = new Intake(writer, key, settings);
        var reading = new LogReading(null, false);
        for (var log = 0; log < input.Logs.Count; log++)
        {
            var (source, format) = input.Logs[log];
            intake.Begin(new LogNumber(import.Id, log), format.DefaultChannel ?? options.Channel);
            var bytes = progress is null ? null : new ReadBytes(input, intake, progress);
            var one = Read(format, source, input.Logs.Count, intake, bytes, cancellationToken);
            reading = new LogReading(
                one.DateOrder ?? reading.DateOrder,
                one.DateOrderAmbiguous || reading.DateOrderAmbiguous
            )
            {
                Columns = reading.Columns ?? one.Columns,
                RepeatedHour = reading.RepeatedHour + one.RepeatedHour,
                MissingHour = reading.MissingHour + one.MissingHour,
            };
        }

        intake.End(counts);
        EmptyLog.Refuse(intake, settings.BesideOthers || imports.HasOthers(import.Id));
        var touched = intake.Touched().ToList();
        var more = touched.Sum(one => ledger.Renew(one.Channel, one.Days, cancellationToken, one.Plain));
        foreach (var (address, number) in writer.NewNumbers)
            joins?.Look(address, number);
        joins?.Join(cancellationToken);

        // An import can also bring less than nothing: where its events take the place of a larger count, say.
        import.Messages = Math.Max(0, more);
        import.Duplicates = intake.Messages - import.Messages;
        import.System = intake.Tally.System;
        import.Rejected = intake.Tally.Rejected;
        import.Contacts = intake.Contacts;
        import.DateOrder = Short(reading.DateOrder);
        import.DateOrderAmbiguous = reading.DateOrderAmbiguous;
        import.RepeatedHour = reading.RepeatedHour;
        import.MissingHour = reading.MissingHour;
        import.LocalNumbers = writer.LocalNumbers;
        imports.Update(import);
        AddDetails(imports, import, intake, writer);
        if (withdrawn.Channels.Any())
            SeenContacts.ForgetOthers(connection, transaction);
        return ImportDescription.Of(
            input,
            import,
            intake.Channels.Select(channel => channel.Name),
            [.. intake.Channels.SelectMany(channel => channel.Watches.Values).Select(w => (w.First, w.Last))],
            intake.Tally.Kept
        ) with
        {
            Columns = reading.Columns,
            In = intake.In,
            Out = intake.Out,
            ImportId = options.DryRun ? null : import.Id,
            Rules = intake.Given.Rules,
            WithoutRule = settings.Rules is null ? null : intake.Given.WithoutRule,
        };
    }

    /// <summary>Reads one log; where an archive holds several, a refusal says which of them it is.</summary>
    private LogReading Read(
        ILogFormat format,
        LogSource source,
        int logs,
        Intake intake,
        IProgress<long>? bytes,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return format.Read(source, context, intake, bytes, cancellationToken);
        }
        catch (RiskLensException refusal) when (logs > 1)
        {
            throw new RiskLensException(
                $"The archive's file '{source.Name}' cannot be read, and an archive is read whole or not at all: {refusal.Problem}",
                refusal.Remedy,
                refusal
            );
        }
    }

    private static void AddDetails(ImportTable imports, Import import, Intake intake, IntakeWriter writer)
    {
        foreach (var channel in intake.Channels)
        {
            imports.Add(
                channel.Watches.Select(watch => new ImportChannel
                {
                    ImportId = import.Id,
                    Log = watch.Key.Log,
                    ChannelId = writer.Channels[channel.Place].Number,
                    FirstUnixMilliseconds = watch.Value.First,
                    LastUnixMilliseconds = watch.Value.Last,
                    Messages = watch.Value.Messages,
                })
            );
        }

        imports.Add(
            intake.Tally.Kept.Select(
                (rejected, i) =>
                    new Rejection
                    {
                        ImportId = import.Id,
                        Ordinal = i,
                        Line = rejected.Line,
                        Reason = rejected.Reason,
                        Shape = rejected.Shape,
                    }
            )
        );
    }

    private static string? Short(DateOrder? order) =>
        order switch
        {
            DateOrder.DayFirst => "dmy",
            DateOrder.MonthFirst => "mdy",
            DateOrder.YearFirst => "ymd",
            _ => null,
        };

    /// <summary>Joins the reader's count of bytes with the intake's of messages, on the reader's thread.</summary>
    private sealed class ReadBytes(LogInput input, Intake intake, IProgress<ImportProgress> progress)
        : IProgress<long>
    {
        public void Report(long value) =>
            progress.Report(new ImportProgress(input.File.Name, value, input.Bytes, intake.Messages));
    }
}
