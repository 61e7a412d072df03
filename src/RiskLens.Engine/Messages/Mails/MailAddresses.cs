using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>The addresses in a header field such as To: in lower case, without names, comments, groups and routes.</summary>
internal static class MailAddresses
{
    /// <summary>The addresses in their order; none where the field is empty or holds a group without members.</summary>
    public static IReadOnlyList<string> Of(string? field)
    {
        if (string.IsNullOrEmpty(field))
            return [];
        var found = new List<string>();
        var (bare, inBrackets) = (new StringBuilder(), (string?)null);
        for (var i = 0; i <= field.Length; i++)
        {
            switch (i == field.Length ? ',' : field[i])
            {
                case '"':
                    i = EndOfQuote(field, i);
                    break;
                case '(':
                    i = EndOfComment(field, i);
                    break;
                case '<':
                    var end = field.IndexOf('>', i);
                    end = end < 0 ? field.Length : end;
                    inBrackets = field[(i + 1)..end];
                    i = Math.Min(end, field.Length - 1);
                    break;
                case ',' or ';':
                    Add(found, inBrackets ?? bare.ToString());
                    bare.Clear();
                    inBrackets = null;
                    break;
                // The name of a group ends here.
                case ':':
                    bare.Clear();
                    break;
                case var letter:
                    bare.Append(letter);
                    break;
            }
        }
        return found;
    }

    /// <summary>The first address, or null.</summary>
    public static string? First(string? field) => Of(field) is [var first, ..] ? first : null;

    /// <summary>The domain of an address.</summary>
    public static string Domain(string address) => address[(address.LastIndexOf('@') + 1)..];

    private static void Add(List<string> found, string text)
    {
        // A route before the address (@relay,@relay:name@domain) is obsolete and says nothing.
        var address = text[(text.LastIndexOf(':') + 1)..]
            .Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(word => word.LastIndexOf('@') is var at && at > 0 && at < word.Length - 1);
        if (address is not null)
            found.Add(address.TrimEnd('.').ToLowerInvariant());
    }

    private static int EndOfQuote(string field, int at)
    {
        for (var i = at + 1; i < field.Length; i++)
        {
            if (field[i] == '\\')
                i++;
            else if (field[i] == '"')
                return i;
        }
        // Never closed: the mark means nothing.
        return at;
    }

    private static int EndOfComment(string field, int at)
    {
        var depth = 0;
        for (var i = at; i < field.Length; i++)
        {
            if (field[i] == '\\')
                i++;
            else if (field[i] == '(')
                depth++;
            else if (field[i] == ')' && --depth == 0)
                return i;
        }
        return at;
    }
}
