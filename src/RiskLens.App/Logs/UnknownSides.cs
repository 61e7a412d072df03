using RiskLens.Engine.Messages;

namespace RiskLens.App.Logs;

/// <summary>Tells the logs that name people, not sides: which of them is the company, only the user knows.</summary>
internal static class UnknownSides
{
    private static readonly string[] Chats = ["whatsapp-export", "messenger", "instagram", "telegram"];
    private static readonly string[] ChatFamilies = ["signal-", "sigtop-"];

    /// <summary>Whether a file is an export of chats, or a table with senders and without directions.</summary>
    public static bool Has(ImportedFile file) =>
        file.Format?.Split(", ").Any(IsChat) == true
        || file.Columns is { } columns && HasSendersOnly(columns);

    private static bool IsChat(string format) =>
        Chats.Contains(format, StringComparer.Ordinal)
        || Array.Exists(ChatFamilies, family => format.StartsWith(family, StringComparison.Ordinal));

    private static bool HasSendersOnly(ColumnProposal columns) =>
        columns.EveryRow is null
        && columns.Columns.Any(column => column.Field == TableField.From)
        && !columns.Columns.Any(column => column.Field == TableField.Direction);
}
