using System.Globalization;
using System.Text;
using NodaTime;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>
/// A table of campaigns: a header in English or French, a line each. Start and name are needed; end, channel, purpose,
/// reach, value and window_hours may be given. Other columns are left out.
/// </summary>
internal sealed class CampaignFile
{
    private const int MostDays = 366;
    private const int MostLinesTold = 10;

    private static readonly char[] Separators = [',', ';', '\t'];

    private static readonly string[] Moments =
    [
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "d/M/yyyy H:mm",
        "d/M/yyyy H:mm:ss",
        "d.M.yyyy H:mm",
    ];

    private static readonly string[] Dates = ["yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy"];

    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["start"] = ["start", "starttime", "from", "begin", "date", "debut", "datedebut", "du"],
        ["end"] = ["end", "endtime", "to", "until", "fin", "datefin", "datedefin", "au"],
        ["name"] = ["name", "campaign", "title", "nom", "campagne", "titre", "libelle"],
        ["channel"] = ["channel", "canal"],
        ["purpose"] = ["purpose", "motif", "objet"],
        ["reach"] = ["reach", "recipients", "contacts", "portee", "destinataires"],
        ["value"] = ["value", "valeur", "montant"],
        ["window_hours"] = ["windowhours", "window", "fenetreheures", "fenetre", "heures"],
    };

    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _channels;
    private readonly HashSet<string> _purposes;

    private CampaignFile(CsvLine heading, Catalogue catalogue)
    {
        foreach (var (at, heard) in heading.Fields.Index())
        {
            var name = Names.FirstOrDefault(n => n.Value.Contains(Folded(heard), StringComparer.Ordinal)).Key;
            if (name is not null)
                _columns.TryAdd(name, at);
        }
        _channels = catalogue.Channels.Select(c => c.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _purposes = catalogue.Purposes.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The campaigns of a text; not one if a line of it cannot be read.</summary>
    /// <exception cref="RiskLensException">The text is no such table; the lines at fault are named, not quoted.</exception>
    public static IReadOnlyList<Campaign> Read(string text, Catalogue catalogue)
    {
        var head = text[..Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal))];
        var lines = CsvLines.Read(text, Separators.MaxBy(s => head.Count(letter => letter == s)));
        var file = lines.Count > 1 ? new CampaignFile(lines[0], catalogue) : null;
        if (file?._columns.ContainsKey("start") != true || !file._columns.ContainsKey("name"))
        {
            throw new RiskLensException(
                "The file's first line does not name its columns, or no line follows it.",
                "Begin it with a header such as start,end,name,channel,purpose,reach,value,window_hours; start and name are needed."
            );
        }
        var campaigns = new List<Campaign>();
        var faults = new List<string>();
        foreach (var line in lines.Skip(1))
        {
            var (campaign, fault) = file.Of(line);
            if (campaign is not null)
                campaigns.Add(campaign);
            else
                faults.Add(FormattableString.Invariant($"line {line.Number}: {fault}"));
        }
        return faults.Count == 0 ? campaigns : throw NotRead(faults, lines.Count - 1);
    }

    private static RiskLensException NotRead(List<string> faults, int lines) =>
        new(
            FormattableString.Invariant(
                $"{faults.Count} of {lines} lines cannot be read: {string.Join("; ", faults.Take(MostLinesTold))}{(faults.Count > MostLinesTold ? "; ..." : "")}."
            ),
            "Nothing was kept. Correct these lines and give the file again; times are your local ones, such as 2026-12-01 10:00, or days such as 2026-12-01."
        );

    private (Campaign? Campaign, string Fault) Of(CsvLine line)
    {
        string Cell(string column) =>
            _columns.TryGetValue(column, out var at) && at < line.Fields.Count ? line.Fields[at] : "";
        var name = string.Join(
            ' ',
            Cell("name").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)
        );
        var (channel, purpose) = (Cell("channel"), Cell("purpose"));
        var (reach, value, window) = (
            Number(Cell("reach")),
            Number(Cell("value")),
            Number(Cell("window_hours"))
        );
        if (MomentOf(Cell("start"), atEnd: false) is not { } start)
            return (null, "the start is no time");
        var end = MomentOf(Cell("end"), atEnd: true);
        if (end is null && Cell("end").Length > 0)
            return (null, "the end is no time");
        if (end <= start)
            return (null, "it ends before it starts");
        if (end > start.PlusDays(MostDays) || window > MostDays * 24)
            return (null, "it lasts longer than a year");
        if (name.Length == 0)
            return (null, "it has no name");
        if (channel.Length > 0 && !_channels.Contains(channel))
            return (null, "the channel is none of 'channels list'");
        if (purpose.Length > 0 && !_purposes.Contains(purpose))
            return (null, "the purpose is none of 'purposes list'");
        if (reach is null or > int.MaxValue || value is null || window is null)
            return (null, "the reach, value or window is no number of 0 or more");
        return (
            new Campaign(
                start,
                end,
                name,
                channel.ToLowerInvariant(),
                purpose.ToLowerInvariant(),
                double.IsNaN(reach.Value) ? null : (long)Math.Round(reach.Value),
                double.IsNaN(value.Value) ? null : value,
                double.IsNaN(window.Value) ? null : window
            ),
            ""
        );
    }

    /// <summary>A moment of the company's clock; a day alone is its first moment, or as an end the first after it.</summary>
    private static LocalDateTime? MomentOf(string cell, bool atEnd)
    {
        if (
            DateTime.TryParseExact(
                cell,
                Dates,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
        )
            return LocalDateTime.FromDateTime(date).PlusDays(atEnd ? 1 : 0);
        return DateTime.TryParseExact(
            cell,
            Moments,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var moment
        )
            ? LocalDateTime.FromDateTime(moment)
            : null;
    }

    /// <summary>NaN where nothing is given, null where it is no number of 0 or more; French writing is understood.</summary>
    private static double? Number(string cell)
    {
        if (cell.Length == 0)
            return double.NaN;
        var plain = string.Concat(cell.Where(c => !char.IsWhiteSpace(c))).Replace(',', '.');
        return
            double.TryParse(
                plain,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            ) && double.IsFinite(number)
            ? number
            : null;
    }

    private static string Folded(string heading) =>
        string.Concat(
            heading.Normalize(NormalizationForm.FormD).ToLowerInvariant().Where(char.IsAsciiLetterLower)
        );
}
