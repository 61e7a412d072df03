using System.Globalization;
using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Outages;
using RiskLens.App.Storage;
using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Losses;
using RiskLens.Engine.Numerics;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Studies;

/// <summary>What the logs say that helps to state assumptions.</summary>
/// <param name="Measured">Assumptions with their law, ready to be adopted.</param>
/// <param name="Amounts">Amounts in the logs, by purpose: a margin rate turns them into money.</param>
/// <param name="Prices">Public prices of channels for which none is stated.</param>
public sealed record Proposals(
    IReadOnlyList<Assumption> Measured,
    IReadOnlyList<AmountMoved> Amounts,
    IReadOnlyList<PriceProposal> Prices
)
{
    /// <summary>All that can be adopted.</summary>
    public IReadOnlyList<Assumption> Assumptions =>
        [.. Measured, .. Prices.Select(p => p.Assumption).OfType<Assumption>()];
}

/// <summary>What a mean conversation of a purpose moves.</summary>
/// <param name="Conversations">Conversations begun, those without an amount included.</param>
/// <param name="Mean">In the company's currency, major units.</param>
public sealed record AmountMoved(string Purpose, long Conversations, decimal Mean);

/// <summary>
/// Proposes what the latest study measured on past outages, and public prices where none is stated. Every study measures
/// anew as long as nothing is stated; a proposal adopted stays as it is, whatever later logs say.
/// </summary>
public sealed class ProposeAssumptions(Workspace workspace)
{
    /// <summary>The source by which a study marks what it measured itself.</summary>
    private const string MeasuredByStudy = "own_outages";

    private const int Digits = 3;

    /// <summary>All proposals; none are stored.</summary>
    public async Task<Proposals> RunAsync(CancellationToken cancellationToken)
    {
        var study = await new StudyArchive(workspace).FindAsync(StudyArchive.Latest, cancellationToken);
        var ledger = await new LoadLedger(workspace).RunAsync(cancellationToken);
        return new Proposals(
            study is null ? [] : [.. study.Assumptions.Select(used => Of(used, study)).OfType<Assumption>()],
            [
                .. (ledger?.Activities ?? [])
                    .GroupBy(a => a.Purpose, StringComparer.Ordinal)
                    .Select(of =>
                        (
                            Purpose: of.Key,
                            Amount: of.Sum(a => a.Value.Sum()),
                            Begun: of.Sum(a =>
                                a.ConversationsIn.Sum(n => (long)n) + a.ConversationsOut.Sum(n => (long)n)
                            )
                        )
                    )
                    .Where(of => of.Amount > 0 && of.Begun > 0)
                    .OrderBy(of => of.Purpose, StringComparer.Ordinal)
                    .Select(of => new AmountMoved(of.Purpose, of.Begun, of.Amount / of.Begun)),
            ],
            ledger is null ? [] : await PricesAsync(study, ledger, cancellationToken)
        );
    }

    // At the end of what the study knows, in the company's country; of its channels and of those it has costed.
    private async Task<IReadOnlyList<PriceProposal>> PricesAsync(
        Study? study,
        Ledger ledger,
        CancellationToken cancellationToken
    )
    {
        var catalogue = await new CompanyCatalogue(workspace).LoadAsync(cancellationToken);
        var stated = await new Assumptions(workspace, catalogue).ListAsync(cancellationToken);
        var end = study?.Settings.AsOf ?? ledger.End.ToString();
        return new ProposePrices(
            catalogue,
            await new SetCompany(workspace).GetAsync(cancellationToken),
            new ExchangeRates(await new Rates(workspace).ListAsync(cancellationToken)),
            DateOnly.ParseExact(end[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture)
        ).Of(
            ledger.Channels.Concat(
                stated
                    .Where(a => a.Key.EndsWith(".yearly_cost", StringComparison.Ordinal))
                    .Select(a => AssumptionKeys.ChannelOf(a.Key))
                    .OfType<string>()
            ),
            stated
        );
    }

    /// <summary>The proposals of some keys, or all of them.</summary>
    /// <exception cref="RiskLensException">A key is not proposed.</exception>
    public async Task<IReadOnlyList<Assumption>> ChosenAsync(
        IReadOnlyCollection<string>? keys,
        CancellationToken cancellationToken
    )
    {
        var proposed = (await RunAsync(cancellationToken)).Assumptions;
        if (keys is null)
            return proposed;
        return
        [
            .. keys.Select(key =>
                proposed.FirstOrDefault(p => p.Key.Equals(key.Trim(), StringComparison.OrdinalIgnoreCase))
                ?? throw new RiskLensException(
                    $"'{key}' is not proposed.",
                    "See what is proposed with 'assumptions propose'."
                )
            ),
        ];
    }

    private static Assumption? Of(AssumptionUsed used, Study study) =>
        used is { Source: MeasuredByStudy, Low: { } low, High: { } high }
        && AssumptionKeys.KindOf(used.Key) is { } kind
            ? new Assumption(
                used.Key,
                Law.OfRange(Rounded(low), Rounded(high), kind == ValueKind.Share),
                used.Unit,
                $"measured on past outages by study {study.Id}",
                "",
                study.Settings.AsOf[..10]
            )
            {
                Origin = "measured",
            }
            : null;

    private static double Rounded(double value) =>
        double.Parse(
            value.ToString($"G{Digits.ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
}
