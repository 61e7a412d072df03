using System.Text.Json;

namespace RiskLens.Engine.Messages;

/// <summary>
/// The first pass over a download: which threads it holds and who talks in them. Memory grows with threads, never
/// with messages. From it follows which side is the company's: the authors that the user named; else the one who takes
/// part in every thread; else, where two talk under the name of one, the other.
/// </summary>
internal sealed class MetaSurvey(OwnNames own)
{
    private readonly List<MetaThread?> _files = [];
    private readonly HashSet<string> _threads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _threadsOf = new(StringComparer.Ordinal);
    private int _threadsWithNames;
    private string? _inAll;

    /// <summary>The thread of the file at a place in the download, or null where that is no thread.</summary>
    public MetaThread? this[int file] => file < _files.Count ? _files[file] : null;

    /// <summary>Reads all files.</summary>
    public static MetaSurvey Of(JsonPull json, OwnNames own, CancellationToken cancellationToken)
    {
        var survey = new MetaSurvey(own);
        while (json.NextDocument())
        {
            cancellationToken.ThrowIfCancellationRequested();
            survey.Add(json.EnterObject() ? Thread(json) : null);
        }
        survey._inAll = survey.InAll();
        return survey;
    }

    /// <summary>Whether an author, normalised, is the company in that thread.</summary>
    public bool IsOwn(string author, MetaThread thread) =>
        own.Contain(author) || author == (_inAll ?? ByTitle(thread));

    /// <summary>
    /// The customer to whom the company's own messages in that thread go: the only one in it who is not the company;
    /// null in a group.
    /// </summary>
    public string? Customer(MetaThread thread)
    {
        var others = thread.Participants.Where(author => !IsOwn(author, thread)).Take(2).ToList();
        return others.Count == 1 && thread.Participants.Count > 1 ? others[0] : null;
    }

    private string? ByTitle(MetaThread thread) =>
        thread.Participants.Any(author => own.Contain(author)) ? null : thread.OtherThan(thread.Title);

    private static MetaThread? Thread(JsonPull json)
    {
        string? key = null;
        string? title = null;
        var participants = new List<string>();
        var depth = json.Depth;
        while (json.NextProperty(depth))
        {
            switch (json.Name)
            {
                case "thread_path":
                    key = json.Text();
                    break;
                case "title" when json.Text() is { } text:
                    title = ContactName.Normalised(MetaText.Repaired(text));
                    break;
                case "threadName" when json.Text() is { } text:
                    key = text;
                    title = ContactName.Normalised(WithoutNumber(text));
                    break;
                case "participants" when json.Token == JsonTokenType.StartArray:
                    using (var list = json.Value())
                    {
                        participants.AddRange(
                            JsonText
                                .Each(list.RootElement)
                                .Select(MetaThread.Participant)
                                .OfType<string>()
                                .Select(ContactName.Normalised)
                        );
                    }
                    break;
            }
        }
        return new MetaThread(key, title, participants);
    }

    private void Add(MetaThread? thread)
    {
        _files.Add(thread);
        if (thread is null || thread.Participants.Count < 2)
            return;
        // The files of one thread are one word on who talks in it.
        if (!_threads.Add(thread.Key ?? string.Join('\n', thread.Participants)))
            return;
        _threadsWithNames++;
        foreach (var participant in thread.Participants.Distinct(StringComparer.Ordinal))
            _threadsOf[participant] = _threadsOf.GetValueOrDefault(participant) + 1;
    }

    /// <summary>The only one who is in every thread of at least two; null where there are two of that kind.</summary>
    private string? InAll()
    {
        if (_threadsWithNames < 2)
            return null;
        var all = _threadsOf.Where(names => names.Value == _threadsWithNames).Take(2).ToList();
        return all.Count == 1 ? all[0].Key : null;
    }

    /// <summary>In newer files the name of a thread ends with a number: "Ann_40".</summary>
    private static string WithoutNumber(string name)
    {
        var end = name.LastIndexOf('_');
        return end > 0 && !name.AsSpan(end + 1).ContainsAnyExceptInRange('0', '9') ? name[..end] : name;
    }
}
