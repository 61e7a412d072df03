using System.Globalization;
using RiskLens.App.Logs;

namespace RiskLens.Cli.Commands;

/// <summary>What is told of an imported file beside its counts: the clock, the numbers, the rules.</summary>
internal static class ImportDetails
{
    /// <summary>How many messages either side wrote, and what to do where nobody is known to be the company.</summary>
    public static void TellSides(Output output, ImportedFile file)
    {
        if (file is { In: { } fromCustomers, Out: { } fromCompany })
            output.Say($"  in {N(fromCustomers)}, out {N(fromCompany)}");
        if (file.CompanyNotFound)
        {
            output.Say(
                "  nobody in the file is known to be the company, so every message was taken as a customer's; say who the company is with 'company set --name' or '--own' and import the file again"
            );
        }
    }

    /// <summary>The rest of it.</summary>
    public static void Tell(Output output, ImportedFile file)
    {
        if (file.RepeatedHour > 0)
        {
            output.Say(
                $"  {Counted.Of(file.RepeatedHour, "message")} of the hour that comes twice when the clock is put back: taken as the first of the two"
            );
        }

        if (file.MissingHour > 0)
        {
            output.Say(
                $"  {Counted.Of(file.MissingHour, "message")} of the hour that is left out when the clock is put forward: moved on by that hour"
            );
        }

        if (file.LocalNumbers > 0)
        {
            output.Say(
                $"  {Counted.Of(file.LocalNumbers, "telephone number")} could not be written internationally and stays as it came (without a country, or in no form of the company's country)"
            );
        }

        if (file.SkippedFiles > 0)
            output.Say(
                $"  {Counted.Of(file.SkippedFiles, "file")} in it that RiskLens does not read left alone"
            );
        if (file.Rules.Count == 0)
            return;
        output.Say("  messages by purpose rule:");
        foreach (var rule in file.Rules)
            output.Say($"    {N(rule.Messages), 9}  {rule.Rule}");
        output.Say($"    {N(file.WithoutRule ?? 0), 9}  (no rule; purpose general)");
    }

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
