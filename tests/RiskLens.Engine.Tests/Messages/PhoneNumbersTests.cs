using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Tests.Messages;

/// <summary>Expected numbers were written out by hand from the national numbering plans.</summary>
public sealed class PhoneNumbersTests
{
    private static readonly CallingCode[] Codes =
    [
        new("CM", "237", "", "9"),
        new("CI", "225", "", "10"),
        new("SN", "221", "", "9"),
        new("NG", "234", "0", "10"),
        new("KE", "254", "0", "9"),
        new("CD", "243", "0", "9"),
        new("ZA", "27", "0", "9"),
        new("FR", "33", "0", "9"),
        new("DE", "49", "0", "7-11"),
        new("GB", "44", "0", "9;10"),
        new("US", "1", "1", "10"),
        new("IT", "39", "", "9;10;11"),
        new("RU", "7", "8", "10"),
        new("HU", "36", "06", "8;9"),
        new("LT", "370", "0;8", "8"),
        new("AR", "54", "0", ""),
    ];

    [Theory]
    [InlineData("CM", "699 12 34 56", "+237699123456")]
    [InlineData("CM", "237699123456", "+237699123456")]
    [InlineData("CM", "00237 699 12 34 56", "+237699123456")]
    [InlineData("CM", "+237 699-12-34-56", "+237699123456")]
    [InlineData("CI", "07 08 09 10 11", "+2250708091011")]
    [InlineData("SN", "77 123 45 67", "+221771234567")]
    [InlineData("NG", "0803 123 4567", "+2348031234567")]
    [InlineData("NG", "803 123 4567", "+2348031234567")]
    [InlineData("NG", "2348031234567", "+2348031234567")]
    [InlineData("KE", "0712 345678", "+254712345678")]
    [InlineData("KE", "712345678", "+254712345678")]
    [InlineData("CD", "0812345678", "+243812345678")]
    [InlineData("ZA", "082 123 4567", "+27821234567")]
    [InlineData("FR", "06 12 34 56 78", "+33612345678")]
    [InlineData("FR", "+33 (0)6 12 34 56 78", "+33612345678")]
    [InlineData("FR", "whatsapp:+33612345678", "+33612345678")]
    [InlineData("DE", "0171 1234567", "+491711234567")]
    [InlineData("DE", "49 171 1234567", "+491711234567")]
    [InlineData("US", "(212) 555-0123", "+12125550123")]
    [InlineData("US", "1-212-555-0123", "+12125550123")]
    [InlineData("IT", "06 1234 5678", "+390612345678")]
    [InlineData("RU", "8 916 123-45-67", "+79161234567")]
    [InlineData("RU", "7 916 123-45-67", "+79161234567")]
    [InlineData("HU", "06 20 123 4567", "+36201234567")]
    [InlineData("LT", "8 612 34567", "+37061234567")]
    [InlineData("LT", "0 612 34567", "+37061234567")]
    // Too long for a number at home, and one of another country with its + left out.
    [InlineData("CM", "33612345678", "+33612345678")]
    [InlineData("FR", "2348031234567", "+2348031234567")]
    public void A_number_is_written_internationally(string country, string written, string expected) =>
        Assert.Equal((expected, NumberForm.International), Of(country, written));

    [Theory]
    // Eight digits, as in Cameroon before 2014.
    [InlineData("CM", "99 12 34 56", "99123456")]
    // Without an area code, or without the trunk prefix that would tell.
    [InlineData("DE", "1711234567", "1711234567")]
    [InlineData("FR", "12345678", "12345678")]
    [InlineData("AR", "011 15 1234 5678", "0111512345678")]
    [InlineData("", "699123456", "699123456")]
    [InlineData("XX", "237699123456", "237699123456")]
    public void What_cannot_be_stays_as_it_came(string country, string written, string expected) =>
        Assert.Equal((expected, NumberForm.Local), Of(country, written));

    [Theory]
    [InlineData("Aminata Ngono", "aminata ngono")]
    [InlineData("client@example.org", "client@example.org")]
    [InlineData("user123", "user123")]
    [InlineData("8011", "8011")]
    [InlineData("123456", "123456")]
    [InlineData("", "")]
    public void Names_and_short_codes_are_no_numbers(string written, string expected) =>
        Assert.Equal((expected, NumberForm.NoNumber), Of("CM", written));

    [Theory]
    [InlineData("CM", "+237699123456", "237699123456 699123456")]
    [InlineData("FR", "+33612345678", "0612345678 33612345678 612345678")]
    [InlineData("DE", "+491711234567", "01711234567 491711234567")]
    [InlineData("CM", "+33612345678", "33612345678")]
    [InlineData("", "+237699123456", "")]
    public void The_other_forms_of_a_number_are_those_that_lead_to_it(
        string country,
        string number,
        string expected
    ) =>
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                new PhoneNumbers(Codes, country)
                    .OtherForms(number)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
            )
        );

    [Fact]
    public void A_number_written_internationally_stays_so()
    {
        var numbers = new PhoneNumbers(Codes, "FR");
        foreach (var written in (string[])["0612345678", "612345678", "33612345678", "2348031234567"])
        {
            var once = numbers.ToE164(written, out _).ToString();
            Assert.Equal(once, numbers.ToE164(once, out _).ToString());
        }
    }

    [Theory]
    [InlineData("", "9")]
    [InlineData("+237", "9")]
    [InlineData("2370", "9")]
    [InlineData("237", "nine")]
    [InlineData("237", "7-8-9")]
    public void A_row_that_cannot_be_right_names_its_country(string code, string digits)
    {
        var wrong = Assert.Throws<RiskLensException>(() => new CallingCode("CM", code, "", digits));
        Assert.Contains("CM", wrong.Problem, StringComparison.Ordinal);
    }

    private static (string Number, NumberForm Form) Of(string country, string written)
    {
        var buffer = new char[written.Length];
        var contact = buffer.AsSpan(0, ContactName.Normalise(written, buffer));
        var number = new PhoneNumbers(Codes, country).ToE164(contact, out var form);
        return (number.ToString(), form);
    }
}
