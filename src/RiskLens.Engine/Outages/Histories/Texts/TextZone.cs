using System.Collections.Frozen;
using NodaTime;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// A zone as prose names it. "PST" is eight hours behind UTC whatever the season, as written; "PT" and "US/Pacific" go
/// by the season. Letters that mean several zones (IST, AST) are no zone here: what is not sure is not proposed.
/// </summary>
internal sealed class TextZone
{
    private const string Eastern = "America/New_York";
    private const string Central = "America/Chicago";
    private const string Mountain = "America/Denver";
    private const string Pacific = "America/Los_Angeles";

    /// <summary>Letters, minutes from UTC, and for zones of one season where they hold and whether it is summer's.</summary>
    private static readonly FrozenDictionary<string, TextZone> Fixed = new (
        string Name,
        int Minutes,
        string? Region,
        bool Summer
    )[]
    {
        ("UTC", 0, null, false),
        ("GMT", 0, null, false),
        ("Z", 0, null, false),
        ("WAT", 60, null, false),
        ("CAT", 120, null, false),
        ("SAST", 120, null, false),
        ("EAT", 180, null, false),
        ("JST", 540, null, false),
        ("MSK", 180, null, false),
        ("BST", 60, "Europe/London", true),
        ("CET", 60, "Europe/Paris", false),
        ("CEST", 120, "Europe/Paris", true),
        ("EET", 120, "Europe/Athens", false),
        ("EEST", 180, "Europe/Athens", true),
        ("EST", -300, Eastern, false),
        ("EDT", -240, Eastern, true),
        ("CST", -360, Central, false),
        ("CDT", -300, Central, true),
        ("MST", -420, Mountain, false),
        ("MDT", -360, Mountain, true),
        ("PST", -480, Pacific, false),
        ("PDT", -420, Pacific, true),
        ("AEST", 600, "Australia/Sydney", false),
        ("AEDT", 660, "Australia/Sydney", true),
    }.ToFrozenDictionary(
        z => z.Name,
        z => new TextZone(z.Minutes, z.Region is null ? null : Region(z.Region), z.Summer),
        StringComparer.Ordinal
    );

    private static readonly FrozenDictionary<string, TextZone> Seasonal = new (string Name, string Region)[]
    {
        ("ET", Eastern),
        ("CT", Central),
        ("MT", Mountain),
        ("PT", Pacific),
        ("US/Eastern", Eastern),
        ("US/Central", Central),
        ("US/Mountain", Mountain),
        ("US/Pacific", Pacific),
        ("Pacific Time", Pacific),
        ("Eastern Time", Eastern),
    }.ToFrozenDictionary(
        z => z.Name,
        z => new TextZone(null, Region(z.Region), false),
        StringComparer.Ordinal
    );

    private readonly int? _minutes;
    private readonly DateTimeZone? _region;
    private readonly bool _summer;

    private TextZone(int? minutes, DateTimeZone? region, bool summer) =>
        (_minutes, _region, _summer) = (minutes, region, summer);

    /// <summary>The zone of a name, or null.</summary>
    public static TextZone? Of(string name) =>
        Fixed.GetValueOrDefault(name)
        ?? Seasonal.GetValueOrDefault(name)
        ?? (
            name.Contains('/', StringComparison.Ordinal)
            && DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } region
                ? new TextZone(null, region, false)
                : null
        );

    /// <summary>UTC and an offset: "GMT+2".</summary>
    public static TextZone AtOffset(int minutes) => new(minutes, null, false);

    /// <summary>Whether a word written directly after a time may be a zone that is not known here.</summary>
    public static bool MayBe(string word) =>
        word.Length is 3 or 4 && word[^1] == 'T' && word.All(char.IsAsciiLetterUpper);

    /// <summary>UTC in Unix milliseconds of a time on this zone's clock.</summary>
    public long ToUnixMilliseconds(long localMilliseconds) =>
        _minutes is { } minutes
            ? localMilliseconds - ((long)minutes * CivilTime.Minute)
            : new LocalTimes(_region!).ToUnixMilliseconds(localMilliseconds);

    /// <summary>Whether the name belongs to the other half of the year than the time.</summary>
    public bool IsOutOfSeason(long unixMilliseconds) =>
        _minutes is not null
        && _region is not null
        && _region.GetZoneInterval(Instant.FromUnixTimeMilliseconds(unixMilliseconds)).Savings
            != Offset.Zero
            != _summer;

    private static DateTimeZone Region(string id) => DateTimeZoneProviders.Tzdb[id];
}
