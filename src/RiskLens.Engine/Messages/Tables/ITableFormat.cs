using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>A format whose files are tables, with columns that a person may look at and correct.</summary>
public interface ITableFormat : ILogFormat
{
    /// <summary>The columns by which a table would be read, without reading it.</summary>
    /// <exception cref="RiskLensException">It is no table, or its columns cannot be told.</exception>
    ColumnProposal Propose(LogSource source, LogContext context);
}
