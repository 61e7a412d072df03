namespace RiskLens.Engine.Messages;

/// <summary>
/// A refused line as it may be shown: letters become a or A, digits 9, and only spaces and plain ASCII signs stay, so
/// that a person can see what is wrong with its form and nobody can read it.
/// </summary>
public static class LineShape
{
    private const int Longest = 80;

    /// <summary>The shape of the first 80 characters.</summary>
    public static string Of(ReadOnlySpan<char> line)
    {
        var length = Math.Min(line.Length, Longest);
        Span<char> shape = stackalloc char[Longest];
        for (var i = 0; i < length; i++)
            shape[i] = Of(line[i]);
        return shape[..length].ToString();
    }

    private static char Of(char letter) =>
        letter switch
        {
            _ when char.IsDigit(letter) => '9',
            _ when char.IsUpper(letter) => 'A',
            _ when char.IsLetter(letter) => 'a',
            >= ' ' and < '\u007F' => letter,
            _ when Marks.IsSpace(letter) => ' ',
            _ => '?',
        };
}
