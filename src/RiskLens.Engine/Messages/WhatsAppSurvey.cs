using System.Runtime.InteropServices;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The first pass over an export: which header style is the file's own, the order of day and month, and who wrote.
/// A style is the file's own when no other is more frequent; several that are equally frequent are all accepted.
/// </summary>
internal sealed class WhatsAppSurvey
{
    private readonly Dictionary<HeaderStyle, Tally> _tallies = [];
    private long _mostFrequent;

    public void Add(WhatsAppHeader header)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_tallies, header.Style, out var seen);
        if (!seen)
            tally = new Tally();
        _mostFrequent = Math.Max(_mostFrequent, ++tally!.Count);
        tally.Order.Add(header.Clock);
        if (WhatsAppLine.Of(header, known: null) is { IsMessage: true } line)
            tally.Authors.Add(line.Author);
    }

    /// <summary>Whether a style is the file's own.</summary>
    public bool IsOwn(HeaderStyle style) =>
        _tallies.TryGetValue(style, out var tally) && tally.Count == _mostFrequent;

    /// <summary>The order of day and month, from the style seen first among the file's own.</summary>
    public LogReading Order(LogContext context) =>
        Own.FirstOrDefault()?.Order.Decide(context.DefaultDateOrder, context.ForcedDateOrder)
        ?? new LogReading(null, DateOrderAmbiguous: false);

    /// <summary>Who wrote, under headers of the file's own style.</summary>
    public WhatsAppAuthors Authors()
    {
        var all = new WhatsAppAuthors();
        foreach (var tally in Own)
            all.Add(tally.Authors);
        return all;
    }

    private IEnumerable<Tally> Own => _tallies.Values.Where(tally => tally.Count == _mostFrequent);

    private sealed class Tally
    {
        public long Count { get; set; }
        public DateOrderEvidence Order { get; } = new();
        public WhatsAppAuthors Authors { get; } = new();
    }
}
