using System.Globalization;
using RiskLens.Engine.Studies;

namespace RiskLens.App.Reports;

/// <summary>Mixes of channels in the study's language.</summary>
public sealed class MixWords(StudyWords words)
{
    /// <summary>A mix of more channels is told by the first of them, and how many more there are.</summary>
    private const int MostChannels = 8;

    private ReportLanguage Language => words.Language;

    /// <summary>What the recommended mix costs beside today's, in a sentence.</summary>
    public string ExtraCost(MixComparison mix)
    {
        if (mix.ExtraCost is not { } cost)
            return Language["decision.cost_unknown"];
        var once = mix.EnrolmentCost ?? 0;
        var more = Language.Text(
            cost < 0 ? "decision.saves" : "decision.costs",
            ("cost", words.Money.Rounded(Math.Abs(cost)))
        );
        return once > 0
            ? $"{more} {Language.Text("decision.once", ("cost", words.Money.Rounded(once)))}"
            : more;
    }

    /// <summary>A mix by its channels, and its standby where one is proposed.</summary>
    public string Named(MixValue mix)
    {
        var channels = string.Join(" + ", mix.Channels.Take(MostChannels).Select(words.Channel));
        if (mix.Channels.Count > MostChannels)
        {
            channels = Language.Text(
                "mix.and_more",
                ("mix", channels),
                ("n", Language.Number(mix.Channels.Count - MostChannels))
            );
        }
        var named = mix.Standby is { } standby
            ? Language.Text(
                "mix.with_standby",
                ("mix", channels),
                ("channel", words.Channel(standby)),
                ("share", Language.Percent(mix.StandbyShare))
            )
            : channels;
        return mix.Shares.Count == 0 ? named : $"{named}, {SharesOf(mix)}";
    }

    private string SharesOf(MixValue mix) =>
        Language[
            mix.Id.EndsWith("~equal", StringComparison.Ordinal) ? "mix.shares_equal" : "mix.shares_short"
        ];

    /// <summary>What adopting a mix takes, in one sentence.</summary>
    public string Deeds(MixValue mix)
    {
        IEnumerable<string> All()
        {
            var today = words.Today?.Channels ?? [];
            if (!today.Except(mix.Channels).Any())
                yield return Language["mix.deed.keep"];
            foreach (var id in today.Except(mix.Channels))
                yield return Language.Text("mix.deed.drop", ("channel", words.Channel(id)));
            foreach (var id in mix.Channels.Except(today))
                yield return Language.Text("mix.deed.add", ("channel", words.Channel(id)));
            if (mix.Standby is { } standby)
            {
                var contacts = Language.Count("contacts", mix.ContactsEnrolled);
                yield return Language.Text(
                    "mix.deed.enrol",
                    ("contacts", contacts),
                    ("channel", words.Channel(standby))
                );
            }
            if (mix.Shares.Count > 0)
                yield return Language["mix.deed.send"];
        }
        var sentence = Language.List([.. All()]);
        return char.ToUpper(sentence[0], CultureInfo.InvariantCulture) + sentence[1..];
    }

    /// <summary>A mix by what it changes of today's: shorter where there are many channels.</summary>
    public string AgainstToday(MixValue mix)
    {
        if (words.Today is not { } today)
            return Named(mix);
        var added = mix.Channels.Except(today.Channels).Select(id => "+ " + words.Channel(id));
        var dropped = today.Channels.Except(mix.Channels).Select(id => "\u2212 " + words.Channel(id));
        var standby = mix.Standby is { } id
            ?
            [
                Language.Text(
                    "mix.standby_short",
                    ("channel", words.Channel(id)),
                    ("share", Language.Percent(mix.StandbyShare))
                ),
            ]
            : Array.Empty<string>();
        string[] shares = mix.Shares.Count == 0 ? [] : ["+ " + SharesOf(mix)];
        return string.Join(' ', [Language["mix.today"], .. added, .. dropped, .. standby, .. shares]);
    }
}
