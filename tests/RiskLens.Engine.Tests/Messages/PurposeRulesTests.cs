using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

public sealed class PurposeRulesTests
{
    private const string Bank = """
        # What our customers write for
        transfer: channel whatsapp|sms, direction in, keyword virement|envoyer|send money
        balance: keyword solde|balance*|"how much"

        campaign: category MARKETING*, direction out
        support: account +237 6 99 00 00 01|help@bank.cm
        order: sender shop-*|699 12 34 56
        """;

    private static readonly HashSet<string> Channels = ["whatsapp", "sms", "email"];

    [Theory]
    [InlineData("Je veux ENVOYER 5000", "transfer")]
    [InlineData("un virément svp", "transfer")]
    [InlineData("please send\n  money now", "transfer")]
    [InlineData("send-money", "transfer")]
    [InlineData("virement", "transfer")]
    // A whole word: not inside another.
    [InlineData("les virements", null)]
    [InlineData("resend money", null)]
    [InlineData("Mon solde?", "balance")]
    [InlineData("my balances please", "balance")]
    [InlineData("imbalance", null)]
    [InlineData("How  much is it", "balance")]
    [InlineData("", null)]
    public void Keywords_are_whole_words_whatever_their_case_and_accents(string body, string? expected) =>
        Assert.Equal(expected, Taken(Bank, body));

    [Fact]
    public void The_first_rule_that_takes_a_message_decides() =>
        Assert.Equal("transfer", Taken(Bank, "solde puis virement"));

    [Theory]
    [InlineData("sms", Direction.In, "transfer")]
    [InlineData("email", Direction.In, null)]
    [InlineData("whatsapp", Direction.Out, null)]
    public void All_conditions_of_a_rule_must_hold(string channel, Direction direction, string? expected) =>
        Assert.Equal(expected, Taken(Bank, "virement", channel, direction));

    [Theory]
    [InlineData("marketing", Direction.Out, "campaign")]
    [InlineData("Marketing_Lite", Direction.Out, "campaign")]
    [InlineData("utility", Direction.Out, null)]
    [InlineData("marketing", Direction.In, null)]
    public void A_category_is_the_providers_word(string category, Direction direction, string? expected) =>
        Assert.Equal(expected, Taken(Bank, "", direction: direction, category: category));

    [Theory]
    [InlineData("+237699000001", "support")]
    [InlineData("699 00 00 01", "support")]
    [InlineData("Help@Bank.cm", "support")]
    [InlineData("sales@bank.cm", null)]
    public void An_account_is_compared_as_addresses_are_written(string account, string? expected) =>
        Assert.Equal(expected, Taken(Bank, "", account: account));

    [Theory]
    [InlineData(Direction.In, "shop-12", "", "order")]
    [InlineData(Direction.In, "+237699123456", "", "order")]
    [InlineData(Direction.Out, "+237699123456", "", null)]
    [InlineData(Direction.Out, "+237677000000", "Shop-3", "order")]
    public void The_sender_is_the_contact_or_the_account(
        Direction direction,
        string contact,
        string account,
        string? expected
    ) => Assert.Equal(expected, Taken(Bank, "", direction: direction, contact: contact, account: account));

    [Theory]
    [InlineData("Отправить деньги", "отправить")]
    [InlineData("أريدُ تَحويل المال", "تحويل")]
    [InlineData("我要转账给他", "转账")]
    [InlineData("ขอโอนเงินหน่อย", "โอนเงิน")]
    [InlineData("पैसे भेजो", "भेजो")]
    [InlineData("ένας λογαριασμός", "ΛΟΓΑΡΙΑΣΜΟΣ")]
    [InlineData("Straße", "strasse")]
    [InlineData("un cœur", "coeur")]
    [InlineData("ｍｏｎｅｙ", "money")]
    [InlineData("mone\u0301y", "MONÉY")]
    [InlineData("l'argent💸vite", "argent")]
    [InlineData("pa\u200Bper", "paper")]
    public void Any_language_is_searched(string body, string keyword) =>
        Assert.Equal("x", Taken($"x: keyword {keyword}", body));

    [Theory]
    [InlineData("भेजा", "भेजो")]
    [InlineData("заказы", "заказ")]
    public void Another_word_is_not_the_keyword(string body, string keyword) =>
        Assert.Null(Taken($"x: keyword {keyword}", body));

