using RiskLens.Engine.Messages;
using RiskLens.Engine.Outages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Outages;

/// <summary>Reads data/terms and data/prices: what channels can do, and what they publicly cost.</summary>
internal sealed class TermTables(HashSet<string> channels, KnownPlaces places)
{
    private const string CountriesColumn = "countries";

    /// <summary>The rows of terms.csv; no country has two of a channel and direction.</summary>
    /// <exception cref="RiskLensException">A value cannot be read.</exception>
    public IReadOnlyList<ChannelTerms> Terms(IEnumerable<TableRow> rows)
    {
        var all = new List<ChannelTerms>();
        foreach (var row in rows)
        {
            var terms = TermsOf(row);
            if (
                all.Exists(t =>
                    t.Direction == terms.Direction
                    && Same(t.Channel, terms.Channel)
                    && Overlap(t.Countries, terms.Countries)
                )
            )
                throw row.Fault(
                    CountriesColumn,
                    "countries that no line above has for the channel and direction"
                );
            all.Add(terms);
        }
        return all;
    }

    /// <summary>The rows of prices.csv; no country has two of a channel, kind and day.</summary>
    /// <exception cref="RiskLensException">A value cannot be read.</exception>
    public IReadOnlyList<ChannelPrice> Prices(IEnumerable<TableRow> rows)
    {
        var all = new List<ChannelPrice>();
        foreach (var row in rows)
        {
            var price = PriceOf(row);
            if (
                all.Exists(p =>
                    p.From == price.From
                    && Same(p.Channel, price.Channel)
                    && Same(p.Kind, price.Kind)
                    && Overlap(p.Countries, price.Countries)
                )
            )
                throw row.Fault(
                    CountriesColumn,
                    "countries that no line above has for the channel, kind and day"
                );
            all.Add(price);
        }
        return all;
    }

    private ChannelTerms TermsOf(TableRow row) =>
        new(
            ChannelOf(row),
            places.CountriesOrAll(row, CountriesColumn),
            row["direction"] switch
            {
                "in" => Direction.In,
                "out" => Direction.Out,
                _ => throw row.Fault("direction", "in or out"),
            },
            row.YesOrNo("offered"),
            row.YesOrNo("interactive"),
            row.YesOrNo("carries_money"),
            (int?)row.Number("characters", 1, 100_000),
            row.Number("capacity_per_hour", 1, 1e9),
            row.Number("switching_hours", 0, 10_000),
            row.Number("delivery_rate", 0, 1),
            row.Number("lead_days", 0, 10_000),
            SourceOf(row),
            row.Day("date")
        );

    private ChannelPrice PriceOf(TableRow row) =>
        new(
            ChannelOf(row),
            places.CountriesOrAll(row, CountriesColumn),
            row["kind"].Length > 0 ? row["kind"] : throw row.Fault("kind", "what is priced, such as sms"),
            row.Number("price", 0, 1e9) ?? throw row.Fault("price", "a number"),
            Currency.Codes.Contains(row["currency"], StringComparer.Ordinal)
                ? row["currency"]
                : throw row.Fault("currency", $"one of {string.Join(", ", Currency.Codes)}"),
            row["per"] is "message" or "minute" or "conversation"
                ? row["per"]
                : throw row.Fault("per", "message, minute or conversation"),
            row.Day("from"),
            SourceOf(row)
        );

    private string ChannelOf(TableRow row) =>
        channels.Contains(row["channel"])
            ? row["channel"]
            : throw row.Fault("channel", "an id of channels.csv");

    private static string SourceOf(TableRow row) =>
        row["source"].Length > 0 ? row["source"] : throw row.Fault("source", "where it stands");

    private static bool Overlap(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        one.Intersect(other, StringComparer.Ordinal).Any();

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
