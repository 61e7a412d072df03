using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Outages;

/// <summary>
/// A form in which outage histories come: exports of status pages and monitors, and tables. Adding one is a class in
/// this folder and a line in <see cref="HistoryFormats"/>.
/// </summary>
public interface IOutageHistoryFormat
{
    /// <summary>Stable name, such as "statuspage".</summary>
    string Name { get; }

    /// <summary>Whether the head of a file looks like this format, and like no other before it in the list.</summary>
    bool Recognises(HistoryHead head);

    /// <summary>Reads the whole history; a broken entry is refused and the rest is read.</summary>
    /// <exception cref="Units.RiskLensException">
    /// The file as a whole is damaged, of another format, or longer than 64 MB.
    /// </exception>
    HistoryReading Read(LogSource source, HistoryContext context);
}
