namespace RiskLens.Engine.Messages;

/// <summary>
/// Reads the headers of an export. What lies between the numbers of a header is the same on nearly every line of a
/// file: a header read in full leaves its form behind, and the next lines are first held against the forms seen.
/// </summary>
internal sealed class WhatsAppHeaders
{
    private const int MostForms = 8;

    private readonly List<HeaderStyle> _styles = [];
    private readonly WhatsAppHeaderForm?[] _forms = new WhatsAppHeaderForm?[MostForms];
    private readonly WhatsAppNumbers _numbers = new();
    private int _next;

    /// <summary>The styles met so far.</summary>
    public IReadOnlyList<HeaderStyle> Styles => _styles;

    /// <summary>Reads the header of a line; false where the line has none.</summary>
    public bool TryRead(ReadOnlySpan<char> line, out WhatsAppHeader header)
    {
        for (var i = 0; i < MostForms; i++)
        {
            var form = _forms[i];
            if (form is null)
                break;
            if (!form.TryRead(line, out header))
                continue;
            // The form that fits most lines moves to the front.
            if (i > 0)
                (_forms[i - 1], _forms[i]) = (form, _forms[i - 1]);
            return true;
        }
        if (!WhatsAppHeaderText.TryRead(line, _numbers, out var text))
        {
            header = default;
            return false;
        }
        var style = StyleOf(text.Style);
        header = text.Header(line, style);
        Remember(WhatsAppHeaderForm.Of(line, text, style));
        return true;
    }

    /// <summary>The newest form takes the place of the one that fitted least.</summary>
    private void Remember(WhatsAppHeaderForm? form)
    {
        if (form is null)
            return;
        _forms[_next] = form;
        _next = Math.Min(_next + 1, MostForms - 1);
    }

    private int StyleOf(in HeaderStyle style)
    {
        var at = _styles.IndexOf(style);
        if (at >= 0)
            return at;
        _styles.Add(style);
        return _styles.Count - 1;
    }
}
