using RiskLens.Engine.Ledgers;
using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Ledgers;

public sealed class MessageFingerprintTests
{
    [Fact]
    public void With_an_id_nothing_else_matters() =>
        Assert.Equal(
            Of(
                "whatsapp",
                new Message
                {
                    UnixMilliseconds = 1,
                    Direction = Direction.In,
                    Contact = "a",
                    Id = "m1",
                }
            ),
            Of(
                "whatsapp",
                new Message
                {
                    UnixMilliseconds = 2,
                    Direction = Direction.Out,
                    Contact = "b",
                    Id = "m1",
                }
            )
        );

    [Fact]
    public void One_id_on_two_channels_is_two_messages() =>
        Assert.NotEqual(
            Of(
                "whatsapp",
                new Message
                {
                    UnixMilliseconds = 1,
                    Direction = Direction.In,
                    Contact = "a",
                    Id = "m1",
                }
            ),
            Of(
                "telegram",
                new Message
                {
                    UnixMilliseconds = 1,
                    Direction = Direction.In,
                    Contact = "a",
                    Id = "m1",
                }
            )
        );

    [Fact]
    public void Without_an_id_second_direction_contact_and_body_each_matter()
    {
        ulong[] different =
        [
            Plain(1000, Direction.In, "ab", "c"),
            Plain(2000, Direction.In, "ab", "c"),
            Plain(1000, Direction.Out, "ab", "c"),
            Plain(1000, Direction.In, "a", "bc"),
            Plain(1000, Direction.In, "ab", "d"),
            Plain(1000, Direction.In, "abc", ""),
        ];
        Assert.Distinct(different);
    }

    [Fact]
    public void Milliseconds_do_not_matter() =>
        Assert.Equal(Plain(1000, Direction.In, "ab", "c"), Plain(1999, Direction.In, "ab", "c"));

    [Fact]
    public void A_long_body_matters_to_its_end() =>
        Assert.NotEqual(
            Plain(0, Direction.In, "a", new string('x', 5000) + "1"),
            Plain(0, Direction.In, "a", new string('x', 5000) + "2")
        );

    private static ulong Plain(long milliseconds, Direction direction, string contact, string body) =>
        Of(
            "sms",
            new Message
            {
                UnixMilliseconds = milliseconds,
                Direction = direction,
                Contact = contact,
                Body = body,
            }
        );

    private static ulong Of(string channel, Message message) =>
        new MessageFingerprint(new SipHash(1, 2)).Of(channel, message);
}
