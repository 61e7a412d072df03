using System.Text.RegularExpressions;
using RiskLens.App.Reports;

namespace RiskLens.App.Tests.Reports;

public sealed partial class ReportTextTests
{
    /// <summary>Caveats that the engine is agreed to raise; each needs a sentence in every language.</summary>
    private static readonly string[] CaveatCodes =
    [
        "extrapolation",
        "placebo_not_testable",
        "placebo_error_only",
        "placebo_coverage_low",
        "too_little_history",
        "no_margin",
        "partial_margin",
        "prior_recovered",
        "prior_switch",
        "recovered_from_few",
        "order_rate_upper_side",
        "open_ended_outages",
        "few_cable_lengths",
        "few_lengths",
        "findings_waiting",
        "outages_rising",
        "outages_clustered",
        "no_capacity_limit",
        "reach_from_logs_only",
        "year_uses_next_quarter",
        "mix_costs_missing",
        "mix_tie",
        "identities_unlinked",
        "policy_unmet",
        "identities_decide",
        "consent_unknown",
        "single_channel",
        "interval_not_calibrated",
        "unlisted_nodes",
        "inflight_not_counted",
        "inflight_outcomes_unknown",
        "campaigns_without_channel",
        "campaigns_without_value",
        "implausible",
        "outage_not_in_history",
        "ledger_gaps",
        "shared_day_noise",
        "future_dates",
        "switch_from_few",
    ];

    [Fact]
    public void English_and_French_hold_the_same_texts_with_the_same_holes()
    {
        var english = ReportLanguage.Of("en");
        foreach (var code in ReportLanguage.Codes)
        {
            var language = ReportLanguage.Of(code);
            Assert.Empty(english.Keys.Except(language.Keys));
            Assert.Empty(language.Keys.Except(english.Keys));
            foreach (var key in english.Keys)
            {
                Assert.Equal(Holes(english[key]), Holes(language[key]));
                Assert.False(
                    string.IsNullOrWhiteSpace(language[key]) && key is not ("scale.of" or "format.group"),
                    key
                );
            }
        }
    }

    [Fact]
    public void Every_text_that_the_code_asks_for_is_there()
    {
        var language = ReportLanguage.Of("en");
        var sources = Directory
            .EnumerateFiles(ReportTexts.Folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".razor")
            .Select(File.ReadAllText)
            .ToList();
        var asked = sources
            .SelectMany(s => Asked().Matches(s))
            .Select(m => m.Groups["key"].Value)
            .ToHashSet(StringComparer.Ordinal);
        Assert.True(asked.Count > 150, $"Only {asked.Count} keys were found in the code.");
        Assert.DoesNotContain(asked, key => !language.Has(key));
        var counted = sources
            .SelectMany(s => Counted().Matches(s))
            .Select(m => m.Groups["key"].Value)
            .ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(counted);
        Assert.DoesNotContain(
            counted,
            key => !language.Has($"count.{key}.one") || !language.Has($"count.{key}.other")
        );
    }

    [Fact]
    public void Every_known_caveat_has_a_sentence() =>
        Assert.DoesNotContain(CaveatCodes, code => !ReportLanguage.Of("en").Has($"caveat.{code}"));

    [Theory]
    [InlineData("en", 1234567, "XAF\u00a01,234,567", "EUR\u00a01,234,567", "1,234,567")]
    [InlineData(
        "fr",
        1234567,
        "1\u202f234\u202f567\u00a0FCFA",
        "1\u202f234\u202f567\u00a0€",
        "1\u202f234\u202f567"
    )]
    public void Money_is_written_as_the_language_writes_it(
        string code,
        double value,
        string xaf,
        string eur,
        string number
    )
    {
        var language = ReportLanguage.Of(code);
        Assert.Equal(xaf, Measure.Money(language, "XAF").Full(value));
        Assert.Equal(eur, Measure.Money(language, "EUR").Full(value));
        Assert.Equal(number, language.Number(value));
    }

    [Theory]
    [InlineData("en", 41_234_567, "XAF\u00a041.2 million")]
    [InlineData("fr", 41_234_567, "41,2 millions de\u00a0FCFA")]
    [InlineData("fr", 1_234_567_890, "1,23 milliard de\u00a0FCFA")]
    [InlineData("en", 86_749, "XAF\u00a086,700")]
    [InlineData("en", 999_499, "XAF\u00a0999,000")]
    [InlineData("en", 999_700, "XAF\u00a01.00 million")]
    [InlineData("en", 0, "XAF\u00a00")]
    [InlineData("en", -41_234_567, "XAF\u00a0\u221241.2 million")]
    [InlineData("en", 1e15, "XAF\u00a01,000 trillion")]
    public void Headline_money_has_three_significant_digits(string code, double value, string text) =>
        Assert.Equal(text, Measure.Money(ReportLanguage.Of(code), "XAF").Rounded(value));

    [Theory]
    [InlineData("en", 0.8, "80%")]
    [InlineData("fr", 0.8, "80\u202f%")]
    [InlineData("en", 0.996, "99.6%")]
    [InlineData("en", 0.99999, "99.9%")]
    [InlineData("en", 0.0004, "under 0.1%")]
    [InlineData("en", 0, "0%")]
    [InlineData("en", 1, "100%")]
    public void A_percentage_is_never_rounded_to_a_false_certainty(string code, double share, string text) =>
        Assert.Equal(text, ReportLanguage.Of(code).Percent(share));

    [Fact]
    public void Dates_and_hours_read_as_in_the_language()
    {
        var (english, french) = (ReportLanguage.Of("en"), ReportLanguage.Of("fr-CM"));
        Assert.Equal("4 October 2021", english.Date(new DateTime(2021, 10, 4)));
        Assert.Equal("4 octobre 2021", french.Date(new DateTime(2021, 10, 4)));
        Assert.Equal("1er août 2022", french.Date(new DateTime(2022, 8, 1)));
        Assert.Equal("Friday 17:00", english.HourOfWeek((4 * 24) + 17));
        Assert.Equal("1 hour", english.Hours(1));
        Assert.Equal("45 minutes", english.Hours(0.75));
        Assert.Equal("0 heure", french.Count("hours", 0));
        Assert.Equal("6.4 hours", english.Hours(6.4167));
    }

    private static SortedSet<string> Holes(string text) => [.. Hole().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\{[A-Za-z0-9_]+\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex(
        @"\b(L|[Ll]anguage)(\[|\.Text\(\s*)""(?<key>[a-z0-9_.]+)""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Asked();

    [GeneratedRegex(@"\.Count\(""(?<key>[a-z_]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counted();
}
