using System.Globalization;
using System.Text;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>
/// Exports as phones of the world write them: every header in locale-matrix.tsv comes from ICU (locale-matrix.mjs) or
/// from a real phone, with the moment it stands for. A file is right when all its times and authors are; what is not
/// right must be flagged as ambiguous or refused.
/// </summary>
public sealed class LocaleMatrixTests
{
    private sealed record Row(string Locale, string Phone, string Clock, IReadOnlyList<string> Headers)
    {
        public string Name => $"{Locale} {Phone} {Clock}";
    }

    private enum Outcome
    {
        Right,
        Flagged,
        Refused,
        SilentlyWrong,
    }

    private static readonly string[] Authors = ["Ann", "Bob Lee", "+237 699 00 11 22"];
    private static readonly string[] Contacts = ["ann", "bob lee", "+237699001122"];

    private static readonly Lazy<(List<DateTime> Moments, int Decided, List<Row> Rows)> Matrix = new(Load);

    [Fact]
    public void The_matrix_spans_the_world()
    {
        // A locale that writes as another does is not there twice: some have fewer than all four.
        var kinds = Matrix
            .Value.Rows.GroupBy(row => row.Locale, StringComparer.Ordinal)
            .Select(locale => locale.Select(row => (row.Phone, row.Clock)).Distinct().Count())
            .ToList();
        Assert.True(kinds.Count >= 280);
        Assert.True(kinds.Count(kind => kind == 4) >= 140);
    }

    [Fact]
    public void An_export_of_any_locale_is_read_right_or_said_not_to_be()
    {
        var outcomes = Outcomes(undecided: false);
        Report(outcomes);
        Assert.DoesNotContain(outcomes, file => file.Outcome == Outcome.SilentlyWrong);
        var right = outcomes.Count(file => file.Outcome == Outcome.Right);
        Assert.True(right * 100 >= outcomes.Count * 99, $"{right} of {outcomes.Count} files are right.");
    }

    [Fact]
    public void Where_nothing_decides_an_export_is_right_or_flagged()
    {
        var outcomes = Outcomes(undecided: true);
        Report(outcomes);
        Assert.DoesNotContain(outcomes, file => file.Outcome == Outcome.SilentlyWrong);
        Assert.True(outcomes.Count(file => file.Outcome == Outcome.Refused) * 100 <= outcomes.Count);
    }

    private static List<(string Name, Outcome Outcome)> Outcomes(bool undecided)
    {
        var (moments, decided, rows) = Matrix.Value;
        var (from, to) = undecided ? (decided, moments.Count) : (0, decided);
        return rows.ConvertAll(row =>
            (row.Name, OutcomeOf(row, moments[from..to], row.Headers.Skip(from).Take(to - from)))
        );
    }

    private static Outcome OutcomeOf(Row row, List<DateTime> moments, IEnumerable<string> headers)
    {
        var export = new StringBuilder();
        foreach (var (header, i) in headers.Select((header, i) => (header, i)))
            export.Append(Line(row.Phone, header, Authors[i % Authors.Length], i));
        var bytes = Encoding.UTF8.GetBytes(export.ToString());
        var log = LogReadings.Source(bytes);
        if (LogFormats.Recognise(LogHead.Of(log).Text) is not WhatsAppExport whatsApp)
            return Outcome.Refused;
        try
        {
            var (sink, reading) = whatsApp.Read(log);
            var expected = moments.Select(
                (moment, i) => (Moment(moment, row.Phone), Contacts[i % Contacts.Length])
            );
            if (
                expected.SequenceEqual(
                    sink.Messages.Select(message => (message.UnixMilliseconds, message.Contact))
                )
            )
                return Outcome.Right;
            if (sink.Rejections.Count > 0 && sink.Rejections.Count + sink.Messages.Count == moments.Count)
            {
                // Lines were refused with a reason: those read must be right.
                var rest = sink.Messages.TrueForAll(message =>
                    expected.Contains((message.UnixMilliseconds, message.Contact))
                );
                if (rest)
                    return Outcome.Refused;
            }
            return reading.DateOrderAmbiguous ? Outcome.Flagged : Outcome.SilentlyWrong;
        }
        catch (RiskLensException)
        {
            return Outcome.Refused;
        }
    }

    /// <summary>With the marks that the two phones put into their exports.</summary>
    private static string Line(string phone, string header, string author, int index) =>
        (phone, index % 3) switch
        {
            ("android", 1) => $"{header} - {author}: <Media omitted>\n",
            ("android", _) => $"{header} - {author}: text {index}: 12/12/2012, 10:10\n12/12\n",
            (_, 1) => $"\u200E[{header}] {author}: \u200E<attached: 00000001-PHOTO.jpg>\r\n",
            (_, 2) => $"[{header}] \u202A{author}\u202C: text {index}\nand on\r\n",
            _ => $"[{header}] ~\u202F{author}: text {index}\r\n",
        };

    private static long Moment(DateTime moment, string phone) =>
        new DateTimeOffset(
            phone == "ios" ? moment : moment.AddSeconds(-moment.Second),
            TimeSpan.Zero
        ).ToUnixTimeMilliseconds();

    private static void Report(List<(string Name, Outcome Outcome)> outcomes)
    {
        foreach (var group in outcomes.GroupBy(file => file.Outcome).OrderBy(group => group.Key))
        {
            var names = group.Key == Outcome.Right ? "" : string.Join(", ", group.Select(file => file.Name));
            TestContext.Current.TestOutputHelper?.WriteLine($"{group.Key}: {group.Count()} {names}");
        }
    }

    private static (List<DateTime>, int, List<Row>) Load()
    {
        var path = Path.Combine(
            SharedFiles.Root,
            "tests",
            "RiskLens.Engine.Tests",
            "Messages",
            "locale-matrix.tsv"
        );
        var lines = File.ReadAllLines(path);
        var front = lines[0].Split('\t');
        var moments = front
            .Skip(3)
            .Select(text => DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture))
            .ToList();
        var rows = lines
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(cells => new Row(cells[0], cells[1], cells[2], cells[3..]))
            .ToList();
        return (moments, int.Parse(front[1], CultureInfo.InvariantCulture), rows);
    }
}
