using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>
/// Takes the messages of one file (one log, or the logs of an archive) and makes of each an event: the contact and
/// the message become keyed hashes on the spot. Full batches go to the writer, so memory holds contacts and never all
/// messages.
/// </summary>
internal sealed class Intake : IMessageSink
{
    private const decimal LargestAmount = 1e15m;
    private readonly IntakeSettings _settings;
    private readonly IntakeWriter _writer;
    private readonly PurposePlaces _purposes;
    private readonly MessageFingerprint _fingerprints;
    private readonly Dictionary<string, IntakeChannel> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IntakeChannel>.AlternateLookup<ReadOnlySpan<char>> _channelOf;
    private string? _channelOfLog;
    private IntakeChannel? _lastChannel;
    private LogNumber _log;
    private IntakeBatch _batch;

    public Intake(IntakeWriter writer, WorkspaceKey key, IntakeSettings settings)
    {
        _writer = writer;
        _settings = settings;
        _purposes = new PurposePlaces(settings.KnownPurposes);
        Given = new GivenPurposes(settings.Rules);
        _fingerprints = new MessageFingerprint(key.Fingerprints);
        _channelOf = _channels.GetAlternateLookup<ReadOnlySpan<char>>();
        _batch = writer.NewBatch();
    }

    /// <summary>Lines refused and lines counted only.</summary>
    public IntakeTally Tally { get; } = new();

    /// <summary>What came in on each channel.</summary>
    public IEnumerable<IntakeChannel> Channels => _channels.Values;

    /// <summary>Messages taken or counted.</summary>
    public long Messages => In + Out;

    /// <summary>Of them, those from customers.</summary>
    public long In { get; private set; }

    /// <summary>Of them, those from the company.</summary>
    public long Out { get; private set; }

    /// <summary>Distinct contacts; after <see cref="End"/>.</summary>
    public int Contacts => _writer.Contacts;

    /// <summary>What the purpose rules did.</summary>
    public GivenPurposes Given { get; }

    /// <summary>Starts a log: what follows belongs to it, and to the channel where messages name none.</summary>
    public void Begin(LogNumber log, string? channel)
    {
        (_log, _channelOfLog) = (log, channel);
        HandOver();
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
        var bytes = MessageFingerprint.LengthOf(channel.Name, message);
        var isLong = IntakeBatch.IsLong(bytes);
        var one = new LedgerEvent(
            isLong ? _fingerprints.Of(channel.Name, message) : 0,
            contact: 0,
            second,
            message.Direction,
            message.Failed,
            PlaceOfPurpose(Given.Of(message, channel.Name, contact)),
            Hundredths(message.Amount),
            message.Id.IsEmpty ? Counting.Each : message.Counting
        );
        channel.See(_log, message.UnixMilliseconds, messages: 1);
        Add(message.Direction, 1);
        if (isLong)
            bytes = 0;
        if (!_batch.HasRoomFor(bytes))
            HandOver();
        var written = _batch.Add(channel.Place, day, one, contact, form, bytes);
        if (!isLong)
            MessageFingerprint.Write(channel.Name, message, written);
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

        var fits = channel.TryCount(
            _log,
            new CountedKey(
                LedgerTime.HourOf(counted.UnixMilliseconds),
                PlaceOfPurpose(Given.Of(counted, channel.Name)),
                counted.Direction
            ),
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

        channel.See(_log, counted.UnixMilliseconds, counted.Messages);
        Tally.Counted++;
        Add(counted.Direction, counted.Messages);
    }

    public void CountSystem() => Tally.System++;

    public void Reject(Rejected rejected) => Tally.Reject(rejected);

    /// <summary>Ends the last log: when this returns, all is written.</summary>
    /// <param name="hours">Where counts are written.</param>
    public void End(CountedHours hours)
    {
        HandOver();
        _writer.End();
        foreach (var channel in _channels.Values)
            channel.WriteCounts(hours, _writer.Channels[channel.Place].Number, _writer.Purposes);
    }

    /// <summary>
    /// Days with events or counts of each channel, by the channels' numbers, and whether no event of it has an id that
    /// other days may tell of; after <see cref="End"/>.
    /// </summary>
    public IEnumerable<(int Channel, IReadOnlySet<int> Days, bool Plain)> Touched() =>
        _channels.Values.Select(channel =>
        {
            var written = _writer.Channels[channel.Place];
            IReadOnlySet<int> days = written.Days.Concat(channel.CountedDays).ToHashSet();
            return (written.Number, days, !written.HoldIds);
        });

    private void Add(Direction direction, long messages)
    {
        if (direction == Direction.In)
            In += messages;
        else
            Out += messages;
    }

    private int PlaceOfPurpose(ReadOnlySpan<char> purpose)
    {
        var place = _purposes.Of(purpose, out var newPurpose);
        if (newPurpose is not null)
            _batch.Purposes.Add(newPurpose);
        return place;
    }

    private void HandOver()
    {
        _writer.Take(_batch);
        _batch = _writer.NewBatch();
        _batch.StartAgain(_log);
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

    private static long Hundredths(decimal amount) => amount == 0 ? 0 : (long)decimal.Round(amount * 100);

    private IntakeChannel? ChannelOf(ReadOnlySpan<char> named)
    {
        ReadOnlySpan<char> name = named.IsEmpty ? _channelOfLog : named;
        if (name.IsEmpty)
        {
            throw new RiskLensException(
                "Neither the file nor you say on which channel these messages were sent.",
                "Name the channel with --channel, such as --channel whatsapp."
            );
        }

        // Line after line tells of the same channel.
        if (_lastChannel is not null && name.SequenceEqual(_lastChannel.Name))
            return _lastChannel;
        if (_channelOf.TryGetValue(name, out var channel))
            return _lastChannel = channel;
        var text = name.ToString();
        if (!_settings.KnownChannels.Contains(text))
            return null;
        channel = new IntakeChannel(text, _channels.Count);
        _channels.Add(text, channel);
        _batch.Channels.Add(text);
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

    /// <summary>Whether other files are imported with this one.</summary>
    public bool BesideOthers { get; init; }

    /// <summary>Gives a purpose where a log gives none; null where no rules hold.</summary>
    public PurposeRules? Rules { get; init; }
}
