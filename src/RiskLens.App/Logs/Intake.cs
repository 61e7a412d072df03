using Microsoft.Data.Sqlite;
using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>
/// Takes the messages of one file (one log, or the logs of an archive) and keeps of each an event: the contact and
/// the message become keyed hashes on the spot. Events wait in memory up to a limit and are then written as a part of
/// their day, so memory holds contacts and never all messages.
/// </summary>
internal sealed class Intake : IMessageSink, IDisposable
{
    private const decimal LargestAmount = 1e15m;
    private readonly IntakeSettings _settings;
    private readonly EventDays _days;
    private readonly CountedHours _countedHours;
    private readonly ContactNumbers _contacts;
    private readonly Numbers<string> _channelNumbers;
    private readonly PurposeNumbers _purposes;
    private readonly MessageFingerprint _fingerprints;
    private readonly Dictionary<string, IntakeChannel> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IntakeChannel>.AlternateLookup<ReadOnlySpan<char>> _channelOf;
    private string? _channelOfLog;
    private LogNumber _log;
    private int _waiting;

    public Intake(
        SqliteConnection connection,
        SqliteTransaction transaction,
        EventDays days,
        WorkspaceKey key,
        IntakeSettings settings
    )
    {
        _settings = settings;
        _days = days;
        _countedHours = new CountedHours(connection, transaction);
        _contacts = new ContactNumbers(connection, transaction, key);
        _channelNumbers = new Numbers<string>(connection, transaction, "Channels", "Name");
        _purposes = new PurposeNumbers(connection, transaction, settings.KnownPurposes);
        Given = new GivenPurposes(settings.Rules);
        Joins = ContactJoins.Needed(connection, transaction, key, settings.Addresses);
        _fingerprints = new MessageFingerprint(key.Fingerprints);
        _channelOf = _channels.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Lines refused and lines counted only.</summary>
    public IntakeTally Tally { get; } = new();

    /// <summary>What came in on each channel.</summary>
    public IEnumerable<IntakeChannel> Channels => _channels.Values;

    /// <summary>Messages taken or counted.</summary>
    public long Messages { get; private set; }

    /// <summary>Distinct contacts.</summary>
    public int Contacts => _contacts.Count;

    /// <summary>Telephone numbers, each once, that could not be written internationally.</summary>
    public long LocalNumbers { get; private set; }

    /// <summary>What the purpose rules did.</summary>
    public GivenPurposes Given { get; }

    /// <summary>Starts a log: what follows belongs to it, and to the channel where messages name none.</summary>
    public void Begin(LogNumber log, string? channel)
    {
        Flush();
        (_log, _channelOfLog) = (log, channel);
    }

    public void Accept(in Message message)
    {
        if (Refusal(message) is { } reason)
        {
            Tally.Reject(new Rejected(0, reason));
            return;
        }

        if (ChannelOf(message.Channel) is not { } channel)
        {
            Tally.Reject(new Rejected(0, RejectionReason.UnknownChannel));
            return;
        }

        var contact = _settings.Addresses.Of(message.Contact, channel.Name, out var form);
        var (day, second) = LedgerTime.DayAndSecondOf(message.UnixMilliseconds);
        channel.Add(
            _log,
            day,
            message.UnixMilliseconds,
            new LedgerEvent(
                _fingerprints.Of(channel.Name, message),
                NumberOf(contact, form),
                second,
                message.Direction,
                message.Failed,
                _purposes.Of(Given.Of(message, channel.Name, contact)),
                Hundredths(message.Amount),
                message.Id.IsEmpty ? Counting.Each : message.Counting
            )
        );
        Messages++;
        if (++_waiting >= _settings.BufferedEvents)
            Flush();
    }

    public void Count(in CountedMessages counted)
    {
        if (Refusal(counted) is { } reason)
        {
            Tally.Reject(new Rejected(0, reason));
            return;
        }

        if (ChannelOf(counted.Channel) is not { } channel)
        {
            Tally.Reject(new Rejected(0, RejectionReason.UnknownChannel));
            return;
        }

        var hour = LedgerTime.HourOf(counted.UnixMilliseconds);
        var fits = channel.TryCount(
            _log,
            counted.UnixMilliseconds,
            new CountedKey(hour, _purposes.Of(Given.Of(counted, channel.Name)), counted.Direction),
            new CountedSum(
                counted.Messages,
                counted.Conversations,
                counted.Failed,
                Hundredths(counted.Amount)
            )
        );
        if (!fits)
        {
            Tally.Reject(new Rejected(0, RejectionReason.ImpossibleCount));
            return;
        }

        Tally.Counted++;
        Messages += counted.Messages;
    }

    public void CountSystem() => Tally.System++;

    public void Reject(Rejected rejected) => Tally.Reject(rejected);

    /// <summary>
    /// Contacts that a log before named by a number without its country, and which this one shows to be the same as
    /// one of its own; they are to be joined.
    /// </summary>
    public ContactJoins? Joins { get; }

    /// <summary>Ends the last log: all that waits is written.</summary>
    public void End()
    {
        Flush();
        foreach (var channel in _channels.Values)
            channel.WriteCounts(_countedHours);
    }

    /// <summary>Writes the events that wait.</summary>
    private void Flush()
    {
        foreach (var channel in _channels.Values)
            channel.Flush(_days, _log);
        _waiting = 0;
    }

    public void Dispose()
    {
        Joins?.Dispose();
        _countedHours.Dispose();
        _contacts.Dispose();
        _channelNumbers.Dispose();
        _purposes.Dispose();
    }

    private int NumberOf(ReadOnlySpan<char> contact, NumberForm form)
    {
        var before = _contacts.Count;
        var number = _contacts.Of(contact);
        if (form != NumberForm.NoNumber && _contacts.Count > before)
        {
            LocalNumbers += form == NumberForm.Local ? 1 : 0;
            Joins?.Look(contact, number);
        }

        return number;
    }

    private string? Refusal(in Message message)
    {
        if (message.UnixMilliseconds > _settings.LatestUnixMilliseconds)
            return RejectionReason.InTheFuture;
        if (message.Contact.IsEmpty)
            return RejectionReason.NoContact;
        return Math.Abs(message.Amount) > LargestAmount ? RejectionReason.TooLargeAmount : null;
    }

    private string? Refusal(in CountedMessages counted)
    {
        if (counted.UnixMilliseconds > _settings.LatestUnixMilliseconds)
            return RejectionReason.InTheFuture;
        if (counted is not { Messages: >= 0, Conversations: >= 0, Failed: >= 0 })
            return RejectionReason.ImpossibleCount;
        return Math.Abs(counted.Amount) > LargestAmount ? RejectionReason.TooLargeAmount : null;
    }

    private static long Hundredths(decimal amount) => (long)decimal.Round(amount * 100);

    private IntakeChannel? ChannelOf(ReadOnlySpan<char> named)
    {
        var name = named.IsEmpty ? _channelOfLog : named;
        if (name.IsEmpty)
        {
            throw new RiskLensException(
                "Neither the file nor you say on which channel these messages were sent.",
                "Name the channel with --channel, such as --channel whatsapp."
            );
        }

        if (_channelOf.TryGetValue(name, out var channel))
            return channel;
        var text = name.ToString();
        if (!_settings.KnownChannels.Contains(text))
            return null;
        channel = new IntakeChannel(text, _channelNumbers.Of(text));
        _channels.Add(text, channel);
        return channel;
    }
}

/// <summary>What an intake must know beside the messages.</summary>
/// <param name="KnownChannels">Channel ids of the catalogue.</param>
/// <param name="KnownPurposes">Purpose ids of the catalogue.</param>
/// <param name="LatestUnixMilliseconds">Messages after this moment are refused as being in the future.</param>
/// <param name="BufferedEvents">Events that may wait in memory.</param>
internal sealed record IntakeSettings(
    IReadOnlySet<string> KnownChannels,
    IReadOnlySet<string> KnownPurposes,
    long LatestUnixMilliseconds,
    int BufferedEvents
)
{
    /// <summary>Writes contacts as they are told apart.</summary>
    public required ContactAddresses Addresses { get; init; }

    /// <summary>Gives a purpose where a log gives none; null where no rules hold.</summary>
    public PurposeRules? Rules { get; init; }
}
