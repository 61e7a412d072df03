using System.Runtime.InteropServices;
using RiskLens.Engine.Messages;

namespace RiskLens.App.Logs;

/// <summary>Counts the lines that are no messages, and keeps the first of the refused.</summary>
internal sealed class IntakeTally
{
    private const int KeptLines = 1000;
    private readonly List<Rejected> _kept = [];
    private readonly Dictionary<string, long> _byReason = new(StringComparer.Ordinal);

    /// <summary>Lines made by the messaging program itself.</summary>
    public long System { get; set; }

    /// <summary>Lines that only count messages.</summary>
    public long Counted { get; set; }

    /// <summary>Lines refused.</summary>
    public long Rejected { get; private set; }

    /// <summary>The first thousand refused lines.</summary>
    public IReadOnlyList<Rejected> Kept => _kept;

    /// <summary>The commonest reason, or null when no line was refused.</summary>
    public string? CommonestReason =>
        _byReason
            .OrderByDescending(r => r.Value)
            .ThenBy(r => r.Key, StringComparer.Ordinal)
            .FirstOrDefault()
            .Key;

    public void Reject(Rejected rejected)
    {
        Rejected++;
        CollectionsMarshal.GetValueRefOrAddDefault(_byReason, rejected.Reason, out _)++;
        if (_kept.Count < KeptLines)
            _kept.Add(rejected);
    }
}
