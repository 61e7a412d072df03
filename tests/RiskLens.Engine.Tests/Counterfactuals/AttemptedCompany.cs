using NodaTime;
using RiskLens.Engine.Counterfactuals;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Counterfactuals;

/// <summary>
/// A company of 140 days whose customers begin 8,000 conversations a day on "a" and 2,000 on "b", with three outages of
/// "a". Of the demand of an outage 10 % goes to "b" at once and 40 % comes back within twice its length. Days differ by
/// 2 %. One conversation in five follows another of the same customer within a day, outage or not.
/// </summary>
internal sealed class AttemptedCompany
{
    public const double Recovered = 0.40;
    public const double Rerouted = 0.10;
    public static readonly (int Hour, int Hours)[] Outages =
    [
        ((60 * 24) + 9, 4),
        ((88 * 24) + 13, 6),
        ((117 * 24) + 8, 8),
    ];

    private const int Days = 140;
    private const int Contacts = 80_000;
    private const int PerDay = 8_000;
    private static readonly double[] Profile =
    [
        .. Enumerable.Range(0, 24).Select(h => h is < 7 or > 21 ? 0.3 : 1.4),
    ];

    private readonly Rng _rng;
    private readonly double[] _upTo = new double[Contacts];
    private readonly List<(int Hour, int Place, int Contact)> _begun = [];

    /// <summary>Attempts: whether who comes back tries three times, who moves tries twice, and half of those cut at the
    /// failure ask whether it is back.</summary>
    public AttemptedCompany(ulong seed, bool attempts)
    {
        _rng = new Rng(seed);
        for (var c = 0; c < Contacts; c++)
            _upTo[c] = (c == 0 ? 0 : _upTo[c - 1]) + _rng.NextExponential();
        var level = 1.0;
        for (var h = 0; h < Days * 24; h++)
        {
            if (h % 24 == 0)
                level = Math.Exp(0.02 * _rng.NextNormal());
            BeginHour(h, level, attempts);
        }
        var all = Count();
        var repeats = new double[2][];
        repeats[0] = new double[Days * 24];
        repeats[1] = new double[Days * 24];
        var count = new RepeatCount();
        foreach (var day in _begun.GroupBy(b => b.Hour / 24).OrderBy(d => d.Key))
        {
            foreach (var (hour, place, contact) in day)
                count.Begin(hour, place, contact);
            count.EndDay((hour, place) => repeats[place][hour]++);
        }
        All = [all[0], all[1]];
        First =
        [
            [.. all[0].Zip(repeats[0], (a, r) => a - r)],
            [.. all[1].Zip(repeats[1], (a, r) => a - r)],
        ];
    }

    /// <summary>Conversations begun by hour on "a" and "b".</summary>
    public double[][] All { get; }

    /// <summary>Those that are no repeats.</summary>
    public double[][] First { get; }

    /// <summary>Reviews of the three outages, with repeats told apart or not.</summary>
    public IReadOnlyList<ReviewedOutage> Review(bool repeatsKnown, int hours = Days * 24)
    {
        var clock = LocalClock.Of(DateTimeZone.Utc, Hour.Of(Start), hours);
        FilledSeries Filled(double[] values)
        {
            var usable = new bool[hours];
            Array.Fill(usable, true);
            var series = new HourlySeries(Hour.Of(Start), values[..hours], usable);
            var masked = series.Without(
                Outages.Select(o =>
                    (
                        series.Start + o.Hour,
                        series.Start + o.Hour + o.Hours + OutageReview.RecoveryHoursOf(o.Hours)
                    )
                )
            );
            return new FilledSeries(series, WindowFill.Of(masked, clock)!);
        }
        ReviewedSeries Of(int place) => new(Filled(All[place]), repeatsKnown ? Filled(First[place]) : null);
        var (a, b) = (Of(0), Of(1));
        return
        [
            .. Outages
                .Where(o => o.Hour + o.Hours < hours)
                .Select(o => OutageReview.Of(Listed(o), "a", a, b)!),
        ];
    }

    private static DateTimeOffset Start { get; } = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private static CatalogueOutage Listed((int Hour, int Hours) outage) =>
        new(
            $"OUT-{outage.Hour}",
            "node",
            Start.AddHours(outage.Hour),
            Start.AddHours(outage.Hour + outage.Hours),
            "minute",
            ["global"],
            ["a"],
            "",
            "",
            "",
            null,
            outage.Hours,
            outage.Hours,
            new Dictionary<string, ShareRange>(),
            new ShareRange(1, 1),
            ""
        );

    private double[][] Count()
    {
        double[][] counts = [new double[Days * 24], new double[Days * 24]];
        foreach (var one in _begun)
            counts[one.Place][one.Hour]++;
        return counts;
    }

    private void BeginHour(int hour, double level, bool attempts)
    {
        var outage = Array.Find(Outages, o => hour >= o.Hour && hour < o.Hour + o.Hours);
        var mean = PerDay / 24.0 * Profile[hour % 24] / Profile.Average() * level;
        var wishes = _rng.NextPoisson(mean);
        for (var i = 0; i < wishes; i++)
        {
            var contact = Contact();
            if (outage.Hours == 0)
                Begin(hour, 0, contact);
            else
                Struck(hour, outage, contact, attempts);
            var next = Array.Find(Outages, o => hour == o.Hour - 1);
            if (attempts && next.Hours > 0 && _rng.NextDouble() < 0.5)
                Begin(next.Hour + next.Hours, 0, contact);
        }
        var elsewhere = _rng.NextPoisson(mean / 4);
        for (var i = 0; i < elsewhere; i++)
            Begin(hour, 1, Contact());
    }

    private void Struck(int hour, (int Hour, int Hours) outage, int contact, bool attempts)
    {
        var chance = _rng.NextDouble();
        if (chance < Rerouted)
        {
            Begin(hour, 1, contact);
            if (attempts && hour + 2 < outage.Hour + outage.Hours)
                Begin(hour + 2, 1, contact);
        }
        else if (chance < Rerouted + Recovered)
        {
            var back = outage.Hour + outage.Hours + _rng.NextInt(2 * outage.Hours);
            Begin(back, 0, contact);
            if (!attempts)
                return;
            Begin(back + 2, 0, contact);
            Begin(back + 4, 0, contact);
        }
    }

    private void Begin(int hour, int place, int contact) => _begun.Add((hour, place, contact));

    private int Contact()
    {
        var at = Array.BinarySearch(_upTo, _rng.NextDouble() * _upTo[^1]);
        return Math.Min(at < 0 ? ~at : at, Contacts - 1);
    }
}
