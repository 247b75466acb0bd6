using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using XnaiControl.Web.Hosting;
using XnaiControl.Web.Hosting.SignIn;

namespace XnaiControl.Tests.Hosting;

/// <summary>The real host on a free loopback port, over an engine that does not answer.</summary>
public sealed class PanelHostTests : IAsyncLifetime
{
    private static readonly string[] OpenRoutes = ["/sign-in", "/welcome", "/healthz", "/error", "/not-found"];

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("xnai-host-");
    private WebApplication app = default!;
    private HttpClient client = default!;

    public async ValueTask InitializeAsync()
    {
        var settings = PanelSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data"] = data.FullName,
            ["Engine"] = Path.Combine(data.FullName, "nothing.sock"),
            ["Listen"] = "http://127.0.0.1:0",
        }).Build());
        Assert.Empty(settings.Problems);
        app = PanelApplication.Build(settings);
        await PanelApplication.PrepareAsync(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        data.Delete(recursive: true);
    }

    [Fact]
    public void Every_endpoint_denies_by_default_but_the_known_open_ones()
    {
        var endpoints = app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        var open = endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText?.TrimStart('/'))
            .Where(route => !Regex.IsMatch(route, @"\.(css|js|map|woff2|svg|txt|br|gz)$", RegexOptions.None, TimeSpan.FromSeconds(1)));

        Assert.NotEmpty(endpoints);
        Assert.Empty(open.Distinct().Except(OpenRoutes));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/audit")]
    [InlineData("/no/such/page")]
    [InlineData("/_blazor/negotiate")]
    public async Task A_visitor_is_led_to_sign_in(string path)
    {
        var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.Unauthorized });
        Assert.Equal("/sign-in", answer.Headers.Location?.AbsolutePath);
    }

    [Fact]
    public async Task Answers_carry_a_strict_content_security_policy_with_a_fresh_nonce()
    {
        var first = await client.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        var second = await client.GetAsync("/sign-in", TestContext.Current.CancellationToken);

        var policy = Assert.Single(first.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self' 'nonce-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.NotEqual(policy, Assert.Single(second.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(first.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(first.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_change_that_another_site_started_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-out");
        request.Headers.Add("Origin", "https://evil.example");

        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = "evil.example";

        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task More_than_sixty_attempts_a_minute_are_turned_away_with_the_next_step()
    {
        using var nothing = new StringContent("");
        HttpResponseMessage answer = new();
        for (var attempt = 0; attempt <= 60; attempt++)
        {
            answer = await client.PostAsync("/sign-in", nothing, TestContext.Current.CancellationToken);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Contains("Wait a minute", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_user_signs_in_and_both_are_in_the_audit()
    {
        using var terminal = new StringWriter();
        await Greeting.PrintAsync(app, terminal);
        var code = Regex.Match(terminal.ToString(), "welcome#([0-9a-f]{40})", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        Assert.True(app.Services.GetRequiredService<OneTimeLink>().IsValid(code));

        var form = await PostAsync("/welcome", new() { ["_handler"] = "welcome", ["Form.Code"] = code, ["Form.Name"] = "ada", ["Form.Password"] = "twelve letters long" });

        Assert.Equal(HttpStatusCode.Redirect, form.StatusCode);
        Assert.Contains(form.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("xnai.session=", StringComparison.Ordinal) && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase));
        var audit = app.Services.GetRequiredService<XnaiControl.Core.Audit.IAuditLog>();
        var entry = Assert.Single(await audit.QueryAsync(new(Operation: "session.sign-in"), TestContext.Current.CancellationToken));
        Assert.Equal(("ada", "one-time-link", "127.0.0.1"), (entry.Actor.Name, entry.Actor.Method, entry.Actor.Address));
        Assert.True(await AccountsDatabase.HasUsersAsync(app.Services));
    }

    private async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields)
    {
        var page = await client.GetStringAsync(path, TestContext.Current.CancellationToken);
        fields["__RequestVerificationToken"] = Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        using var content = new FormUrlEncodedContent(fields);
        return await client.PostAsync(path, content, TestContext.Current.CancellationToken);
    }
}
