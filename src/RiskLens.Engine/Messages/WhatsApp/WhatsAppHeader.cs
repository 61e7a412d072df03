using System.Runtime.InteropServices;

namespace RiskLens.Engine.Messages;

/// <summary>The date and time at the start of a line of a WhatsApp export, and where the text begins.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct WhatsAppHeader
{
    /// <summary>The style's place in <see cref="WhatsAppHeaders.Styles"/>.</summary>
    public required int Style { get; init; }

    public required ChatDate Date { get; init; }

    /// <summary>From midnight; -1 where the word beside the time is unknown or does not tell morning from evening.</summary>
    public required int MillisecondOfDay { get; init; }

    /// <summary>Whether a word for a part of the day stands beside the time, known or not.</summary>
    public required bool HasWord { get; init; }

    public required HeaderFront Front { get; init; }

    /// <summary>What follows the header: a name and a body, or a line made by WhatsApp.</summary>
    public required ReadOnlySpan<char> Text { get; init; }
}
