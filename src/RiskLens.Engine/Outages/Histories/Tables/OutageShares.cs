using System.Globalization;

namespace RiskLens.Engine.Outages;

/// <summary>Shares as a person writes them in a table: 0.4, 40%, 0.2-0.8, a word, or by channel (whatsapp:0.4;*:0-1).</summary>
internal static class OutageShares
{
    private const char AnyDash = '–';

    /// <summary>Reads a severity; empty is the whole function.</summary>
    /// <param name="function">What holds for channels that are not named.</param>
    public static bool TryRead(
        string cell,
        out ShareRange function,
        out IReadOnlyDictionary<string, ShareRange>? byChannel
    )
    {
        (function, byChannel) = (ReportedSeverity.Whole, null);
        if (cell.Length == 0)
            return true;
        if (!cell.Contains(':', StringComparison.Ordinal))
            return TryShare(cell, out function);
        var shares = new Dictionary<string, ShareRange>(StringComparer.Ordinal);
        foreach (
            var part in cell.Split(
                ';',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || !TryShare(part[(colon + 1)..].Trim(), out var share))
                return false;
            if (part[..colon].Trim() == "*")
                function = share;
            else
                shares[PublicText.Name(part[..colon])] = share;
        }
        byChannel = shares;
        return true;
    }

    /// <summary>Reads the share of the customers; empty is not known.</summary>
    public static bool TryReadCustomers(string cell, out ShareRange? customers)
    {
        customers = null;
        if (cell.Length == 0)
            return true;
        if (!TryShare(cell, out var share))
            return false;
        customers = share;
        return true;
    }

    private static bool TryShare(string text, out ShareRange share)
    {
        if (ReportedSeverity.Of(text) is { } word)
        {
            share = word;
            return true;
        }
        share = default;
        var isPercent = text.EndsWith('%');
        var ends = text.Replace("%", "", StringComparison.Ordinal).Replace(AnyDash, '-').Split('-');
        if (
            ends.Length > 2
            || !TryNumber(ends[0], isPercent, out var low)
            || !TryNumber(ends[^1], isPercent, out var high)
        )
            return false;
        if (low > high)
            return false;
        share = new ShareRange(low, high);
        return true;
    }

    private static bool TryNumber(string text, bool isPercent, out double number)
    {
        var isNumber = double.TryParse(
            text.Trim(),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out number
        );
        number /= isPercent ? 100 : 1;
        return isNumber && number is >= 0 and <= 1;
    }
}
