namespace RiskLens.Engine.Messages;

/// <summary>
/// Finds the keywords of all rules in one pass over a text, in time that grows with the text alone (Aho and Corasick,
/// "Efficient string matching", 1975). A whole word is a keyword with a space on either side; the text is read as if
/// it began and ended with one.
/// </summary>
internal sealed class PurposeRuleKeywords
{
    private const ushort Skip = 0;
    private const ushort Space = 1;
    private const ushort Other = 2;
    private const ushort Several = ushort.MaxValue;

    private readonly ushort[] _classOf = new ushort[char.MaxValue + 1];
    private readonly Dictionary<char, ushort> _classes = [];
    private readonly int _width;
    private readonly int[] _next;
    private readonly int[]?[] _rules;

    /// <summary>Builds the finder.</summary>
    /// <param name="keywords">Folded keywords with the place of their rule; those of whole words carry spaces.</param>
    public PurposeRuleKeywords(IReadOnlyList<(string Keyword, int Rule)> keywords)
    {
        foreach (var letter in keywords.SelectMany(keyword => keyword.Keyword))
        {
            if (letter != PurposeRuleText.Space)
                _classes.TryAdd(letter, (ushort)(Other + 1 + _classes.Count));
        }

        _width = Other + 1 + _classes.Count;
        var table = PurposeRuleText.Table;
        for (var unit = 0; unit < _classOf.Length; unit++)
            _classOf[unit] = table[unit] == PurposeRuleText.Several ? Several : ClassOf(table[unit]);
        var (next, rules) = Tree(keywords);
        Complete(next, rules);
        _next = [.. next];
        _rules = [.. rules.Select(list => list.Count == 0 ? null : list.Distinct().ToArray())];
    }

    /// <summary>Marks the rules of which a keyword stands in the text.</summary>
    public void Find(ReadOnlySpan<char> text, Span<bool> found)
    {
        found.Clear();
        var state = Step(0, Space, found);
        var afterSpace = true;
        for (var i = 0; i < text.Length; i++)
        {
            var one = _classOf[text[i]];
            if (one == Several)
            {
                var (letters, used) = PurposeRuleText.Expansion(text, i);
                foreach (var letter in letters)
                    state = StepOnce(state, ClassOf(letter), ref afterSpace, found);
                i += used - 1;
            }
            else
            {
                state = StepOnce(state, one, ref afterSpace, found);
            }
        }

        StepOnce(state, Space, ref afterSpace, found);
    }

    private int StepOnce(int state, ushort one, ref bool afterSpace, Span<bool> found)
    {
        if (one == Skip || (one == Space && afterSpace))
            return state;
        afterSpace = one == Space;
        return Step(state, one, found);
    }

    private int Step(int state, ushort one, Span<bool> found)
    {
        state = _next[state * _width + one];
        if (_rules[state] is { } rules)
        {
            foreach (var rule in rules)
                found[rule] = true;
        }

        return state;
    }

    private ushort ClassOf(char folded) =>
        folded switch
        {
            PurposeRuleText.Nothing => Skip,
            PurposeRuleText.Space => Space,
            _ => _classes.GetValueOrDefault(folded, Other),
        };

    private (List<int> Next, List<List<int>> Rules) Tree(IReadOnlyList<(string Keyword, int Rule)> keywords)
    {
        List<int> next = [.. Enumerable.Repeat(0, _width)];
        List<List<int>> rules =
        [
            [],
        ];
        foreach (var (keyword, rule) in keywords)
        {
            var state = 0;
            foreach (var letter in keyword)
            {
                var at = state * _width + ClassOf(letter);
                if (next[at] == 0)
                {
                    next[at] = rules.Count;
                    next.AddRange(Enumerable.Repeat(0, _width));
                    rules.Add([]);
                }

                state = next[at];
            }

            rules[state].Add(rule);
        }

        return (next, rules);
    }

    /// <summary>Fills in where to go on after a mismatch: to the longest ending of what was read that begins a keyword.</summary>
    private void Complete(List<int> next, List<List<int>> rules)
    {
        var fallback = new int[rules.Count];
        var queue = new Queue<int>(next.Take(_width).Where(state => state != 0));
        while (queue.TryDequeue(out var state))
        {
            rules[state].AddRange(rules[fallback[state]]);
            for (var one = 0; one < _width; one++)
            {
                var onward = next[fallback[state] * _width + one];
                ref var to = ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(next)[
                    state * _width + one
                ];
                if (to == 0)
                {
                    to = onward;
                    continue;
                }

                fallback[to] = onward;
                queue.Enqueue(to);
            }
        }
    }
}
