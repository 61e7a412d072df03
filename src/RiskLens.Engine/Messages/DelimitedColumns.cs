using RiskLens.Engine.Units;

namespace RiskLens.Engine.Messages;

/// <summary>Which column of a table holds what, by index; -1 where the table does not have it.</summary>
internal sealed class DelimitedColumns
{
    private const int MostNamesShown = 20;

    private static readonly string[] TimeNames = Words(
        """
        sentat sentdate sentdateutc datesent timestamp datetime dateandtime time createdat
        createddatetime datecreated horodatage horodate dateheure dateetheure dateheureutc
        envoyele dateenvoi datedenvoi timeutc timelocal timestampms timestamputc datereceived
        receivedat receiveddate messagetime messagedate eventtime completiontime senttime recule
        creele heure hour date
        """
    );

    private static readonly string[] DayNames = Words("date day jour");

    private static readonly string[] ContactNames = Words(
        """
        contact contactid customer customerid client clientid idclient customernumber waid
        msisdn phone phonenumber mobile mobilenumber telephone tel numero numerotelephone
        numerodetelephone numeroclient userid user utilisateur contactname nomcontact subscriber
        abonne recipientid
        """
    );

    private static readonly string[] FromNames = Words(
        "from sender senderid originator source de expediteur emetteur fromnumber author auteur"
    );

    private static readonly string[] ToNames = Words(
        "to recipient receiver destination destinataire dest tonumber vers"
    );

    private static readonly string[] ChannelNames = Words("channel canal channelname messagingchannel");

    private static readonly string[] DirectionNames = Words(
        "direction sens sendertype inout messagedirection"
    );

    private static readonly string[] PurposeNames = Words(
        "purpose objet motif category categorie intent intention topic"
    );

    private static readonly string[] IdNames = Words(
        "id messageid msgid sid messagesid smssid wamid idmessage uuid reference"
    );

    private static readonly string[] StatusNames = Words("status statut deliverystatus messagestatus etat");

    private static readonly string[] AmountNames = Words("amount montant value valeur");

    private static readonly string[] BodyNames = Words(
        "body text message content contenu texte corps messagetext messagebody"
    );

    public int Time { get; private init; }

    /// <summary>A column with the day alone, for tables that keep day and time apart.</summary>
    public int Day { get; private init; }

    public int Contact { get; private init; }
    public int From { get; private init; }
    public int To { get; private init; }
    public int Channel { get; private init; }
    public int Direction { get; private init; }
    public int Purpose { get; private init; }
    public int Id { get; private init; }
    public int Status { get; private init; }
    public int Amount { get; private init; }
    public int Body { get; private init; }

    /// <summary>Whether a message can be made of a row: it has a time and somebody.</summary>
    public bool AreEnough => Time >= 0 && (Contact >= 0 || From >= 0 || To >= 0);

    /// <summary>Whether at least one column has a name that is known here, so that the first row is a header.</summary>
    public bool AreNamed =>
        (int[])[Time, Contact, From, To, Channel, Direction, Purpose, Id, Status, Amount, Body] is var all
        && all.Any(column => column >= 0);

    /// <summary>Finds the columns; a profile that names a column which is not there is refused.</summary>
    public static DelimitedColumns Find(IReadOnlyList<string> headers, ColumnProfile? profile)
    {
        var names = headers.Select(Folded.Of).ToList();
        var time = Column(names, profile?.Time, TimeNames);
        var contact = Column(names, profile?.Contact, ContactNames);
        var given = profile?.Contact is not null;
        return new DelimitedColumns
        {
            Time = time,
            Day = profile?.Time is null && Column(names, null, DayNames) is var day && day != time ? day : -1,
            Contact = contact,
            From = given ? -1 : Column(names, null, FromNames),
            To = given ? -1 : Column(names, null, ToNames),
            Channel = Column(names, profile?.Channel, ChannelNames),
            Direction = Column(names, profile?.Direction, DirectionNames),
            Purpose = Column(names, profile?.Purpose, PurposeNames),
            Id = Column(names, profile?.Id, IdNames),
            Status = Column(names, profile?.Status, StatusNames),
            Amount = Column(names, profile?.Amount, AmountNames),
            Body = Column(names, profile?.Body, BodyNames),
        };
    }

    /// <summary>Says what is missing. Header names are shown only where the first row clearly is a header.</summary>
    public RiskLensException Refusal(IReadOnlyList<string> headers)
    {
        const string Remedy =
            "Name a time column and a contact column in the first line, such as time,contact, or name the columns (--map on the command line).";
        var isHeader = AreNamed && !headers.Any(LooksLikeData);
        if (!isHeader)
        {
            return new RiskLensException(
                "The first line of the table does not name a time column and a contact column.",
                Remedy
            );
        }
        var missing = (Time >= 0, Contact >= 0 || From >= 0 || To >= 0) switch
        {
            (false, false) => "time or contact",
            (false, true) => "time",
            _ => "contact",
        };
        var names = string.Join(", ", headers.Take(MostNamesShown));
        return new RiskLensException($"The table has no {missing} column; its columns are {names}.", Remedy);
    }

    private static int Column(List<string> headers, string? given, string[] usual)
    {
        if (given is not null)
        {
            var column = headers.IndexOf(Folded.Of(given));
            return column >= 0
                ? column
                : throw new RiskLensException(
                    $"The table has no column '{given}', which the column profile names.",
                    "Correct the profile, or give the file that it was made for."
                );
        }
        foreach (var name in usual)
        {
            if (headers.IndexOf(name) is var column and >= 0)
                return column;
        }
        return -1;
    }

    private static string[] Words(string words) =>
        words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static bool LooksLikeData(string name) =>
        name.Length > 40 || name.Contains('@') || name.Count(char.IsAsciiDigit) > 3;
}
