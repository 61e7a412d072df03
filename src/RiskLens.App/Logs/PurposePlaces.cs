using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>
/// Gives the purposes of an import their places, from 0 in the order of first sight. A log may name purposes that the
/// catalogue does not know, each in one word; what does not look like a purpose, or comes in too many values to be
/// one, is not kept: it may be a subject line, a name or a telephone number.
/// </summary>
internal sealed class PurposePlaces(IReadOnlySet<string> known)
{
    private const string General = "general";
    private const int MostLetters = 40;
    private const int MostUnknown = 64;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private int? _ofNone;

    /// <summary>The purpose's place.</summary>
    /// <param name="purpose">As the log writes it.</param>
    /// <param name="newPurpose">Its name where it is new, else null.</param>
    /// <exception cref="RiskLensException">The column holds too many values to be a purpose.</exception>
    public int Of(ReadOnlySpan<char> purpose, out string? newPurpose)
    {
        newPurpose = null;
        if (purpose.IsEmpty && _ofNone is { } none)
            return none;
        if (_seen.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(purpose, out var place))
            return place;
        var name = NameOf(purpose);
        if (!_places.TryGetValue(name, out place))
        {
            if (
                name != General
                && !known.Contains(name)
                && _unknown.Add(name)
                && _unknown.Count > MostUnknown
            )
            {
                throw new RiskLensException(
                    $"The purpose column holds more than {MostUnknown} different values, so it does not tell purposes.",
                    "Say with --map which column holds the purpose, or give the file without that column."
                );
            }

            (place, newPurpose) = (_places.Count, name);
            _places.Add(name, place);
        }

        // What does not look like a purpose may come in any number of values, which would fill the memory.
        if (name != General || purpose.IsEmpty)
            _seen[purpose.ToString()] = place;
        if (purpose.IsEmpty)
            _ofNone = place;
        return place;
    }

    private string NameOf(ReadOnlySpan<char> purpose)
    {
        purpose = purpose.Trim();
        if (purpose.IsEmpty || purpose.Length > MostLetters || !char.IsAsciiLetter(purpose[0]))
            return General;
        Span<char> letters = stackalloc char[purpose.Length];
        for (var i = 0; i < letters.Length; i++)
        {
            var letter = purpose[i] == ' ' ? '_' : char.ToLowerInvariant(purpose[i]);
            if (!char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter is not ('_' or '-'))
                return General;
            letters[i] = letter;
        }

        var name = letters.ToString();
        return purpose.Contains(' ') && !known.Contains(name) ? General : name;
    }
}
