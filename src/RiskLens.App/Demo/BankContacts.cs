using RiskLens.Engine.Numerics;

namespace RiskLens.App.Demo;

/// <summary>
/// The bank's customers: how active each is and on which channels each can be reached. A customer has one primary
/// channel and perhaps others, used four times less; about half have given their number for SMS notices.
/// </summary>
public sealed class BankContacts
{
    private const int BundledCount = 52_000;
    private const double ActivityShape = 1.5;
    private const double SecondaryWeight = 0.25;
    private const double SmsShare = 0.55;

    private static readonly (string Channel, double Primary, double Secondary)[] Habits =
    [
        ("whatsapp", 0.66, 0.60),
        ("ussd", 0.16, 0.22),
        ("telegram", 0.09, 0.14),
        ("email", 0.09, 0.12),
    ];

    private readonly int[] _sets;
    private readonly AliasTable[] _byChannel;

    public BankContacts(Rng rng, double scale)
    {
        Count = Math.Max(50, (int)(BundledCount * scale));
        _sets = new int[Count];
        var weights = BankFlow.Channels.Select(_ => new double[Count]).ToArray();
        for (var contact = 0; contact < Count; contact++)
        {
            var activity = rng.NextGamma(ActivityShape);
            var primary = PrimaryOf(rng.NextDouble());
            for (var habit = 0; habit < Habits.Length; habit++)
            {
                var uses = rng.NextDouble() < Habits[habit].Secondary || habit == primary;
                var weight = habit == primary ? activity : activity * SecondaryWeight;
                if (uses)
                    Add(contact, Habits[habit].Channel, weight);
            }
            if (rng.NextDouble() < SmsShare)
                Add(contact, "sms", activity);
        }
        _byChannel = [.. weights.Select(channel => new AliasTable(channel))];

        void Add(int contact, string channel, double weight)
        {
            var index = BankFlow.ChannelIndex(channel);
            _sets[contact] |= 1 << index;
            weights[index][contact] = weight;
        }
    }

    /// <summary>Number of customers, some of whom never write in the two years.</summary>
    public int Count { get; }

    /// <summary>Channels on which a customer can be reached: bit i is channel i of the bank.</summary>
    public int SetOf(int contact) => _sets[contact];

    /// <summary>
    /// The six digits after +237 600 by which a customer is known on every channel; each customer has digits of
    /// their own, up to a million customers.
    /// </summary>
    public static int NumberOf(int contact) => (int)((contact * 618_033L + 271_828) % 1_000_000);

    /// <summary>Draws who begins a conversation on a channel.</summary>
    internal int Draw(Rng rng, int channel) => _byChannel[channel].Draw(rng);

    private static int PrimaryOf(double uniform)
    {
        for (var habit = 0; habit < Habits.Length - 1; habit++)
        {
            uniform -= Habits[habit].Primary;
            if (uniform < 0)
                return habit;
        }
        return Habits.Length - 1;
    }
}
