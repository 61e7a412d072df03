using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

public sealed class ContactNameTests
{
    [Theory]
    [InlineData("Cust Omer <C20@Mail.example>", "c20@mail.example")]
    [InlineData("mailto:c20@mail.example", "c20@mail.example")]
    [InlineData("<b>", "<b>")]
    [InlineData("+237 6 99 00 11 22", "+237699001122")]
    [InlineData("00237699001122", "+237699001122")]
    [InlineData("699001122", "699001122")]
    [InlineData("699-00.11.22", "699001122")]
    [InlineData("+1 (201) 923-5161", "+12019235161")]
    [InlineData("whatsapp:+12019235161", "+12019235161")]
    [InlineData("tel:+33 1 23 45 67 89", "+33123456789")]
    [InlineData("\u202A+237\u00A0699\u00A0001\u00A0122\u202C", "+237699001122")]
    [InlineData("+12 345 578", "+12345578")]
    public void A_phone_number_is_its_digits(string raw, string expected) =>
        Assert.Equal(expected, Normalised(raw));

    [Theory]
    [InlineData("  Alice ", "alice")]
    [InlineData("\u200EÉlodie\u00A0Ngo", "élodie ngo")]
    [InlineData("12345", "12345")]
    [InlineData("1234567890123456", "1234567890123456")]
    [InlineData("+1+2345678", "+1+2345678")]
    [InlineData("12 av. Foch", "12 av. foch")]
    [InlineData("A.B@Example.org", "a.b@example.org")]
    [InlineData("\uFEFF\u200B\u2067", "")]
    [InlineData("", "")]
    public void Anything_else_is_lower_case_without_marks(string raw, string expected) =>
        Assert.Equal(expected, Normalised(raw));

    [Fact]
    public void Names_normalised_twice_stay_as_they_are() =>
        Check.One(
            Fixed,
            Prop.ForAll<string?>(raw => raw is null || Normalised(Normalised(raw)) == Normalised(raw))
        );

    [Fact]
    public void Digits_dressed_as_a_phone_number_come_out_as_they_went_in() =>
        Check.One(
            Fixed,
            Prop.ForAll<uint, byte>(
                (number, dress) =>
                {
                    var digits = (1_000_000_000L + number).ToString(CultureInfo.InvariantCulture);
                    var dressed = digits.Insert(1 + (dress % 9), Signs[dress % Signs.Length]);
                    return Normalised("+" + dressed) == "+" + digits;
                }
            )
        );

    [Theory]
    [InlineData("Ame\u0301lie", "am\u00E9lie")]
    [InlineData("Ngu\u031B\u0301", "ng\u1EE9")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    // One letter that form C takes apart, and half of a pair, stay.
    [InlineData("\u0958", "\u0958")]
    [InlineData("a\uD83D", "a\uD83D")]
    public void An_accent_written_apart_is_joined_to_its_letter(string raw, string expected) =>
        Assert.Equal(expected, Normalised(raw));

    [Fact]
    public void A_buffer_that_is_too_short_is_refused() =>
        Assert.Throws<ArgumentException>(() => ContactName.Normalise("Alice", new char[4]));

    private static readonly string[] Signs = [" ", "-", ".", ") ", "\u00A0", "\u202C"];

    /// <summary>The same cases on every run.</summary>
    private static Config Fixed => Config.QuickThrowOnFailure.WithReplay(20_211_004, 1);

    private static string Normalised(string raw)
    {
        var buffer = new char[raw.Length];
        return new string(buffer, 0, ContactName.Normalise(raw, buffer));
    }
}
