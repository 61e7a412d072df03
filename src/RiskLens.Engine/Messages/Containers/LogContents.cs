namespace RiskLens.Engine.Messages;

/// <summary>What is in a file once its container is off.</summary>
/// <param name="Logs">Its logs; one where the file is no archive.</param>
/// <param name="OtherFiles">Files of an archive that are none of its logs, such as pictures.</param>
public sealed record LogContents(IReadOnlyList<LogSource> Logs, int OtherFiles);
