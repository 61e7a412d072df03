namespace RiskLens.Engine.Messages;

/// <summary>
/// What WhatsApp itself writes into exports, in the languages of its largest countries. Tests that need no language
/// come first (<see cref="WhatsAppLine"/>): these tables are for what no mark tells, and a further language is added to
/// them.
/// </summary>
internal static class WhatsAppWords
{
    private const int ShortestNotice = 20;
    private const int LongestMarker = 48;

    /// <summary>Starts of the notice that opens a chat, whoever the export says it is from.</summary>
    private static readonly Phrases Notices = new(
        "Messages and calls are end-to-end encrypted.",
        "Messages to this chat and calls are now secured with end-to-end encryption.",
        "Messages to this group are now secured with end-to-end encryption.",
        "Messages you send to this",
        "Les messages et les appels sont chiffrés de bout en bout.",
        "Les messages et appels sont chiffrés de bout en bout.",
        "Les messages envoyés dans cette discussion et les appels sont désormais protégés",
        "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.",
        "Los mensajes y las llamadas están cifrados de extremo a extremo.",
        "As mensagens e as chamadas são protegidas com a criptografia de ponta a ponta",
        "As mensagens e as ligações são protegidas com a criptografia de ponta a ponta",
        "As mensagens e chamadas são encriptadas ponto a ponto.",
        "As mensagens e as chamadas são encriptadas ponto a ponto.",
        "I messaggi e le chiamate sono crittografati end-to-end.",
        "Berichten en gesprekken worden end-to-end versleuteld.",
        "Berichten en oproepen zijn end-to-end versleuteld.",
        "Mesajlar ve aramalar uçtan uca şifrelidir.",
        "Pesan dan panggilan dienkripsi secara end-to-end.",
        "Pesan dan panggilan terenkripsi secara end-to-end.",
        "Mesej dan panggilan disulitkan hujung ke hujung.",
        "Сообщения и звонки защищены сквозным шифрованием.",
        "Повідомлення та дзвінки захищено наскрізним шифруванням.",
        "Wiadomości i połączenia są w pełni szyfrowane.",
        "Zprávy a hovory jsou koncově šifrované.",
        "Mesajele și apelurile sunt criptate integral.",
        "Tin nhắn và cuộc gọi được mã hóa đầu cuối.",
        "الرسائل والمكالمات مشفرة تمامًا بين الطرفين.",
        "الرسائل والمكالمات مشفّرة تمامًا بين الطرفين.",
        "ההודעות והשיחות מוצפנות מקצה לקצה.",
        "پیام‌ها و تماس‌ها سرتاسر رمزگذاری شده‌اند.",
        "मैसेज और कॉल एंड-टू-एंड एन्क्रिप्टेड हैं।",
        "消息和通话都进行端到端加密。",
        "訊息和通話經端對端加密。",
        "メッセージと通話はエンドツーエンドで暗号化されています。",
        "메시지와 통화는 종단간 암호화됩니다.",
        "ข้อความและการโทรได้รับการเข้ารหัสจากต้นทางถึงปลายทาง",
        "Ujumbe na simu zimefumbwa mwisho hadi mwisho."
    );

    /// <summary>
    /// What a line without author can hold before a colon, where a name would stand: the subject of a group, say.
    /// Where the subject is in quotation marks, no word is needed (<see cref="IsEvent"/>).
    /// </summary>
    private static readonly string[] Events =
    [
        "changed the subject",
        "changed the group name",
        "changed this group's",
        "changed the group",
        "changed their phone number",
        "joined using",
        "security code with",
        "a changé le sujet",
        "a modifié le nom",
        "a changé le nom",
        "a modifié la description",
        "a rejoint le groupe",
        "code de sécurité avec",
        "cambió el asunto",
        "cambió el nombre del grupo",
        "mudou o nome do grupo",
        "alterou o nome do grupo",
        "hat den Betreff",
        "hat den Gruppennamen",
        "ha cambiato l'oggetto",
    ];

