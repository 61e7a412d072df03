using RiskLens.App.Demo;

namespace RiskLens.App.Tests.Demo;

public sealed class PrepareDemoTests : IDisposable
{
    private static readonly BankOptions Small = new(3, 0.02);
    private readonly string _workspace = Directory.CreateTempSubdirectory("risklens-demo-").FullName;

    public void Dispose() => Directory.Delete(_workspace, recursive: true);

    [Fact]
    public async Task The_second_time_nothing_is_written()
    {
        var files = await RunAsync(Small);
        var first = files.Select(File.GetLastWriteTimeUtc).ToList();
        Assert.Equal(8, files.Count);
        Assert.All(files, file => Assert.True(new FileInfo(file).Length > 0));

        Assert.Equal(files, await RunAsync(Small));
        Assert.Equal(first, files.Select(File.GetLastWriteTimeUtc));
    }

    [Fact]
    public async Task What_a_killed_run_left_is_removed_and_the_logs_are_made()
    {
        var left = Path.Combine(_workspace, "logs.unfinished-2147483646");
        Directory.CreateDirectory(left);
        await File.WriteAllTextAsync(
            Path.Combine(left, "half.csv"),
            "sent_at",
            TestContext.Current.CancellationToken
        );

        await RunAsync(Small);
        Assert.Equal(["logs"], Directory.GetDirectories(_workspace).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Logs_of_another_bank_or_with_a_file_missing_are_made_anew()
    {
        var files = await RunAsync(new BankOptions(4, 0.02));
        File.Delete(files[0]);
        await RunAsync(new BankOptions(4, 0.02));
        Assert.True(File.Exists(files[0]));

        await RunAsync(Small);
        var truth = await PrepareDemo.ReadTruthAsync(_workspace, TestContext.Current.CancellationToken);
        Assert.Equal(3UL, truth.Seed);
    }

    [Fact]
    public async Task A_cancelled_run_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new PrepareDemo(Small).RunAsync(_workspace, cancelled.Token)
        );
        Assert.Empty(Directory.GetFileSystemEntries(_workspace));
    }

    [Fact]
    public async Task A_run_that_fails_half_way_leaves_nothing_half_made()
    {
        // A file where the folder must go: the move fails after everything was written.
        await File.WriteAllTextAsync(
            Path.Combine(_workspace, "logs"),
            "",
            TestContext.Current.CancellationToken
        );
        await Assert.ThrowsAnyAsync<IOException>(() => RunAsync(Small));
        Assert.Empty(Directory.GetDirectories(_workspace));
    }

    private Task<IReadOnlyList<string>> RunAsync(BankOptions options) =>
        new PrepareDemo(options).RunAsync(_workspace, TestContext.Current.CancellationToken);
}
