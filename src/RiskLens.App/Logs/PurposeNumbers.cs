using Microsoft.Data.Sqlite;
using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>
/// Turns purposes into numbers. A log may name purposes that the catalogue does not know, each in one word; what does
/// not look like a purpose, or comes in too many values to be one, is not kept: it may be a subject line, a name or a
/// telephone number.
/// </summary>
internal sealed class PurposeNumbers : IDisposable
{
    private const string General = "general";
    private const int MostLetters = 40;
    private const int MostUnknown = 64;
    private readonly Numbers<string> _numbers;
    private readonly IReadOnlySet<string> _known;
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _seenBy;
    private int? _general;
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    public PurposeNumbers(
        SqliteConnection connection,
        SqliteTransaction transaction,
        IReadOnlySet<string> known
    )
    {
        _numbers = new Numbers<string>(connection, transaction, "Purposes", "Name");
        _known = known;
        _seenBy = _seen.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The purpose's number in the workspace.</summary>
    /// <exception cref="RiskLensException">The column holds too many values to be a purpose.</exception>
    public int Of(ReadOnlySpan<char> purpose)
    {
        if (_seenBy.TryGetValue(purpose, out var number))
            return number;
        var name = NameOf(purpose);
        if (name == General)
            return _general ??= _numbers.Of(General);
        if (!_known.Contains(name) && _unknown.Add(name) && _unknown.Count > MostUnknown)
        {
            throw new RiskLensException(
                $"The purpose column holds more than {MostUnknown} different values, so it does not tell purposes.",
                "Say with --map which column holds the purpose, or give the file without that column."
            );
        }

        number = _numbers.Of(name);
        if (number > LedgerEvent.MaxPurpose)
        {
            throw new RiskLensException(
                "The workspace holds too many purposes.",
                "Import into a new workspace, with one name for each purpose."
            );
        }

        _seenBy[purpose] = number;
        return number;
    }

    public void Dispose() => _numbers.Dispose();

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
        return purpose.Contains(' ') && !_known.Contains(name) ? General : name;
    }
}
