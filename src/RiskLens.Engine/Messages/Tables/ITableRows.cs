using CsvHelper;

namespace RiskLens.Engine.Messages;

/// <summary>Makes messages of the rows of one kind of table.</summary>
internal interface ITableRows
{
    /// <summary>Hands the current row to the sink, as a message or a system line; where it is neither, says why.</summary>
    string? TryEmit(CsvReader reader, IMessageSink sink);
}
