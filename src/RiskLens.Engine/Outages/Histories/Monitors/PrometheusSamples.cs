using System.Globalization;
using System.Text.Json;
using RiskLens.Engine.Messages;
using RiskLens.Engine.Units;

namespace RiskLens.Engine.Outages;

/// <summary>
/// Prometheus query_range of a series that is 1 while something is up and 0 while it is down (up, probe_success): a
/// matrix of samples, seconds and text. A missing sample is time not watched. A series with other values is refused.
/// </summary>
internal sealed class PrometheusSamples : JsonHistory
{
    /// <summary>Labels that tell what is watched, the first that is there.</summary>
    private static readonly string[] Labels = ["instance", "target", "job", "__name__"];

    /// <inheritdoc/>
    public override string Name => "prometheus";

    /// <inheritdoc/>
    public override bool Recognises(HistoryHead head) =>
        head.Has("data/resultType") && head.Has("data/result");

    /// <inheritdoc/>
    protected override void Read(IReadOnlyList<JsonElement> documents, HistorySink sink)
    {
        foreach (var data in documents.Select(d => JsonText.Get(d, "data")))
        {
            if (JsonText.Of(data, "resultType") is { } type && type != "matrix")
            {
                throw new RiskLensException(
                    "The Prometheus result is of one moment, not a range of time.",
                    "Ask api/v1/query_range with a start, an end and a step, and give its answer."
                );
            }
            foreach (var series in JsonText.Each(JsonText.Get(data, "result")))
                ReadSeries(series, sink);
        }
    }

    private static void ReadSeries(JsonElement series, HistorySink sink)
    {
        var metric = JsonText.Get(series, "metric");
        var name = Labels
            .Select(label => JsonText.Of(metric, label))
            .FirstOrDefault(value => value is not null);
        var page = sink.Page(sink.Context.Monitor ?? name, "series");
        var looks = new List<MonitorLook>();
        foreach (var sample in JsonText.Each(JsonText.Get(series, "values")))
        {
            if (Look(sample) is { } look)
            {
                looks.Add(look);
                continue;
            }
            sink.Next();
            sink.Reject(HistoryRejection.NotUpOrDown);
            return;
        }
        var job = JsonText.Of(metric, "job") ?? JsonText.Of(metric, "__name__") ?? "series";
        MonitorStates.FromSamples(looks, PublicText.Name(job), page, name, sink);
    }

    private static MonitorLook? Look(JsonElement sample)
    {
        if (sample.ValueKind != JsonValueKind.Array || sample.GetArrayLength() != 2)
            return null;
        if (
            !double.TryParse(
                JsonText.Of(sample[0]),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var seconds
            ) || !(seconds is > 0 and < 4e9)
        )
            return null;
        var time = (long)Math.Round(seconds * CivilTime.Second);
        return JsonText.Of(sample[1]) switch
        {
            "1" => new MonitorLook(time, MonitorState.Up),
            "0" => new MonitorLook(time, MonitorState.Down),
            "NaN" => new MonitorLook(time, MonitorState.Unknown),
            _ => null,
        };
    }
}
