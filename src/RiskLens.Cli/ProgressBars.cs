using RiskLens.App.Logs;
using RiskLens.Engine.Studies;
using Spectre.Console;

namespace RiskLens.Cli;

/// <summary>Progress bars on standard error, and only where that is a terminal.</summary>
internal sealed class ProgressBars : IProgress<ImportProgress>, IProgress<StudyProgress>
{
    private static readonly Dictionary<string, string> Stages = new(StringComparer.Ordinal)
    {
        ["ledger"] = "Reading the ledger",
        ["outages"] = "Outages and their rates",
        ["forecast"] = "Forecast",
        ["placebo"] = "Placebo test",
        ["losses"] = "Losses",
        ["year"] = "Simulated years",
        ["mix"] = "Mixes of channels",
        ["stability"] = "How sure the mix is",
        ["changes"] = "What changed since the last study",
    };

    private readonly ProgressContext _bars;
    private ProgressTask? _current;

    private ProgressBars(ProgressContext bars) => _bars = bars;

    /// <summary>Does the work; it is given bars, or null where nobody would see them.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    public static async Task<T> ShowAsync<T>(Func<ProgressBars?, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
            return await work(null);
        var terminal = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }
        );
        return await terminal
            .Progress()
            .AutoClear(true)
            .StartAsync(async bars =>
            {
                var shown = new ProgressBars(bars);
                var result = await work(shown);
                shown._current?.StopTask();
                return result;
            });
    }

    public void Report(ImportProgress value) =>
        Show(value.File, value.BytesTotal == 0 ? 0 : (double)value.BytesRead / value.BytesTotal);

    public void Report(StudyProgress value) =>
        Show(Stages.GetValueOrDefault(value.Stage, value.Stage), value.Done);

    /// <summary>A bar for work that tells only its share done, 0 to 1.</summary>
    public IProgress<double> Of(string what) => new ShareDone(this, what);

    private void Show(string what, double done)
    {
        var name = Markup.Escape(what);
        if (_current?.Description != name)
        {
            _current?.StopTask();
            _current = _bars.AddTask(name, maxValue: 1);
        }

        _current.Value = done;
    }

    private sealed class ShareDone(ProgressBars bars, string what) : IProgress<double>
    {
        private readonly Lock _lock = new();

        public void Report(double value)
        {
            lock (_lock)
                bars.Show(what, value);
        }
    }
}
