namespace RiskLens.App.Logs;

/// <summary>
/// signal-export writes every chat twice into its folder, as chat.md and as data.json, in words that differ too much to
/// be recognised as one: of two files given from one folder the data is read.
/// </summary>
internal static class SignalDouble
{
    private const string Text = "chat.md";
    private const string Data = "data.json";

    /// <summary>Why a file is left alone, or null where it stands alone.</summary>
    public static ImportedFile? Refusal(LogFile file, IReadOnlyList<LogFile> files)
    {
        if (Path.GetFileName(file.Path) != Text)
            return null;
        var data = Path.Combine(Path.GetDirectoryName(file.Path) ?? "", Data);
        return files.Any(other => other.Path == data)
            ? ImportedFile.OfRefused(
                file.Name,
                0,
                "The same chat is given as data.json from the same folder, and both would count it twice.",
                "Give data.json alone."
            )
            : null;
    }
}
