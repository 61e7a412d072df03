using System.Globalization;
using System.Text.RegularExpressions;

namespace RiskLens.App.Tests.Reports.Figures;

/// <summary>Dates, clock times and hours of the week in a report, held against the study's on the company's clock.</summary>
internal sealed class ReportTimes
{
    private static readonly string[] Starts = ["worstStart", "bestStart", "highestStart", "startHourOfWeek"];
    private readonly HashSet<DateTime> _moments = [];
    private readonly HashSet<DateTime> _dates = [];
    private readonly HashSet<int> _minutesOfWeek = [];
    private readonly string[] _months;
    private readonly string[] _days;
    private readonly Regex _date;
    private readonly Regex _hour;

    public ReportTimes(StudyNumbers study, string language)
    {
        var culture = CultureInfo.GetCultureInfo(language == "fr" ? "fr-FR" : "en-GB");
        _months = culture.DateTimeFormat.MonthNames[..12];
        _days = [.. culture.DateTimeFormat.DayNames.Skip(1), culture.DateTimeFormat.DayNames[0]];
        var clock =
            language == "fr" ? @"(?<h>\d{1,2})\s?h(?:\s?(?<m>\d\d))?(?!\w)" : @"(?<h>\d\d):(?<m>\d\d)";
        var between = language == "fr" ? @"\s?à\s?" : ", ";
        _date = Pattern(
            $@"(?<day>\d{{1,2}})(?:er)?\s(?<month>{string.Join('|', _months)})\s(?<year>\d{{4}})(?:{between}{clock})?"
        );
        _hour = Pattern($@"(?<name>{string.Join('|', _days)})\s(?:à\s)?{clock}");
        var zone = TimeZoneInfo.FindSystemTimeZoneById(study.Texts["company.zone"]);
        foreach (var (path, text) in study.Texts)
        {
            if (
                DateTimeOffset.TryParseExact(
                    text,
                    ["yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var moment
                )
            )
            {
                var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
                _moments.Add(local.AddSeconds(-local.Second));
                _dates.Add(local.Date);
                // Logs that end at midnight end with the day before.
                if (
                    path.EndsWith("sOf", StringComparison.Ordinal)
                    || path.StartsWith("changes.", StringComparison.Ordinal)
                )
                    _dates.Add(local.AddMinutes(-1).Date);
            }
            else if (
                DateTime.TryParseExact(
                    text,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var date
                )
            )
                _dates.Add(date);
        }
        foreach (var (path, value) in study.Numbers)
        {
            if (Array.Exists(Starts, s => path.EndsWith("." + s, StringComparison.Ordinal)))
                _minutesOfWeek.Add((int)Math.Round(value * 60));
        }
    }

    /// <summary>Where times stand, and whether the study holds them.</summary>
    public IEnumerable<(int Start, int End, bool Right)> In(string text)
    {
        foreach (Match m in _date.Matches(text))
        {
            var day = new DateTime(
                Of(m, "year"),
                Array.IndexOf(_months, m.Groups["month"].Value) + 1,
                Of(m, "day")
            );
            var right = m.Groups["h"].Success
                ? _moments.Contains(day.AddHours(Of(m, "h")).AddMinutes(Of(m, "m")))
                : _dates.Contains(day);
            yield return (m.Index, m.Index + m.Length, right);
        }
        foreach (Match m in _hour.Matches(text))
        {
            var minutes =
                (((Array.IndexOf(_days, m.Groups["name"].Value) * 24) + Of(m, "h")) * 60) + Of(m, "m");
            yield return (m.Index, m.Index + m.Length, _minutesOfWeek.Contains(minutes));
        }
    }

    /// <summary>A time without minutes is a whole hour.</summary>
    private static int Of(Match match, string group) =>
        match.Groups[group] is { Success: true } found
            ? int.Parse(found.Value, CultureInfo.InvariantCulture)
            : 0;

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.None, TimeSpan.FromSeconds(5));
}
