using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using RiskLens.App.Storage;
using RiskLens.Engine.Units;

namespace RiskLens.Cli;

/// <summary>
/// Runs what was typed and decides the exit code, here and nowhere else: 0 done, 1 a fault of the program, 2
/// something the user can put right, 130 cancelled.
/// </summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Correctable = 2;
    private const int Fault = 1;
    private const int Cancelled = 130;
    private const string VersionOption = "--version";
    private const string DebugVariable = "RISKLENS_DEBUG";

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var output = new Output(args.Contains(Call.JsonOption.Name, StringComparer.Ordinal));

        // Help and version are text in any case, and the parser lets nothing stand beside --version.
        if (args.Contains(VersionOption, StringComparer.Ordinal) && args.All(IsOfVersion))
            args = [VersionOption];

        // A file may be named @list, and -rf is no bundle of short options here.
        var parsed = root.Parse(
            args,
            new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false }
        );
        try
        {
            if (parsed.Errors.Count > 0 || StrayOption(parsed) is not null)
                throw Mistyped(parsed);
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
                }
            );
        }
        catch (RiskLensException wrong)
        {
            await output.FaultAsync(wrong.Problem, wrong.Remedy);
            return Correctable;
        }
        catch (Exception fault) when (Workspace.FaultOf(fault) is { } damage)
        {
            await output.FaultAsync(damage.Problem, damage.Remedy);
            return Correctable;
        }
        catch (OperationCanceledException)
        {
            Output.Note("Cancelled; nothing was left half done.");
            return Cancelled;
        }
        catch (Exception bug)
        {
            await output.FaultAsync(
                $"RiskLens has a fault: {bug.Message}",
                $"Please report it with what {DebugVariable}=1 prints."
            );
            if (Environment.GetEnvironmentVariable(DebugVariable) is { Length: > 0 })
                Output.Note(bug.ToString());
            return Fault;
        }
    }

    private static bool IsOfVersion(string arg) => arg == VersionOption || arg == Call.JsonOption.Name;

    private static RiskLensException Mistyped(ParseResult parsed)
    {
        var path = new List<string>();
        for (SymbolResult? at = parsed.CommandResult; at?.Parent is not null; at = at.Parent)
        {
            if (at is CommandResult command)
                path.Insert(0, command.Command.Name);
        }

        var name = string.Join(' ', path.Prepend("risklens"));
        var stray = StrayOption(parsed) ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null);
        var problem = (stray, parsed.CommandResult.Command.Subcommands) switch
        {
            (not null, _) => $"'{stray}' is not a command or option of '{name}'.",
            (_, { Count: > 0 }) when parsed.CommandResult.Command.Arguments.Count == 0 =>
                $"'{name}' needs a command.",
            _ => parsed.Errors[0].Message.TrimEnd('.') + ".",
        };
        return new RiskLensException(problem, $"See: {name} --help.");
    }

    /// <summary>A misspelt option would pass for a file; a file so named can be given after a lone --.</summary>
    private static string? StrayOption(ParseResult parsed) =>
        parsed
            .Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token =>
                token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal)
            )
            ?.Value;
}
