using System.Globalization;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Messages;

namespace RiskLens.App.Tests.Logs;

/// <summary>A log that says outright what a reader says to the sink, in fields between blanks:
/// "each|once|status TIME in|out CONTACT ID [failed]" or "count TIME in|out PURPOSE MESSAGES CONVERSATIONS".</summary>
internal sealed class ToldFormat : ILogFormat
{
    public string Name => "told";

    public string? DefaultChannel { get; init; } = "whatsapp";

    public static Task<ImportResult> ImportAsync(TempWorkspace temp, params IReadOnlyList<LogFile> files) =>
        new ImportLogs(temp.Workspace, TempWorkspace.Catalogue)
        {
            Formats = [new ToldFormat()],
            BufferedEvents = 50,
        }.RunAsync(files, new ImportOptions(), null, TempWorkspace.Stop);

    public bool Recognises(string head) => true;

    public LogReading Read(
        LogSource source,
        LogContext context,
        IMessageSink sink,
        IProgress<long>? bytesRead,
        CancellationToken cancellationToken
    )
    {
        using var lines = new StreamReader(source.Open());
        while (lines.ReadLine() is { } line)
        {
            var fields = line.Split(' ');
            var time = DateTimeOffset.Parse(fields[1], CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
            var direction = fields[2] == "out" ? Direction.Out : Direction.In;
            if (fields[0] == "count")
            {
                sink.Count(
                    new CountedMessages
                    {
                        UnixMilliseconds = time,
                        Direction = direction,
                        Purpose = fields[3],
                        Messages = long.Parse(fields[4], CultureInfo.InvariantCulture),
                        Conversations = long.Parse(fields[5], CultureInfo.InvariantCulture),
                    }
                );
                continue;
            }

            sink.Accept(
                new Message
                {
                    UnixMilliseconds = time,
                    Direction = direction,
                    Contact = fields[3],
                    Id = fields[4],
                    Failed = fields.Length > 5,
                    Counting = fields[0] switch
                    {
                        "once" => Counting.OncePerId,
                        "status" => Counting.StatusOfId,
                        _ => Counting.Each,
                    },
                }
            );
        }

        return new LogReading(null, false);
    }
}
