using System.CommandLine;
using System.Globalization;
using RiskLens.App.Outages;
using RiskLens.Engine.Outages;

namespace RiskLens.Cli.Commands;

/// <summary>prices list | import | clear: public prices of channels, and the company's own list.</summary>
internal static class PricesCommand
{
    private static readonly Option<string?> Country = new("--country")
    {
        Description = "Only those that hold for customers there (default: the company's country, else all)",
        HelpName = "CM",
    };
    private static readonly Argument<string?> File = new("FILE")
    {
        Description = "CSV with the columns of data/prices/prices.csv",
    };

    public static Command Build() =>
        new("prices", "Public prices of channels, each with its day and source")
        {
            Call.Runs(
                new Command("list", "List them; none is used unless you state it") { Country },
                ListAsync
            ),
            Call.Runs(
                new Command("import", "Take your own list, in the place of the one given before") { File },
                ImportAsync
            ),
            Call.Runs(new Command("clear", "Drop your own list"), ImportAsync),
        };

    private static async Task<int> ListAsync(Call call, CancellationToken cancellationToken)
    {
        var catalogue = await CatalogueCommands.CatalogueAsync(call, cancellationToken);
        var country = await CatalogueCommands.CountryAsync(call, call.Value(Country), cancellationToken);
        return await TellAsync(
            call,
            [.. catalogue.Prices.Where(p => country.Length == 0 || Holds(p, country))],
            cancellationToken
        );
    }

    private static async Task<int> ImportAsync(Call call, CancellationToken cancellationToken)
    {
        var workspace = await call.OpenWorkspaceAsync(cancellationToken);
        var catalogue = await new CompanyCatalogue(workspace).SetPricesAsync(
            call.Value(File),
            cancellationToken
        );
        return await TellAsync(call, catalogue.Prices, cancellationToken);
    }

    private static bool Holds(ChannelPrice price, string country) =>
        price.Countries.Contains(country, StringComparer.Ordinal) || price.Countries is ["*"];

    private static async Task<int> TellAsync(
        Call call,
        IReadOnlyList<ChannelPrice> prices,
        CancellationToken cancellationToken
    )
    {
        if (prices.Count == 0)
            call.Output.Say("No public price is known there.");
        else
            call.Output.Table(
                ["channel", "countries", "kind", "price", "per", "from", "source"],
                prices.Select(p =>
                    (string[])
                        [
                            p.Channel,
                            p.Countries.Count > 3
                                ? $"{p.Countries[0]} and {Counted.Of(p.Countries.Count - 1, "more", "more")}"
                                : string.Join(' ', p.Countries),
                            p.Kind,
                            p.Price.ToString(CultureInfo.InvariantCulture) + " " + p.Currency,
                            p.Per,
                            p.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                            p.Source,
                        ]
                )
            );
        await call.Output.DocumentAsync(new { Rows = prices }, cancellationToken);
        return CommandLine.Done;
    }
}
