namespace RiskLens.Engine.Messages;

/// <summary>The company as an author in chats, by the name that the user gave; nobody where none was given.</summary>
internal sealed class OwnAuthor
{
    public OwnAuthor(string? name) => Name = string.IsNullOrWhiteSpace(name) ? null : Normalised(name);

    /// <summary>The company's name, normalised, or null.</summary>
    public string? Name { get; }

    /// <summary>Whether an author is the company.</summary>
    public bool Is(string? author) => Name is not null && author is not null && Normalised(author) == Name;

    /// <summary>A name in one way of writing, so that two can be compared.</summary>
    public static string Normalised(string name)
    {
        var buffer = new char[name.Length];
        return new string(buffer, 0, ContactName.Normalise(name, buffer));
    }
}
