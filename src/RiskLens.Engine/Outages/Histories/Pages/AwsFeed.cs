using System.Globalization;
using System.Xml;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Outages;

/// <summary>
/// The AWS status page's RSS (rss/all.rss): one item an update, newest first. Updates of one service and region under
/// one title are one outage, from the first of them to the one that says it is resolved, however long that takes; the
/// true times stand in the text alone.
/// </summary>
internal sealed class AwsFeed : IOutageHistoryFormat
{
    private const int DeepestNesting = 16;
    private const string Page = "AWS";

    /// <inheritdoc/>
    public string Name => "aws-rss";

    /// <inheritdoc/>
    public bool Recognises(HistoryHead head)
    {
        var start = head.Text.AsSpan().TrimStart();
        return start.StartsWith('<')
            && head.Text.Contains("<rss", StringComparison.Ordinal)
            && (
                head.Text.Contains("status.aws.amazon.com", StringComparison.Ordinal)
                || head.Text.Contains("Amazon Web Services", StringComparison.Ordinal)
            );
    }

    /// <inheritdoc/>
    public HistoryReading Read(LogSource source, HistoryContext context)
    {
        var head = HistoryHead.Of(source);
        var sink = new HistorySink(Name, context);
        using var text = new StringReader(HistoryText.Of(source, head.Encoding));
        var items = new List<Item>();
        try
        {
            using var reader = XmlReader.Create(text, Settings());
            while (reader.Read())
            {
                if (reader.Depth > DeepestNesting)
                    throw Damaged();
                if (
                    reader.NodeType == XmlNodeType.Element
                    && reader.LocalName == "item"
                    && !reader.IsEmptyElement
                )
                    items.Add(ReadItem(reader));
            }
        }
        catch (XmlException)
        {
            throw Damaged();
        }
        sink.Page(Page, "");
        Group(items, sink);
        return sink.Reading();
    }

    private static XmlReaderSettings Settings() =>
        new()
        {
            CheckCharacters = false,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };

    private static Item ReadItem(XmlReader reader)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var depth = reader.Depth;
        var name = "";
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.Depth > DeepestNesting)
                throw Damaged();
            if (reader.NodeType == XmlNodeType.Element)
                name = reader.LocalName;
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                values[name] = values.GetValueOrDefault(name, "") + reader.Value;
        }
        return new Item(
            values.GetValueOrDefault("guid", ""),
            AwsTitle.Of(values.GetValueOrDefault("title")),
            values.GetValueOrDefault("pubDate"),
            values.GetValueOrDefault("description"),
            values.GetValueOrDefault("link")
        );
    }

    private static void Group(List<Item> items, HistorySink sink)
    {
        var open = new Dictionary<(string Service, string Subject), List<(Item Item, long Time)>>();
        foreach (var (item, time) in InOrder(items, sink))
        {
            var key = (item.Service, item.Title.Subject.ToUpperInvariant());
            if (!open.TryGetValue(key, out var updates))
                open[key] = updates = [];
            updates.Add((item, time));
            if (!item.Title.IsResolved)
                continue;
            Accept(updates, sink);
            open.Remove(key);
        }
        foreach (var updates in open.Values)
            Accept(updates, sink);
    }

    /// <summary>The items whose time can be read, the oldest first; the others are refused.</summary>
    private static IEnumerable<(Item Item, long Time)> InOrder(List<Item> items, HistorySink sink)
    {
        var read = new List<(Item Item, long Time)>();
        foreach (var item in items)
        {
            var outcome = sink.Times.Read(item.Published, out var time);
            if (outcome == TimeOutcome.Read)
            {
                read.Add((item, time));
                continue;
            }
            sink.Next();
            sink.Reject(
                outcome == TimeOutcome.Missing ? HistoryRejection.NoStart : HistoryRejection.UnreadableStart
            );
        }
        return read.OrderBy(one => one.Time);
    }

    private static void Accept(List<(Item Item, long Time)> updates, HistorySink sink)
    {
        sink.Next();
        var (first, last) = (updates[0], updates[^1]);
        // Of titles without a word of how bad it is, such as the last, the share is not known.
        var worst = updates.MaxBy(u =>
            (
                u.Item.Title.Impact.Length > 0,
                u.Item.Title.FunctionStopped.Low,
                u.Item.Title.FunctionStopped.High
            )
        );
        sink.Accept(
            new FoundOutage
            {
                Id = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{first.Item.Service}_{first.Time / CivilTime.Second}"
                ),
                Page = Page,
                Start = first.Time,
                End = last.Item.Title.IsResolved ? last.Time : null,
                Components = [first.Item.Service],
                Title = last.Item.Title.Subject,
                FunctionStopped = worst.Item.Title.FunctionStopped,
                Impact = worst.Item.Title.Impact,
                Url = last.Item.Link,
                Texts = [.. updates.Select(u => new WrittenText(u.Item.Text, u.Time))],
                IsPosted = true,
                MayBeNotice =
                    updates.TrueForAll(u => u.Item.Title.IsInformational) && !last.Item.Title.IsResolved,
                LastWord = last.Time,
            }
        );
    }

    private static RiskLensException Damaged() =>
        new(
            "The XML file is damaged, cut short, or not a plain feed.",
            "Save the feed again from the status page and give the new file."
        );

    /// <summary>One update. Its guid ends in the service, an underscore and the second at which it was published.</summary>
    private sealed record Item(string Guid, AwsTitle Title, string? Published, string? Text, string? Link)
    {
        public string Service
        {
            get
            {
                var name = Guid[(Guid.LastIndexOf('#') + 1)..];
                var end = name.LastIndexOf('_');
                return PublicText.Name(end > 0 ? name[..end] : name);
            }
        }
    }
}
