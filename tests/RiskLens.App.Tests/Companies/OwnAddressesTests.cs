using RiskLens.App.Companies;
using RiskLens.App.Logs;
using RiskLens.App.Tests.Storage;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.App.Tests.Companies;

public sealed class OwnAddressesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Formats_learn_the_companys_addresses_in_every_form()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await SetAsync(temp, "FR", "01 23 45 67 89", " Info@Bank.example ", "@bank.example", "");
        var told = new Told();
        await new ImportLogs(temp.Workspace, BankLog.Catalogue) { Formats = [told] }.RunAsync(
            [temp.Log("a.log", "x")],
            new ImportOptions(),
            null,
            Stop
        );
        Assert.Equal(
            ["+33123456789", "0123456789", "123456789", "33123456789", "bank.example", "info@bank.example"],
            told.Addresses.Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["01 23 45 67 89", "Info@Bank.example", "@bank.example"],
            (await new SetCompany(temp.Workspace).GetAsync(Stop)).OwnAddresses
        );
    }

    [Fact]
    public async Task None_are_known_until_they_are_set_and_after_they_are_taken_back()
    {
        using var temp = await TempWorkspace.MakeAsync();
        Assert.Empty((await new SetCompany(temp.Workspace).GetAsync(Stop)).OwnAddresses);
        await SetAsync(temp, "", "bank.example");
        await SetAsync(temp, "", "");
        Assert.Empty((await new SetCompany(temp.Workspace).GetAsync(Stop)).OwnAddresses);
    }

    [Fact]
    public async Task Names_stand_beside_addresses()
    {
        using var temp = await TempWorkspace.MakeAsync();
        await SetAsync(temp, "CM", "Desk", " Support Desk ", "+237222000000", "bank.example");
        var told = new Told();
        await new ImportLogs(temp.Workspace, BankLog.Catalogue) { Formats = [told] }.RunAsync(
            [temp.Log("a.log", "x")],
            new ImportOptions(),
            null,
            Stop
        );
        Assert.Equal(
            ["+237222000000", "222000000", "237222000000", "bank.example", "desk", "support desk"],
            told.Addresses.Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("@")]
    [InlineData("--")]
    [InlineData("our\nbank")]
    [InlineData("\u200E")]
    public async Task What_no_log_can_hold_as_a_name_is_refused(string own)
    {
        using var temp = await TempWorkspace.MakeAsync();
        await Assert.ThrowsAsync<RiskLensException>(() => SetAsync(temp, "", "bank.example", own));
        await Assert.ThrowsAsync<RiskLensException>(() => SetAsync(temp, "", new string('a', 255)));
    }

    private static async Task SetAsync(TempWorkspace temp, string country, params string[] own)
    {
        var company = new SetCompany(temp.Workspace);
        await company.RunAsync(
            (await company.GetAsync(Stop)) with
            {
                Country = country,
                OwnAddresses = own,
            },
            Stop
        );
    }

    /// <summary>Keeps what a format is told and reads two messages.</summary>
    private sealed class Told : ILogFormat
    {
        public IReadOnlySet<string> Addresses { get; private set; } = new HashSet<string>();

        public string Name => "told";

        public string? DefaultChannel => "sms";

        public bool Recognises(string head) => true;

        public LogReading Read(
            LogSource source,
            LogContext context,
            IMessageSink sink,
            IProgress<long>? bytesRead,
            CancellationToken cancellationToken
        )
        {
            Addresses = context.OwnAddresses;
            foreach (var time in (long[])[1_767_600_000_000, 1_767_700_000_000])
            {
                sink.Accept(
                    new Message
                    {
                        UnixMilliseconds = time,
                        Direction = Direction.In,
                        Contact = "a",
                    }
                );
            }

            return new LogReading(null, false) { RepeatedHour = 3, MissingHour = 2 };
        }
    }
}
