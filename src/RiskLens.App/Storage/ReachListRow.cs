namespace RiskLens.App.Storage;

/// <summary>
/// What a list of the company says of one address on one channel; kept by pseudonym, since the address may never have been
/// seen in a log.
/// </summary>
public sealed class ReachListRow
{
    /// <summary>As a contact's.</summary>
    public required byte[] Pseudonym { get; set; }

    /// <summary>Id of the channel.</summary>
    public required string Channel { get; set; }

    /// <summary>Whether the row says what was told, which stands beside what was agreed.</summary>
    public bool Told { get; set; }

    /// <summary>consented, told or opted_out.</summary>
    public required string State { get; set; }

    /// <summary>ISO 8601 date since when.</summary>
    public required string Date { get; set; }
}
