using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RiskLens.Engine.Units;

namespace RiskLens.App.Storage;

/// <summary>
/// One writer at a time, over all processes: an exclusive lock on a file, which the system frees when its process
/// ends, however it ends. A file beside it names the holder, for the message to whoever waits.
/// </summary>
internal sealed class WriterLock : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;
    private readonly string _holderPath;

    private WriterLock(FileStream file, string holderPath) => (_file, _holderPath) = (file, holderPath);

    /// <summary>Waits for the lock; after the patience has run out the holder is named.</summary>
    /// <exception cref="RiskLensException">Another process or task still writes.</exception>
    public static async Task<WriterLock> TakeAsync(
        string folder,
        string what,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        var holderPath = Path.Combine(folder, "writer.json");
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (TryOpen(Path.Combine(folder, "writer.lock")) is { } file)
            {
                var taken = new WriterLock(file, holderPath);
                OwnerFiles.Write(holderPath, Holder.Me(what).ToJson());
                return taken;
            }

            if (waited.Elapsed >= patience)
                throw StillHeld(Holder.Read(holderPath));
            await Task.Delay(Pause, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        File.Delete(_holderPath);
        await _file.DisposeAsync();
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return OwnerFiles.Open(path, FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException held) when (held is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new RiskLensException(
                "The workspace may be read but not written to.",
                "Ask its owner for the right to write, or choose another folder with --workspace.",
                refused
            );
        }
    }

    private static RiskLensException StillHeld(Holder? holder) =>
        new(
            holder is null
                ? "Another process is writing to the workspace."
                : $"Process {holder.Process.ToString(CultureInfo.InvariantCulture)} ({holder.Name}) is writing to the workspace: {holder.What}.",
            "Wait until it has finished, or end it, and try again."
        );

    private sealed record Holder(int Process, string Name, string What)
    {
        public static Holder Me(string what)
        {
            var name = Path.GetFileNameWithoutExtension(Environment.ProcessPath) ?? "";
            return new Holder(Environment.ProcessId, name, what);
        }

        /// <summary>Written by hand: each command that writes does so, and to start the serializer takes longer.</summary>
        public byte[] ToJson()
        {
            using var json = new MemoryStream();
            using (var writer = new Utf8JsonWriter(json))
            {
                writer.WriteStartObject();
                writer.WriteNumber(nameof(Process), Process);
                writer.WriteString(nameof(Name), Name);
                writer.WriteString(nameof(What), What);
                writer.WriteEndObject();
            }

            return json.ToArray();
        }

        public static Holder? Read(string path)
        {
            try
            {
                return JsonSerializer.Deserialize<Holder>(File.ReadAllBytes(path));
            }
            catch (Exception unreadable) when (unreadable is IOException or JsonException)
            {
                return null;
            }
        }
    }
}
