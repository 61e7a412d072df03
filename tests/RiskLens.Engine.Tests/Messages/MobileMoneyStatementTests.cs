using RiskLens.Engine.Messages;

namespace RiskLens.Engine.Tests.Messages;

public sealed class MobileMoneyStatementTests
{
    private const string Customer =
        "Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance\n";

    private static readonly MobileMoneyStatement Statement = new();

    [Fact]
    public void Money_paid_in_is_a_message_in_and_money_withdrawn_a_message_out()
    {
        var sink = Read(
            "UCA1,2026-03-02 10:00:00,Customer Transfer to - 0722000001 ANN,Completed,,\"-1,200.00\",5",
            "UCA2,2026-03-02 11:00:00,Funds received from - 0722000002 BEN,Completed,\"5,000.50\",0.00,5"
        );
        Assert.Empty(sink.Rejections);
        Assert.Equal(
            [
                ("2026-03-02T10:00:00Z", Direction.Out, "0722000001", 1200m, "transfer", "UCA1"),
                ("2026-03-02T11:00:00Z", Direction.In, "0722000002", 5000.50m, "transfer", "UCA2"),
            ],
            sink.Messages.Select(one =>
                (one.Utc, one.Direction, one.Contact, one.Amount, one.Purpose, one.Id)
            )
        );
    }

    [Theory]
    [InlineData("Customer Transfer of Funds Charge")]
    [InlineData("Pay Bill Charge")]
    [InlineData("Withdrawal Charge")]
    [InlineData("OverDraft of Credit Party")]
    [InlineData("OD Loan Repayment to 232323 - OPERATOR")]
    public void What_the_operator_adds_is_a_system_line(string details)
    {
        var sink = Read($"UCA1,2026-03-02 10:00:00,{details},Completed,,-23.00,5");
        Assert.Equal((0, 1, 0), (sink.Messages.Count, (int)sink.System, sink.Rejections.Count));
    }

    [Fact]
    public void A_school_that_is_paid_its_fees_is_no_charge() =>
        Assert.Equal(
            "888880 - hill school fees",
            Assert
                .Single(
                    Read(
                        "UCA1,2026-03-02 10:00:00,Pay Bill Online to 888880 - HILL SCHOOL FEES Acc. 12,Completed,,-23.00,5"
                    ).Messages
                )
                .Contact
        );

    [Theory]
    [InlineData("Failed")]
    [InlineData("Declined")]
    [InlineData("Cancelled")]
    [InlineData("Attempted")]
    [InlineData("")]
    public void Only_what_was_completed_counts(string status)
    {
        var sink = Read($"UCA1,2026-03-02 10:00:00,Pay Bill to 5 - X,{status},,-23.00,5");
        Assert.Equal((0, 1), (sink.Messages.Count, (int)sink.System));
    }

    [Theory]
    [InlineData("Customer Transfer to - 2547******12 ANN EXAMPLE", "2547******12 ann example")]
    [InlineData("Customer Transfer to 254722000001 - ANN EXAMPLE", "254722000001")]
    [InlineData("Customer Withdrawal At Agent Till 123456 - CORNER SHOP", "123456 - corner shop")]
    [InlineData(
        "Business Payment from 300600 - BANK via API. Original conversation ID is AG_1.",
        "300600 - bank"
    )]
    public void The_other_party_stands_in_the_details(string details, string contact) =>
        Assert.Equal(
            contact,
            Assert.Single(Read($"UCA1,2026-03-02 10:00:00,{details},Completed,5,,5").Messages).Contact
        );

    [Theory]
    [InlineData("Airtime Purchase,Completed,,-20,5", RejectionReason.NoContact)]
    [InlineData("Pay Bill to 5 - X,Completed,,,5", RejectionReason.UnknownDirection)]
    [InlineData("Pay Bill to 5 - X,Completed,1,1,5", RejectionReason.UnknownDirection)]
    [InlineData("Pay Bill to 5 - X,Completed,1-1,,5", RejectionReason.UnreadableAmount)]
    public void A_row_without_other_party_or_amount_is_rejected(string row, string reason) =>
        Assert.Equal(reason, Assert.Single(Read("UCA1,2026-03-02 10:00:00," + row).Rejections).Reason);

    [Fact]
    public void Times_are_in_the_zone_of_the_company()
    {
        var context = LogReadings.Context with { Zone = LogReadings.Zone("Africa/Nairobi") };
        const string table = Customer + "UCA1,2026-03-02 01:30:00,Pay Bill to 5 - X,Completed,,5,5\n";
        Assert.Equal("2026-03-01T22:30:00Z", Assert.Single(Statement.Read(table, context).Messages).Utc);
    }

    [Fact]
    public void The_organisations_titles_are_passed_over()
    {
        const string Table =
            "Organization Statement;;;;;;;\nShort Code:;000000;;;;;;\n;;;;;;;\n"
            + "Receipt;Date;Details;Status;Withdrawn;Paid In;Transaction Type;Other Party Info\n"
            + "UCB1;2026-03-02 10:00:00;Payment received;Completed;;200;Pay Utility;0700000001 - ANN\n"
            + "UCB2;2026-03-02 10:00:00;Something;Completed;2;;Pay Utility Charge;0700000001 - ANN\n";
        Assert.Equal("mpesa-statement", LogFormats.Recognise(Table)?.Name);
        var (sink, reading) = Statement.Read(LogReadings.Source(Table));
        var message = Assert.Single(sink.Messages);
        Assert.Equal(
            ("0700000001", "Pay Utility", 200m),
            (message.Contact, message.Category, message.Amount)
        );
        Assert.Equal(1, sink.System);
        Assert.Equal(4, reading.Columns!.RowsAbove);
    }

    private static RecordingSink Read(params string[] rows) =>
        Statement.Read(Customer + string.Join('\n', rows) + "\n");
}
