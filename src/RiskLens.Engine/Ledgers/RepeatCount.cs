using System.Numerics;
using System.Runtime.InteropServices;

namespace RiskLens.Engine.Ledgers;

/// <summary>
/// Tells conversations that customers repeat: begun by a contact who had begun one, on any channel and for any
/// purpose, within the day before. Who tries three times while a channel is down is one demand, not three (decision
/// 0012). Shown the conversations of one day after another; memory is one number a contact.
/// </summary>
public sealed class RepeatCount
{
    /// <summary>A wish is over when its contact has begun nothing for more than so many hours.</summary>
    public const int QuietHours = 24;

    private readonly List<(int Hour, int Place, int Contact)> _begun = [];
    private int[] _lastByContact = [];

    /// <summary>Notes a conversation that a customer began, in any order within a day.</summary>
    /// <param name="hour">Since 1970-01-01T00:00Z.</param>
    /// <param name="place">Whatever the caller tells repeats by; of one hour the lowest is taken as the first.</param>
    /// <param name="contact">Number of the contact.</param>
    public void Begin(int hour, int place, int contact) => _begun.Add((hour, place, contact));

    /// <summary>Ends a day: tells (hour, place) of each repeated conversation of it.</summary>
    public void EndDay(Action<int, int> repeated)
    {
        _begun.Sort();
        foreach (var (hour, place, contact) in CollectionsMarshal.AsSpan(_begun))
        {
            if (contact >= _lastByContact.Length)
                Grow(contact);
            if (hour - (long)_lastByContact[contact] <= QuietHours)
                repeated(hour, place);
            _lastByContact[contact] = hour;
        }
        _begun.Clear();
    }

    private void Grow(int contact)
    {
        var known = _lastByContact.Length;
        Array.Resize(ref _lastByContact, (int)BitOperations.RoundUpToPowerOf2((uint)contact + 1));
        Array.Fill(_lastByContact, int.MinValue, known, _lastByContact.Length - known);
    }
}
