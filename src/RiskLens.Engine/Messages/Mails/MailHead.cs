using System.Text;

namespace RiskLens.Engine.Messages;

/// <summary>Tells mail by the beginning of a file: a separator and a header, or the header of a single mail.</summary>
internal static class MailHead
{
    /// <summary>A single mail has some of these; other texts with "Name: value" at their top have not.</summary>
    private static readonly string[] Signs =
    [
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "delivered-to",
        "content-type",
        "dkim-signature",
    ];

    /// <summary>Whether the head looks like mail.</summary>
    public static bool Is(string head)
    {
        var lines = head.TrimStart('\uFEFF').Split('\n');
        var first = Encoding.UTF8.GetBytes(lines[0].TrimEnd('\r'));
        if (MailSeparator.LengthAfter(first) is not null)
            return true;
        if (MailSeparator.Is(first))
            return lines.Length > 1 && Mail.IsField(Encoding.UTF8.GetBytes(lines[1]));
        return IsHeader(lines);
    }

    private static bool IsHeader(string[] lines)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var text = line.TrimEnd('\r');
            if (text.Length == 0)
                break;
            if (text[0] is ' ' or '\t' && names.Count > 0)
                continue;
            if (!Mail.IsField(Encoding.UTF8.GetBytes(text)))
                // The last line of a head may be cut.
                return ReferenceEquals(line, lines[^1]) && AreMail(names);
            names.Add(text[..text.IndexOf(':', StringComparison.Ordinal)].Trim().ToLowerInvariant());
        }
        return AreMail(names);
    }

    private static bool AreMail(HashSet<string> names) =>
        names.Contains("from")
        && (names.Contains("date") || names.Contains("received"))
        && Array.Exists(Signs, names.Contains);
}