    /// <summary>A body that WhatsApp put in place of one that somebody sent and took back, or that has not arrived.</summary>
    private static readonly Phrases Placeholders = new(
        "This message was deleted",
        "You deleted this message",
        "Waiting for this message",
        "POLL:",
        "View once",
        "Ce message a été supprimé",
        "Vous avez supprimé ce message",
        "En attente de ce message",
        "SONDAGE",
        "Vue unique",
        "Diese Nachricht wurde gelöscht",
        "Du hast diese Nachricht gelöscht",
        "Warte auf diese Nachricht",
        "UMFRAGE",
        "Se eliminó este mensaje",
        "Este mensaje fue eliminado",
        "Eliminaste este mensaje",
        "Esperando este mensaje",
        "Esperando mensaje",
        "ENCUESTA",
        "Mensagem apagada",
        "Esta mensagem foi apagada",
        "Essa mensagem foi apagada",
        "Você apagou esta mensagem",
        "Apagou esta mensagem",
        "Eliminou esta mensagem",
        "Aguardando mensagem",
        "ENQUETE",
        "SONDAGEM",
        "Questo messaggio è stato eliminato",
        "Hai eliminato questo messaggio",
        "In attesa del messaggio",
        "SONDAGGIO",
        "Dit bericht is verwijderd",
        "U hebt dit bericht verwijderd",
        "Je hebt dit bericht verwijderd",
        "Bu mesaj silindi",
        "Bu mesajı sildiniz",
        "ANKET",
        "Pesan ini dihapus",
        "Pesan ini telah dihapus",
        "Anda menghapus pesan ini",
        "Mesej ini telah dipadam",
        "Anda memadam mesej ini",
        "Сообщение удалено",
        "Данное сообщение удалено",
        "Вы удалили данное сообщение",
        "Вы удалили это сообщение",
        "ОПРОС",
        "Повідомлення видалено",
        "Ви видалили це повідомлення",
        "Ta wiadomość została usunięta",
        "Usunięto tę wiadomość",
        "Tato zpráva byla odstraněna",
        "Acest mesaj a fost șters",
        "Tin nhắn này đã bị xóa",
        "Bạn đã xóa tin nhắn này",
        "تم حذف هذه الرسالة",
        "لقد حذفت هذه الرسالة",
        "حذفتَ هذه الرسالة",
        "הודעה זו נמחקה",
        "מחקת הודעה זו",
        "این پیام حذف شد",
        "यह मैसेज हटा दिया गया",
        "आपने यह मैसेज हटा दिया",
        "此消息已被删除",
        "您删除了此消息",
        "此訊息已刪除",
        "你已刪除此訊息",
        "このメッセージは削除されました",
        "이 메시지는 삭제되었습니다",
        "삭제된 메시지입니다",
        "ข้อความนี้ถูกลบ",
        "Ujumbe huu umefutwa",
        "Ulifuta ujumbe huu"
    );

    /// <summary>Ends of "image omitted", "image absente" and their like: in most languages the last words.</summary>
    private static readonly string[] MediaEnds =
    [
        " omitted",
        " omis",
        " omise",
        " absent",
        " absente",
        " absents",
        " absentes",
        " manquant",
        " manquante",
        " retiré",
        " retirée",
        " weggelassen",
        " ausgelassen",
        " omitida",
        " omitido",
        " ocultada",
        " ocultado",
        " omesso",
        " omessa",
        " esclusa",
        " escluso",
        " incluso",
        " weggelaten",
        " dahil edilmedi",
        " tidak disertakan",
        " dikecualikan",
        " отсутствует",
        " пропущено",
        " пропущен",
        " пропущена",
        " відсутнє",
        " відсутній",
        " pominięto",
        " pominięty",
        " pominięta",
        " utelämnad",
        " utelämnat",
        " utesluten",
        " utelatt",
        " udeladt",
        " jätetty pois",
        " vynechán",
        " vynecháno",
        " vynechaný",
        " kihagyva",
        " omisă",
        " omis",
        " παραλείφθηκε",
        " παραλήφθηκε",
        " הושמט",
        " הושמטה",
        " حذف شد",
        " محذوف",
        " محذوفة",
        " छोड़ा गया",
        " छोड़ी गई",
        " bị bỏ qua",
        "已省略",
        "已忽略",
        "已略去",
        "省略",
        " 생략됨",
        "は含まれていません",
        " haijajumuishwa",
        " imeachwa",
    ];

