using System.Globalization;
using System.Text;
using RiskLens.App.Logs;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Companies;

/// <summary>What a line of a list says.</summary>
/// <param name="Address">The contact's address, written as those of contacts are.</param>
/// <param name="State">consented, told or opted_out.</param>
/// <param name="Date">ISO 8601 date since when.</param>
internal sealed record ListedContact(string Address, string Channel, string State, string Date);

/// <summary>A line of a list that cannot be read; it is never quoted.</summary>
public sealed record ListLineRefused(int Line, string Reason);

/// <summary>
/// A table of consents: contact, channel, state, date, under a header in English or French; other columns are left out. A
/// contact is an address on the channel, or on any channel a telephone number with its country, such as +237 699 ...
/// </summary>
internal sealed class ReachListFile
{
    private static readonly char[] Separators = [',', ';', '\t'];

    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["contact"] = ["contact", "address", "number", "adresse", "numero", "client"],
        ["channel"] = ["channel", "canal"],
        ["state"] = ["state", "status", "etat", "statut"],
        ["date"] = ["date", "since", "depuis"],
    };

    private static readonly Dictionary<string, string> States = new(StringComparer.Ordinal)
    {
        ["consented"] = "consented",
        ["consenti"] = "consented",
        ["optedin"] = "consented",
        ["optin"] = "consented",
        ["told"] = "told",
        ["informe"] = "told",
        ["optedout"] = "opted_out",
        ["optout"] = "opted_out",
        ["refuse"] = "opted_out",
    };

    private readonly Dictionary<string, int> _columns;
    private readonly Dictionary<string, string> _channels;
    private readonly ContactAddresses _addresses;

    private readonly DateOnly _latest;

    private ReachListFile(
        Dictionary<string, int> columns,
        Catalogue catalogue,
        ContactAddresses addresses,
        DateOnly latest
    )
    {
        (_columns, _addresses, _latest) = (columns, addresses, latest);
        _channels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var channel in catalogue.Channels)
        {
            foreach (var name in new[] { channel.Id, channel.Name.En, channel.Name.Fr })
                _channels.TryAdd(Folded(name), channel.Id);
        }
    }

    /// <summary>What the lines say, and the lines that cannot be read.</summary>
    /// <exception cref="RiskLensException">The text is no such table.</exception>
    public static (IReadOnlyList<ListedContact> Read, IReadOnlyList<ListLineRefused> Refused) Read(
        string text,
        Catalogue catalogue,
        ContactAddresses addresses,
        DateOnly latest
    )
    {
        var head = text[..Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal))];
        var lines = CsvLines.Read(text, Separators.MaxBy(s => head.Count(letter => letter == s)));
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (at, heard) in (lines.Count > 1 ? lines[0].Fields : []).Index())
        {
            if (
                Names.FirstOrDefault(n => n.Value.Contains(Folded(heard), StringComparer.Ordinal)).Key is
                { } name
            )
                columns.TryAdd(name, at);
        }
        if (columns.Count < Names.Count)
        {
            throw new RiskLensException(
                "The file's first line does not name its columns, or no line follows it.",
                "Begin it with the header contact,channel,state,date and give each contact and channel a line."
            );
        }

        var file = new ReachListFile(columns, catalogue, addresses, latest);
        var read = new List<ListedContact>();
        var refused = new List<ListLineRefused>();
        foreach (var line in lines.Skip(1))
        {
            var (listed, reason) = file.ContactOf(line);
            if (listed is null)
                refused.Add(new ListLineRefused(line.Number, reason));
            else
                read.Add(listed);
        }
        return (read, refused);
    }

    private (ListedContact? Contact, string Reason) ContactOf(CsvLine line)
    {
        string Cell(string name) => _columns[name] < line.Fields.Count ? line.Fields[_columns[name]] : "";
        if (!_channels.TryGetValue(Folded(Cell("channel")), out var channel))
            return (null, "the channel is none of 'channels list'");
        if (!States.TryGetValue(Folded(Cell("state")), out var state))
            return (null, "the state is none of consented, told and opted_out");
        if (
            !DateOnly.TryParseExact(
                Cell("date"),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
        )
            return (null, "the date is none such as 2026-11-05");
        // A consent of the future would stand against every opt-out until then.
        if (date > _latest)
            return (null, "the date lies in the future");
        var address = Written(Cell("contact"), channel);
        return address.Length == 0
            ? (null, "it names no contact")
            : (
                new ListedContact(
                    address,
                    channel,
                    state,
                    date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                ),
                ""
            );
    }

    /// <summary>A number with its country is one on any channel: lists of other channels are often kept by number.</summary>
    private string Written(string cell, string channel)
    {
        var buffer = new char[cell.Length];
        var contact = buffer.AsSpan(0, ContactName.Normalise(cell, buffer));
        return contact.StartsWith("+")
            ? _addresses.OfNumber(contact, out _).ToString()
            : _addresses.Of(contact, channel, out _).ToString();
    }

    private static string Folded(string text) =>
        string.Concat(
            text.Normalize(NormalizationForm.FormD).ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)
        );
}
