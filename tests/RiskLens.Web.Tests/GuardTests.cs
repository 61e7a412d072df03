using System.Net;
using System.Text.RegularExpressions;
using RiskLens.Engine.Units;

namespace RiskLens.Web.Tests;

public sealed partial class GuardTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/assumptions")]
    [InlineData("/company")]
    public async Task A_page_may_load_its_own_files_only_and_holds_no_inline_script_or_style(string path)
    {
        await using var served = await Served.StartAsync();
        using var answer = await served.Client.GetAsync(path, Cancellation);
        var html = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", html);
    }

    [Fact]
    public async Task Every_file_that_a_page_names_is_there()
    {
        await using var served = await Served.StartAsync();
        var html = await served.Client.GetStringAsync("/", Cancellation);
        var css = await served.Client.GetStringAsync("/app.css", Cancellation);
        var named = FileNames().Matches(html + css).Select(match => match.Groups["path"].Value).ToHashSet();
        Assert.Contains("/app.css", named);
        foreach (var path in named.Where(path => path.Contains('.', StringComparison.Ordinal)))
        {
            using var answer = await served.Client.GetAsync(path, Cancellation);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answers {answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    public async Task A_foreign_host_name_is_refused(string host, HttpStatusCode expected)
    {
        await using var served = await Served.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = host } };
        using var answer = await served.Client.SendAsync(request, Cancellation);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("/study")]
    [InlineData("/company")]
    [InlineData("/assumptions")]
    [InlineData("/language")]
    [InlineData("/dismiss")]
    [InlineData("/undo")]
    public async Task A_change_without_the_page_s_token_is_refused(string path)
    {
        await using var served = await Served.StartAsync();
        using var form = new FormUrlEncodedContent([new("name", "Someone"), new("language", "fr")]);
        using var answer = await served.Client.PostAsync(path, form, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];
        Assert.DoesNotContain(
            cookies,
            cookie => cookie.StartsWith(PageWords.Cookie, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_upload_without_the_page_s_token_is_refused_and_nothing_is_kept()
    {
        await using var served = await Served.StartAsync();
        using var form = new MultipartFormDataContent();
        using var file = new StringContent("time,contact\n2026-01-01T00:00:00Z,a\n");
        form.Add(file, "files", "log.csv");
        using var answer = await served.Client.PostAsync("/import", form, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var uploads = Path.Combine(served.Folder, "workspace", "uploads");
        Assert.False(Directory.Exists(uploads) && Directory.EnumerateFiles(uploads).Any());
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_change_sent_by_another_site_is_refused(string header, string value)
    {
        await using var served = await Served.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/study")
        {
            Headers = { { header, value } },
        };
        using var answer = await served.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5077")]
    [InlineData("http://*:5077")]
    [InlineData("http://192.168.1.20:5077")]
    [InlineData("http://bank.example:5077")]
    [InlineData("http://127.0.0.1:5077;http://[::]:5077")]
    [InlineData("")]
    public async Task An_address_that_other_machines_reach_is_refused_and_no_workspace_is_made(string urls)
    {
        var folder = Path.Combine(Path.GetTempPath(), "risklens-never-made");
        var refused = await Assert.ThrowsAsync<RiskLensException>(() =>
            RiskLensWeb.BuildAsync(new WebOptions(folder, urls, TimeProvider.System), Cancellation)
        );
        Assert.Contains("http://127.0.0.1:5077", refused.Remedy, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task An_address_in_use_is_told_with_a_remedy()
    {
        await using var served = await Served.StartAsync();
        var options = new WebOptions(Path.Combine(served.Folder, "other"), served.Url, TimeProvider.System);
        var refused = await Assert.ThrowsAsync<RiskLensException>(() =>
            RiskLensWeb.RunAsync(options, _ => { }, Cancellation)
        );
        Assert.Contains("--urls", refused.Remedy, StringComparison.Ordinal);
    }

    [GeneratedRegex("""(?:src="|href="|url\(")(?<path>/[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileNames();
}
