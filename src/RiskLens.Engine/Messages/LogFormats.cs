namespace RiskLens.Engine.Messages;

/// <summary>The log formats that RiskLens reads, in the order in which they are tried.</summary>
public static class LogFormats
{
    /// <summary>The most specific format first; tables, which almost any text resembles, last.</summary>
    public static IReadOnlyList<ILogFormat> All { get; } =
    [new WhatsAppExport(), new MobileMoneyStatement(), new JsonTable(), new DelimitedFormat()];

    /// <summary>The first format that recognises the head of a file (see <see cref="LogHead"/>), or null.</summary>
    public static ILogFormat? Recognise(string head) => All.FirstOrDefault(format => format.Recognises(head));
}