    [Theory]
    [InlineData("*ing", "sending it", true)]
    [InlineData("*ing", "sendings", false)]
    [InlineData("send*", "sending", true)]
    [InlineData("*end*", "sending", true)]
    public void A_star_at_its_end_leaves_the_rest_of_a_word_open(string keyword, string body, bool taken) =>
        Assert.Equal(taken ? "x" : null, Taken($"x: keyword {keyword}", body));

    [Fact]
    public void Keywords_that_begin_or_end_alike_are_all_found()
    {
        const string text =
            "a: keyword he, direction out\nb: keyword she\nc: keyword hers\nd: keyword his hers";
        Assert.Equal("b", Taken(text, "he she"));
        Assert.Equal("c", Taken(text, "he his hers"));
        Assert.Null(Taken(text, "he hershe"));
    }

    [Fact]
    public void A_star_alone_takes_every_message() =>
        Assert.Equal("rest", Taken("a: keyword x\nrest: sender *", "nothing known"));

    [Fact]
    public void Counted_messages_are_taken_by_what_is_known_of_them()
    {
        var rules = Rules(Bank);
        var counted = new CountedMessages
        {
            UnixMilliseconds = 0,
            Direction = Direction.Out,
            Category = "MARKETING",
        };
        Assert.Equal("campaign", rules.Rules[rules.Take(counted, "whatsapp")].Purpose);
        Assert.Equal(
            PurposeRules.None,
            rules.Take(new CountedMessages { UnixMilliseconds = 0, Direction = Direction.In }, "whatsapp")
        );
    }

    [Theory]
    [InlineData("# only this", 0)]
    [InlineData("transfer keyword x", 1)]
    [InlineData("\n\nTwo words: keyword x", 3)]
    [InlineData("a: keyword x\nb:", 2)]
    [InlineData("a: keywrod x", 1)]
    [InlineData("a: keyword", 1)]
    [InlineData("a: keyword x||y", 1)]
    [InlineData("a: keyword ...", 1)]
    [InlineData("a: keyword x*y", 1)]
    [InlineData("a: keyword x, keyword y", 1)]
    [InlineData("a: keyword \"x", 1)]
    [InlineData("a: channel fax", 1)]
    [InlineData("a: direction sideways", 1)]
    [InlineData("a: direction in|out", 1)]
    public void A_line_that_is_no_rule_is_named_by_its_number(string text, int line)
    {
        var wrong = Assert.Throws<RiskLensException>(() => Rules(text));
        Assert.EndsWith(".", wrong.Problem, StringComparison.Ordinal);
        Assert.NotEmpty(wrong.Remedy);
        if (line > 0)
            Assert.StartsWith(
                FormattableString.Invariant($"Line {line} of the rules "),
                wrong.Problem,
                StringComparison.Ordinal
            );
    }

    [Theory]
    [InlineData("a*b", "ab", true)]
    [InlineData("a*b", "axxb", true)]
    [InlineData("a*b", "axxbc", false)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*", "anything", true)]
    [InlineData("a", "ab", false)]
    [InlineData("*aab", "aaaab", true)]
    [InlineData("+237 6*", "+237699000001", true)]
    [InlineData("+237 6*", "+237222000001", false)]
    public void A_pattern_fits_as_a_whole(string pattern, string contact, bool fits) =>
        Assert.Equal(fits ? "x" : null, Taken($"x: sender {pattern}", "", contact: contact));

    private static PurposeRules Rules(string text) =>
        PurposeRules.Parse(text, Channels, new PhoneNumbers([new CallingCode("CM", "237", "", "9")], "CM"));

    private static string? Taken(
        string text,
        string body,
        string channel = "whatsapp",
        Direction direction = Direction.In,
        string contact = "+237677000000",
        string account = "",
        string category = ""
    )
    {
        var rules = Rules(text);
        var place = rules.Take(
            new Message
            {
                UnixMilliseconds = 0,
                Direction = direction,
                Contact = contact,
                Account = account,
                Category = category,
                Body = body,
            },
            channel,
            contact
        );
        return place == PurposeRules.None ? null : rules.Rules[place].Purpose;
    }
}
