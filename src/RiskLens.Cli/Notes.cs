namespace RiskLens.Cli;

/// <summary>Passes lines of progress on to standard error.</summary>
internal sealed class Notes : IProgress<string>
{
    public void Report(string value) => Output.Note(value);
}
