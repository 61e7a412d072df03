namespace RiskLens.App.Storage;

/// <summary>The company; one row, numbered 1.</summary>
public sealed class Company
{
    public int Id { get; set; } = 1;
    public required string Name { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    /// <summary>IANA time zone.</summary>
    public required string Zone { get; set; }

    /// <summary>ISO 3166-1 alpha-2, or empty.</summary>
    public required string Country { get; set; }

    /// <summary>en or fr.</summary>
    public required string Language { get; set; }
    public bool Fictional { get; set; }
}

/// <summary>
/// What ties the database to its key file; one row, numbered 1. With another key every contact and message would look
/// new, so an import under another key is refused.
/// </summary>
public sealed class KeyMark
{
    public int Id { get; set; } = 1;

    /// <summary>A value derived from the key that tells keys apart and gives nothing of the key away.</summary>
    public required byte[] Mark { get; set; }
}

/// <summary>A channel seen in the logs, by its number here.</summary>
public sealed class ChannelRow
{
    public int Id { get; set; }
    public required string Name { get; set; }
}

/// <summary>A purpose seen in the logs, by its number here.</summary>
public sealed class PurposeRow
{
    public int Id { get; set; }
    public required string Name { get; set; }
}

/// <summary>A customer: a keyed pseudonym, the same on every channel, and nothing else.</summary>
public sealed class Contact
{
    public int Id { get; set; }

    /// <summary>HMAC-SHA256 of the normalised address or name under the workspace's key, first 16 bytes.</summary>
    public required byte[] Pseudonym { get; set; }

    /// <summary>The contact that stands for the same customer by the identity map, or null.</summary>
    public int? SameAs { get; set; }
}

/// <summary>A stated input; the largest version of a key is the one that holds.</summary>
public sealed class AssumptionRow
{
    public required string Key { get; set; }
    public int Version { get; set; }
    public double Low { get; set; }
    public double High { get; set; }

    /// <summary>The law's text; null in rows older than laws: then a range from Low to High.</summary>
    public string? Law { get; set; }

    /// <summary>"typed", "measured" or "prior".</summary>
    public string Origin { get; set; } = "typed";
    public required string Unit { get; set; }
    public required string Source { get; set; }
    public required string Owner { get; set; }

    /// <summary>ISO 8601 date on which the value was stated.</summary>
    public required string Date { get; set; }
    public long SetUnixSeconds { get; set; }
}

/// <summary>What one unit of a currency was worth in another on a day.</summary>
public sealed class RateRow
{
    /// <summary>ISO 8601 date.</summary>
    public required string Date { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string From { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string To { get; set; }

    /// <summary>Units of To for one of From.</summary>
    public double Rate { get; set; }
    public required string Source { get; set; }
}

/// <summary>A study as its JSON document.</summary>
public sealed class StudyRow
{
    public required string Id { get; set; }

    /// <summary>Order of storing: the study with the largest is the latest.</summary>
    public long Sequence { get; set; }
    public long CreatedUnixSeconds { get; set; }
    public required string AsOf { get; set; }
    public required string Json { get; set; }

    /// <summary>What changed since the study before it; null while that is not known.</summary>
    public string? Changes { get; set; }
}

/// <summary>A quarter's reassessment, due or done.</summary>
public sealed class Reassessment
{
    /// <summary>Such as 2027-Q1.</summary>
    public required string Period { get; set; }
    public long DueUnixSeconds { get; set; }
    public long? RanUnixSeconds { get; set; }
    public string? StudyId { get; set; }

    /// <summary>Whether it was made up after its day, because the machine was off.</summary>
    public bool Late { get; set; }
    public string? Outcome { get; set; }
}

/// <summary>A text that the user gave and that holds for all imports (purpose rules, own addresses), by its name.</summary>
public sealed class SettingRow
{
    public required string Name { get; set; }
    public required string Text { get; set; }
}

/// <summary>Which column of a table holds what, kept under a name for later files of the same kind.</summary>
public sealed class ColumnProfileRow
{
    public required string Name { get; set; }

    /// <summary>SHA-256 (hex) of the header line's folded names: a table with the same header takes this profile.</summary>
    public required string Header { get; set; }

    /// <summary>The profile as JSON.</summary>
    public required string Columns { get; set; }
}
