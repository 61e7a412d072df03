using System.Collections.Frozen;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Usual names of a table's columns, folded: English and French, and the commonest of Spanish, Portuguese and German.
/// In each list the surer name stands first.
/// </summary>
internal static class TableNames
{
    private static readonly FrozenDictionary<TableField, string[]> ByField = new Dictionary<
        TableField,
        string[]
    >
    {
        [TableField.Time] = Words(
            """
            sentat sentdate sentdateutc datesent timestamp datetime dateandtime time createdat
            createddatetime datecreated horodatage horodate dateheure dateetheure dateheureutc
            envoyele dateenvoi datedenvoi timeutc timelocal timestampms timestamputc datereceived
            receivedat receiveddate messagetime messagedate eventtime completiontime senttime recule
            creele transtime transactiontime transactiondate senton ts fechahora fechayhora
            datahora datahorario dataehora enviadoem zeitstempel datumuhrzeit heure hour hora uhrzeit
            date fecha datum
            """
        ),
        [TableField.Day] = Words("date day jour fecha datum"),
        [TableField.Contact] = Words(
            """
            contact contactid customer customerid client clientid idclient customernumber waid
            msisdn phone phonenumber mobile mobilenumber telephone tel numero numerotelephone
            numerodetelephone numeroclient userid user username utilisateur contactname nomcontact subscriber
            abonne recipientid customerphone clientphone contactphone cliente telefono telefone celular
            kunde telefonnummer
            """
        ),
        [TableField.From] = Words(
            """
            from sender senderid originator source de expediteur emetteur fromnumber author auteur nick
            nickname remitente remetente absender
            """
        ),
        [TableField.To] = Words(
            "to recipient receiver destination destinataire dest tonumber vers destinatario empfanger"
        ),
        [TableField.Channel] = Words("channel canal channelname messagingchannel kanal"),
        [TableField.Direction] = Words(
            "direction sens sendertype inout messagedirection direccion direcao sentido richtung"
        ),
        [TableField.Purpose] = Words(
            "purpose objet motif category categorie intent intention topic proposito finalidade"
        ),
        [TableField.Account] = Words(
            """
            account accountid inbox inboxid mailbox shortcode businessshortcode phonenumberid room page
            compte boitedereception
            """
        ),
        [TableField.Category] = Words(
            "templatecategory conversationcategory transactiontype reasontype template templatename category categorie"
        ),
        [TableField.Id] = Words(
            """
            id messageid msgid sid messagesid smssid wamid idmessage uuid reference transid transactionid
            receiptno receipt
            """
        ),
        [TableField.Status] = Words(
            "status statut deliverystatus messagestatus etat transactionstatus estado"
        ),
        [TableField.Amount] = Words("amount montant value valeur transamount importe monto valor betrag"),
        [TableField.Body] = Words(
            """
            body text message content contenu texte corps messagetext messagebody mensaje mensagem
            nachricht
            """
        ),
    }.ToFrozenDictionary();

    /// <summary>Columns of yes and no that say that a message came in.</summary>
    public static IReadOnlyList<string> CameIn { get; } =
        Words("incoming isincoming inbound isinbound fromcustomer isfromcustomer");

    /// <summary>Columns of yes and no that say that a message went out.</summary>
    public static IReadOnlyList<string> WentOut { get; } =
        Words("outgoing isoutgoing outbound isoutbound fromme isfromme sentbyme fromus");

    /// <summary>The usual names of a field.</summary>
    public static IReadOnlyList<string> Of(TableField field) => ByField[field];

    /// <summary>Splits a list of words at blanks and line ends.</summary>
    public static string[] Words(string words) =>
        words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
