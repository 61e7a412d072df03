using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Logs;

/// <summary>What the workspace holds, in a few numbers.</summary>
/// <param name="Messages">Messages counted, each once.</param>
/// <param name="Contacts">Distinct contacts.</param>
/// <param name="Rejected">Lines refused, over all imports.</param>
/// <param name="First">Hour of the first message; null when nothing was imported.</param>
/// <param name="Last">Hour of the last message.</param>
/// <param name="Imports">Files imported.</param>
/// <param name="Channels">Channels with messages, in ordinal order.</param>
public sealed record LedgerFacts(
    long Messages,
    long Contacts,
    long Rejected,
    Hour? First,
    Hour? Last,
    int Imports,
    IReadOnlyList<string> Channels
);

/// <summary>Reads the whole ledger with its reach sets; an import that runs meanwhile shows wholly or not at all.</summary>
public sealed class LoadLedger(Workspace workspace)
{
    /// <summary>The ledger, or null when nothing was imported. Memory grows with hours and contacts, not messages.</summary>
    /// <exception cref="RiskLensException">There are more channels than a reach set can hold.</exception>
    public async Task<Ledger?> RunAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();
        await db.Database.OpenConnectionAsync(cancellationToken);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        return await Task.Run(() => Read(connection, cancellationToken), cancellationToken);
    }

    /// <summary>The few numbers that a page shows.</summary>
    public async Task<LedgerFacts> FactsAsync(CancellationToken cancellationToken)
    {
        await using var db = workspace.NewDb();

        // The level at which SQLite begins without asking for the right to write; it isolates all the same.
        await using var _ = await db.Database.BeginTransactionAsync(
            System.Data.IsolationLevel.ReadUncommitted,
            cancellationToken
        );
        var hours = await db
            .Ledger.GroupBy(row => 1)
            .Select(rows => new
            {
                First = rows.Min(row => row.Hour),
                Last = rows.Max(row => row.Hour),
                Messages = rows.Sum(row => (long)row.MessagesIn + row.MessagesOut),
            })
            .SingleOrDefaultAsync(cancellationToken);
        var channels = await db
            .Channels.Where(channel =>
                db.EventDays.Any(day => day.ChannelId == channel.Id)
                || db.CountedHours.Any(hour => hour.ChannelId == channel.Id)
            )
            .Select(channel => channel.Name)
            .ToListAsync(cancellationToken);
        return new LedgerFacts(
            hours?.Messages ?? 0,
            await ContactsAsync(db, cancellationToken),
            await db.Imports.SumAsync(import => import.Rejected, cancellationToken),
            hours is null ? null : new Hour(hours.First),
            hours is null ? null : new Hour(hours.Last),
            await db.Imports.CountAsync(cancellationToken),
            [.. channels.Order(StringComparer.Ordinal)]
        );
    }

    /// <summary>
    /// Customers seen. Without an identity map they are the contacts; with one, contacts may be linked or known from
    /// the map alone, and only the events tell.
    /// </summary>
    private static async Task<long> ContactsAsync(WorkspaceDb db, CancellationToken cancellationToken)
    {
        if (!await db.Contacts.AnyAsync(contact => contact.SameAs != null, cancellationToken))
            return await db.Contacts.LongCountAsync(cancellationToken);
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        return SeenContacts
            .Read(connection, transaction)
            .Customers(new ContactLinks(connection, transaction));
    }

    private static Ledger? Read(SqliteConnection connection, CancellationToken cancellationToken)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        using var days = new EventDays(connection, transaction);
        var channels = days.Channels();
        if (channels.Count > ReachCount.MaxChannels)
        {
            throw new RiskLensException(
                $"The workspace holds more than {ReachCount.MaxChannels} channels.",
                "Study the channels in two workspaces."
            );
        }

        if (LedgerTable.Read(connection, transaction, channels) is not { } table)
            return null;
        var purposes = LedgerTable.Purposes(connection, transaction);
        using var counts = new CountedHours(connection, transaction);
        var activities = table
            .Activities.Select(activity => WithZeros(activity, !counts.Has(channels[activity.Channel])))
            .ToArray();
        var reach = new ReachCount((table.Start + (table.Hours - 1)).Day);
        var (onlyListed, consents) = ReachListRows.Gather(connection, transaction, [.. channels.Keys], reach);
        Gather(reach, days, channels, purposes, table.Start, activities, cancellationToken);
        return new Ledger(
            table.Start,
            table.Hours,
            [.. channels.Keys],
            activities,
            table.Observed,
            reach.Sets() with
            {
                OnlyListed = onlyListed,
                ConsentLists = consents,
            }
        );
    }

    /// <summary>
    /// Room for what only events tell. How long conversations are open would be wrong by conversation where some of the
    /// channel are only counted.
    /// </summary>
    private static Activity WithZeros(Activity activity, bool onlyEvents)
    {
        var hours = activity.Contacts.Length;
        return activity with
        {
            RepeatsIn = new int[hours],
            OpenSecondsIn = onlyEvents ? new long[hours] : null,
            OpenSecondsOut = onlyEvents ? new long[hours] : null,
        };
    }

    /// <summary>
    /// Two passes: a contact's set is known only when all days of all channels have been seen. The second goes through
    /// the days of all channels together, since a contact repeats on any of them.
    /// </summary>
    private static void Gather(
        ReachCount reach,
        EventDays days,
        SortedDictionary<string, int> channels,
        Dictionary<int, string> purposes,
        Hour start,
        Activity[] activities,
        CancellationToken cancellationToken
    )
    {
        foreach (var (place, number) in channels.Values.Index())
        {
            foreach (var (day, events) in new CountingDays(days, number).All())
            {
                cancellationToken.ThrowIfCancellationRequested();
                reach.See(place, day, events);
            }
        }

        var numberOf = purposes.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);
        var placesOf = activities
            .Index()
            .GroupBy(a => a.Item.Channel, StringComparer.Ordinal)
            .ToDictionary(
                channel => channel.Key,
                channel => channel.ToDictionary(a => numberOf[a.Item.Purpose], a => a.Index),
                StringComparer.Ordinal
            );
        var open = channels.Keys.ToDictionary(channel => channel, _ => new OpenTime());
        var counting = channels.ToDictionary(c => c.Key, c => new CountingDays(days, c.Value));
        var (count, repeat) = (new DayCount(), new RepeatCount());
        foreach (var (day, names) in ChannelsByDay(days, channels))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var channel in names)
            {
                var places = placesOf[channel];
                var yesterday = counting[channel].Of(day - 1);
                var today = counting[channel].Of(day);
                count.Of(
                    yesterday,
                    today,
                    (hourOfDay, contact, purpose, direction) =>
                    {
                        reach.Begin(channel, purposes[purpose], direction, contact);
                        if (direction == Direction.In)
                            repeat.Begin((day * 24) + hourOfDay, places[purpose], contact);
                    }
                );
                open[channel]
                    .See(
                        day,
                        today,
                        (hour, purpose, begun, seconds) =>
                        {
                            var activity = activities[places[purpose]];
                            var booked =
                                begun == Direction.In ? activity.OpenSecondsIn : activity.OpenSecondsOut;
                            if (booked is not null)
                                booked[new Hour(hour) - start] += seconds;
                        }
                    );
            }
            repeat.EndDay((hour, place) => activities[place].RepeatsIn![new Hour(hour) - start]++);
        }
    }

    private static SortedDictionary<int, List<string>> ChannelsByDay(
        EventDays days,
        SortedDictionary<string, int> channels
    )
    {
        var byDay = new SortedDictionary<int, List<string>>();
        foreach (var (channel, number) in channels)
        {
            foreach (var day in days.Days(channel: number))
            {
                if (!byDay.TryGetValue(day, out var names))
                    byDay[day] = names = [];
                names.Add(channel);
            }
        }
        return byDay;
    }
}
