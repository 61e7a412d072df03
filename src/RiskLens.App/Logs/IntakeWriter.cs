using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.Data.Sqlite;
using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>
/// Keeps what an intake hands over, on threads of its own: while a file is read, what was read before is hashed, and
/// of what was hashed before that contacts get their numbers and events are packed and written. Nobody else may use
/// the connection between <see cref="Take"/> and <see cref="End"/>.
/// </summary>
internal sealed class IntakeWriter : IDisposable
{
    private const int BatchesOnTheWay = 6;
    private readonly BlockingCollection<IntakeBatch> _full = new(BatchesOnTheWay);
    private readonly BlockingCollection<IntakeBatch> _hashed = new(BatchesOnTheWay);
    private readonly BlockingCollection<IntakeBatch> _empty = new(BatchesOnTheWay);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Thread _hasher;
    private readonly Thread _thread;
    private readonly SipHash _fingerprints;
    private readonly SipHash _contactHashes;
    private readonly EventDays _days;
    private readonly ContactNumbers _contactNumbers;
    private readonly Numbers<string> _channelNumbers;
    private readonly Numbers<string> _purposeNumbers;
    private readonly List<int> _purposes = [];
    private readonly List<(string, int)> _newNumbers = [];
    private readonly List<WaitingDays> _channels = [];
    private readonly int _bufferedEvents;
    private LogNumber _log;
    private int _waiting;
    private ExceptionDispatchInfo? _fault;

    public IntakeWriter(
        SqliteConnection connection,
        SqliteTransaction transaction,
        EventDays days,
        WorkspaceKey key,
        int bufferedEvents
    )
    {
        _days = days;
        (_fingerprints, _contactHashes) = (key.Fingerprints, key.ContactHashes);
        _contactNumbers = new ContactNumbers(connection, key);
        _channelNumbers = new Numbers<string>(connection, transaction, "Channels", "Name");
        _purposeNumbers = new Numbers<string>(connection, transaction, "Purposes", "Name");
        _bufferedEvents = bufferedEvents;
        for (var i = 0; i < BatchesOnTheWay; i++)
            _empty.Add(new IntakeBatch(), _stopped.Token);
        _hasher = new Thread(Hash) { IsBackground = true, Name = "intake hasher" };
        _thread = new Thread(Work) { IsBackground = true, Name = "intake writer" };
        _hasher.Start();
        _thread.Start();
    }

    /// <summary>Distinct contacts; final only after <see cref="End"/>.</summary>
    public int Contacts => _contactNumbers.Count;

    /// <summary>Telephone numbers, each once, that could not be written internationally.</summary>
    public long LocalNumbers { get; private set; }

    /// <summary>Whether <see cref="NewNumbers"/> is asked for.</summary>
    public bool KeepsNewNumbers { get; init; }

    /// <summary>Telephone numbers met for the first time, with the contacts' numbers; after <see cref="End"/>.</summary>
    public IReadOnlyList<(string Address, int Number)> NewNumbers => _newNumbers;

    /// <summary>Numbers of the channels, by place; whole only after <see cref="End"/>.</summary>
    public IReadOnlyList<WaitingDays> Channels => _channels;

    /// <summary>Numbers of the purposes, by place; whole only after <see cref="End"/>.</summary>
    public IReadOnlyList<int> Purposes => _purposes;

    /// <summary>An empty batch; waits while all are on their way.</summary>
    public IntakeBatch NewBatch() => OrFault(() => _empty.Take(_stopped.Token));

    /// <summary>Takes a batch over.</summary>
    public void Take(IntakeBatch batch) =>
        OrFault(() =>
        {
            _full.Add(batch, _stopped.Token);
            return true;
        });

    /// <summary>Waits until all is written.</summary>
    public void End()
    {
        _full.CompleteAdding();
        _thread.Join();
        _fault?.Throw();
    }

    /// <summary>Ends the thread, whatever still waits, so that the connection is the caller's again.</summary>
    public void Dispose()
    {
        _stopped.Cancel();
        _hasher.Join();
        _thread.Join();
        _contactNumbers.Dispose();
        _channelNumbers.Dispose();
        _purposeNumbers.Dispose();
        _full.Dispose();
        _hashed.Dispose();
        _empty.Dispose();
        _stopped.Dispose();
    }

    private void Hash() =>
        UntilStopped(() =>
        {
            foreach (var batch in _full.GetConsumingEnumerable(_stopped.Token))
            {
                batch.Hash(_fingerprints, _contactHashes);
                _hashed.Add(batch, _stopped.Token);
            }

            _hashed.CompleteAdding();
        });

    private void Work() =>
        UntilStopped(() =>
        {
            foreach (var batch in _hashed.GetConsumingEnumerable(_stopped.Token))
            {
                Write(batch);
                _empty.Add(batch, _stopped.Token);
            }

            Flush();
            _contactNumbers.End();
        });

    private void UntilStopped(Action work)
    {
        try
        {
            work();
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // The caller has given up: it reports why.
        }
        catch (Exception fault)
        {
            // Faults of these threads belong to whoever hands over: rethrown there, with their stack.
            _fault = ExceptionDispatchInfo.Capture(fault);
            _stopped.Cancel();
        }
    }

    private T OrFault<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (OperationCanceledException)
        {
            _thread.Join();
            _fault?.Throw();
            throw;
        }
    }

    private void Write(IntakeBatch batch)
    {
        if (batch.Log != _log)
        {
            Flush();
            _log = batch.Log;
        }

        foreach (var channel in batch.Channels)
            _channels.Add(new WaitingDays(_channelNumbers.Of(channel)));
        foreach (var purpose in batch.Purposes)
            _purposes.Add(PurposeNumberOf(purpose));
        var incoming = batch.Incoming;
        _contactNumbers.Foresee(batch.ContactHashes);
        for (var i = 0; i < incoming.Length; i++)
        {
            ref readonly var one = ref incoming[i];
            _channels[one.Channel]
                .Add(
                    one.Day,
                    one.Event.Numbered(
                        batch.Fingerprints[i],
                        NumberOf(batch, i),
                        _purposes[one.Event.Purpose]
                    )
                );
        }

        _waiting += incoming.Length;
        if (_waiting >= _bufferedEvents)
            Flush();
    }

    private int NumberOf(IntakeBatch batch, int i)
    {
        var contact = batch.ContactOf(i);
        var number = _contactNumbers.Of(contact, batch.ContactHashes[i], out var isNew);
        if (isNew && batch.Incoming[i].Form is not NumberForm.NoNumber and var form)
        {
            LocalNumbers += form == NumberForm.Local ? 1 : 0;
            if (KeepsNewNumbers)
                _newNumbers.Add((contact.ToString(), number));
        }

        return number;
    }

    private int PurposeNumberOf(string purpose) =>
        _purposeNumbers.Of(purpose) is var number and <= LedgerEvent.MaxPurpose
            ? number
            : throw new RiskLensException(
                "The workspace holds too many purposes.",
                "Import into a new workspace, with one name for each purpose."
            );

    private void Flush()
    {
        foreach (var channel in _channels)
            channel.Flush(_days, _log);
        _waiting = 0;
    }
}
