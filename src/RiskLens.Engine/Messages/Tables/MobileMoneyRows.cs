using CsvHelper;

namespace RiskLens.Engine.Messages;

/// <summary>
/// Makes messages of the rows of an M-PESA statement: each completed transfer is one, in where money was paid in.
/// Attempts that came to nothing and the rows that the operator adds beside a transfer, on its receipt, are system
/// lines.
/// </summary>
internal sealed class MobileMoneyRows(
    MobileMoneyColumns columns,
    DelimitedTimes times,
    LogContext context,
    DateOrder order
) : ITableRows
{
    /// <summary>The purpose of the catalogue.</summary>
    private const string Transfer = "transfer";

    private readonly TimeWindow _window = new(context.LatestUnixMilliseconds);
    private readonly OwnNames _own = new(context);
    private readonly CellText _status = new();
    private readonly CellText _details = new();
    private readonly CellText _party = new();
    private readonly CellText _contact = new();
    private readonly CellText _receipt = new();
    private readonly CellText _type = new();
    private readonly CellText _paidIn = new();
    private readonly CellText _withdrawn = new();

    /// <inheritdoc/>
    public string? TryEmit(CsvReader reader, IMessageSink sink)
    {
        var details = _details.Take(reader, columns.Details);
        var type = _type.Take(reader, columns.Type).Trim();
        if (!IsCompleted(reader) || MobileMoneyDetails.IsCharge(details) || MobileMoneyDetails.IsCharge(type))
        {
            sink.CountSystem();
            return null;
        }
        var outcome = times.Read(reader, order, out var time, out _);
        if (_window.Refusal(outcome, time) is { } refusal)
            return refusal;
        if (
            !AmountText.TryRead(_paidIn.Take(reader, columns.PaidIn), out var paidIn)
            || !AmountText.TryRead(_withdrawn.Take(reader, columns.Withdrawn), out var withdrawn)
        )
        {
            return RejectionReason.UnreadableAmount;
        }
        if (paidIn == 0 == (withdrawn == 0))
            return RejectionReason.UnknownDirection;
        var contact = Contact(reader, details);
        if (contact.IsEmpty)
            return RejectionReason.NoContact;
        sink.Accept(
            new Message
            {
                UnixMilliseconds = time,
                Direction = paidIn != 0 ? Direction.In : Direction.Out,
                Contact = contact,
                Purpose = Transfer,
                Category = type,
                Id = _receipt.Take(reader, columns.Receipt).Trim(),
                Body = details,
                // Statements write what went out with or without a minus.
                Amount = Math.Abs(paidIn != 0 ? paidIn : withdrawn),
                Counting = Counting.OncePerId,
            }
        );
        return null;
    }

    private bool IsCompleted(CsvReader reader) =>
        columns.Status < 0
        || _status
            .Take(reader, columns.Status)
            .Trim()
            .StartsWith("complete", StringComparison.OrdinalIgnoreCase);

    private ReadOnlySpan<char> Contact(CsvReader reader, ReadOnlySpan<char> details)
    {
        var party = MobileMoneyDetails.Address(_party.Take(reader, columns.OtherParty));
        var contact = _contact.TakeContact(party.IsEmpty ? MobileMoneyDetails.Party(details) : party);
        return _own.Contain(contact) ? [] : contact;
    }
}
