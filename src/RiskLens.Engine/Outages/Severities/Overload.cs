using RiskLens.Engine.Numerics;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Substitutes that fail because the first channel failed: its users arrive at once. One draw a shock: whether, how
/// much of the substitutes' function is cut, and for which share of the shock's length, from its start. All depend on
/// the share of the country's users whom the shock displaces: the chance and the cut are proportional to it.
/// </summary>
/// <remarks>
/// Evidence. On 4 October 2021 (Meta, 6 to 7 hours) Telegram gained 70 million users in a day and slowed. In January
/// 2021 Signal was down for more than 24 hours under people leaving WhatsApp (a change of terms, not an outage). Of
/// three full outages of the whole of Meta of 6 hours or more (March 2019, October 2021, December 2024) one is known
/// to have overloaded a substitute: the chance at full displacement is Beta(1.5, 2.5), mean 0.38, 90 % of it from
/// 0.06 to 0.76. The cut runs from a slowed Telegram (a tenth) to a Signal that is down (all); the length from a
/// quarter of the shock's to all of it. These are stated assumptions, not estimates.
/// </remarks>
/// <param name="Occurred">Prior and evidence for an overload at full displacement: first parameter of a beta law.</param>
/// <param name="Absent">Its second parameter.</param>
/// <param name="Cut">Share of a substitute's function that is cut at full displacement.</param>
/// <param name="Length">Length of the overload as a share of the shock's.</param>
/// <param name="UsersOf">Share of the country's users on a channel, by its id: whom its failure displaces.</param>
public sealed record Overload(
    double Occurred,
    double Absent,
    ShareRange Cut,
    ShareRange Length,
    IReadOnlyDictionary<string, double> UsersOf
)
{
    /// <summary>
    /// Share of users on a channel that nobody has stated: 0.9 for WhatsApp (87 to 97 % of internet users a month in ten
    /// countries, GWI 2020/21), for SMS and voice (every telephone); 0.3 else. Assumptions.
    /// </summary>
    public static double UsersUnlessStated(string channel) =>
        channel is "whatsapp" or "whatsapp-business" or "sms" or "voice" ? 0.9 : 0.3;

    /// <summary>Channels that people turn to of themselves: messengers, SMS, calls. A company's own, e-mail or USSD is not.</summary>
    private static readonly HashSet<string> Messengers = new(StringComparer.Ordinal)
    {
        "whatsapp",
        "whatsapp-business",
        "messenger",
        "instagram",
        "telegram",
        "signal",
        "dikalo",
        "ondjoss",
        "myopinion",
        "rcs",
        "sms",
        "voice",
    };

    private static readonly HashSet<string> National = new(StringComparer.Ordinal) { "sms", "voice" };

    /// <summary>The law as documented, for shares of users as stated (none: those of <see cref="UsersUnlessStated"/>).</summary>
    public static Overload Of(IReadOnlyDictionary<string, double> usersOf) =>
        new(1.5, 2.5, new ShareRange(0.1, 1), new ShareRange(0.25, 1), usersOf);

    /// <summary>Share of the country's users whom a full shock on a node displaces: those of its largest channel.</summary>
    public double DisplacedBy(Node node) =>
        node
            .Channels.Where(Messengers.Contains)
            .Select(c => UsersOf.TryGetValue(c, out var users) ? users : UsersUnlessStated(c))
            .DefaultIfEmpty(0)
            .Max();

    /// <summary>
    /// Channels of the company that users displaced by a node turn to, bit i for channel i. A shock on one country
    /// moves too few to overload a world-wide service: it loads what runs on the country's own networks.
    /// </summary>
    public static int SubstitutesOf(Node node, IReadOnlyList<string> channels)
    {
        var mask = 0;
        for (var c = 0; c < channels.Count; c++)
        {
            var loaded = node.Place is "global" ? Messengers : National;
            if (loaded.Contains(channels[c]) && !node.Channels.Contains(channels[c], StringComparer.Ordinal))
                mask |= 1 << c;
        }
        return mask;
    }

    /// <summary>Chance of an overload at full displacement, for one trial.</summary>
    public double DrawChance(Rng rng) => rng.NextBeta(Occurred, Absent);

    /// <summary>
    /// For one shock: the share of function cut (0: no overload) and the length as a share of the shock's. Three numbers
    /// are always taken, so that the displaced share shifts nothing after it.
    /// </summary>
    public (double Cut, double Length) Draw(Rng rng, double chance, double displaced)
    {
        var (first, cut, length) = (rng.NextDouble(), rng.NextDouble(), rng.NextDouble());
        return first < chance * displaced ? (displaced * At(Cut, cut), At(Length, length)) : (0, 0);
    }

    private static double At(ShareRange range, double within) =>
        range.Low + ((range.High - range.Low) * within);
}