    /// <summary>Their starts, in the languages that put the verb first.</summary>
    private static readonly Phrases MediaStarts = new(
        "忽略图片",
        "忽略视频",
        "忽略音频",
        "忽略贴图",
        "忽略文档",
        "忽略圖片",
        "تم استبعاد",
        "تم تجاهل",
        "ละเว้น",
        "ไม่รวม",
        "izostavljen",
        "bỏ qua "
    );

    /// <summary>Calls that nobody answered, which Android writes like a message.</summary>
    private static readonly Phrases MissedCalls = new(
        "Missed voice call",
        "Missed video call",
        "Missed group voice call",
        "Missed group video call",
        "Appel vocal manqué",
        "Appel vidéo manqué",
        "Verpasster Sprachanruf",
        "Verpasster Videoanruf",
        "Llamada perdida",
        "Videollamada perdida",
        "Ligação de voz perdida",
        "Ligação de vídeo perdida",
        "Chamada de voz perdida",
        "Chamada de vídeo perdida",
        "Chiamata vocale persa",
        "Videochiamata persa",
        "Gemiste spraakoproep",
        "Gemiste video-oproep",
        "Cevapsız sesli arama",
        "Cevapsız görüntülü arama",
        "Panggilan suara tak terjawab",
        "Panggilan video tak terjawab",
        "Пропущенный аудиозвонок",
        "Пропущенный видеозвонок",
        "مكالمة صوتية فائتة",
        "مكالمة فيديو فائتة",
        "未接语音通话",
        "未接视频通话"
    );

    /// <summary>Whether a body is the notice that opens a chat.</summary>
    public static bool IsNotice(ReadOnlySpan<char> body) =>
        body.Length >= ShortestNotice && Notices.Begin(body);

    /// <summary>Whether a body is a call that nobody answered.</summary>
    public static bool IsMissedCall(ReadOnlySpan<char> body) =>
        body.Length <= LongestMarker && MissedCalls.Are(body.TrimEnd(" .\r"));

    /// <summary>
    /// Whether the text before a colon is no name but an event whose own words hold the colon: a quotation mark in it
    /// is open (created group "Sales: -50%"), or it says so.
    /// </summary>
    public static bool IsEvent(ReadOnlySpan<char> text)
    {
        if (
            text.Count('"') % 2 == 1
            || text.Count('“') + text.Count('„') + text.Count('”') is 1
            || text.Count('«') > text.Count('»')
            || text.Count('「') > text.Count('」')
        )
        {
            return true;
        }
        foreach (var words in Events)
        {
            if (text.Contains(words, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>
    /// Of the bodies that iOS marks as made by WhatsApp: whether a person's message stands behind it (a picture, a
    /// place, a poll, a deleted text) rather than a call or an event of the group.
    /// </summary>
    public static bool StandsForMessage(ReadOnlySpan<char> body)
    {
        body = body[Marks.Skip(body, 0, spaces: true)..].TrimEnd();
        if (body.IsEmpty || body[0] == '<' || Placeholders.Begin(body))
            return true;
        // A place: "location: https://maps.google.com/?q=...", the word translated.
        var colon = body.IndexOf(": ");
        if (colon > 0 && body[colon..].Contains("://", StringComparison.Ordinal))
            return true;
        if (body.Length > LongestMarker)
            return false;
        body = body.TrimEnd('.');
        if (MediaStarts.Begin(body))
            return true;
        foreach (var end in MediaEnds)
        {
            if (body.EndsWith(end, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>Whether a body is short enough to stand for a file that was left out.</summary>
    public static bool IsShort(ReadOnlySpan<char> body) => body.Length <= LongestMarker;
}
