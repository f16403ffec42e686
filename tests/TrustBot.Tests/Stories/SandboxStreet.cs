using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TrustBot.Core.People;
using TrustBot.People;
using TrustBot.Sandbox;
using TrustBot.Tests.Walks;

namespace TrustBot.Tests.Stories;

/// <summary>The local page, spoken to as its script does: what people see is read out of its HTML.</summary>
internal sealed partial class SandboxStreet : IStreet
{
    private WebApplication app = null!;
    private SandboxClient client = null!;

    public IReadOnlyList<string> Settings => [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Open(WebApplication app) => (this.app, client) = (app, new SandboxClient(new Uri(app.Urls.Single())));

    public void Bring(Resident resident)
    {
    }

    /// <summary>Nobody arrives at the Sandbox: an import puts people there.</summary>
    public async Task ArriveAsync(Resident resident) =>
        Assert.True(await app.Services.GetRequiredService<PersonStore>().BindAsync(resident.Person, new Address(SandboxChannel.ChannelName, resident.Person.Value), Cancellation));

    public async Task SayAsync(Resident by, string text)
    {
        using var answer = await client.SayAsync(SeatOf(by), text);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    public bool CanPress(Resident by, string label) => ButtonsOf(by).Any(button => button.Label == label);

    public async Task<Window?> PressAsync(Resident by, string label) =>
        await client.PressAsync(SeatOf(by), ButtonsOf(by).Last(button => button.Label == label)) is { } sheet ? WindowOf(by, sheet) : null;

    public async Task<Window?> SendAsync(Window window, Func<string, string?> answer)
    {
        var sheet = (DrawnSheet)window.Drawn;
        using var reply = await client.SubmitRawAsync(SeatOf(window.By), sheet, [.. Filled(sheet, answer)]);
        if (reply.StatusCode == HttpStatusCode.UnprocessableEntity)
            return window with { Text = window.Text + await reply.Content.ReadAsStringAsync(Cancellation) };
        reply.EnsureSuccessStatusCode();
        return await SandboxClient.SheetAsync(reply) is { } next ? WindowOf(window.By, next) : null;
    }

    public Task CloseAsync(Window window) => Task.CompletedTask;

    public IReadOnlyList<string> ChatOf(Resident resident) => [.. Cards(resident).Select(card => WebUtility.HtmlDecode(Tag().Replace(card.Value, " ")))];

    public IReadOnlyList<Standing> StandingIn(Resident resident) => [.. Cards(resident).Select(card => new Standing(
        Standing.Tidy((card.Groups["settled"].Success ? "✓ " : "") + SandboxClient.Titles(card.Value).Single()),
        [.. SandboxClient.Buttons(card.Value).Select(button => Standing.Tidy(button.Label))]))];

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Mentees have a pane of their own; whoever is somebody to talk to is shown beside the mentors.</summary>
    private static Seated SeatOf(Resident resident) => new(resident == Resident.Bo ? "mentee" : "mentor", resident.Person.Value, resident.Name);

    private IReadOnlyList<DrawnButton> ButtonsOf(Resident resident) => SandboxClient.Buttons(PaneOf(resident));

    private MatchCollection Cards(Resident resident) => Card().Matches(PaneOf(resident));

    private string PaneOf(Resident resident)
    {
        var seat = SeatOf(resident);
        using var show = new HttpRequestMessage(HttpMethod.Post, "/sandbox/show") { Content = new FormUrlEncodedContent([new("pane", seat.Pane), new("person", seat.Id)]) };
        using var shown = client.Http.Send(show, Cancellation);
        using var look = new HttpRequestMessage(HttpMethod.Get, $"/sandbox/pane/{seat.Pane}");
        using var seen = client.Http.Send(look, Cancellation);
        using var reader = new StreamReader(seen.Content.ReadAsStream(Cancellation));
        var html = reader.ReadToEnd();
        Assert.Contains($"data-person=\"{seat.Id}\"", html, StringComparison.Ordinal);
        return html;
    }

    private static Window WindowOf(Resident by, DrawnSheet sheet) => new(
        by,
        WebUtility.HtmlDecode(Title().Match(sheet.Html).Groups["title"].Value),
        Tag().Replace(sheet.Html, " "),
        [.. Named().Matches(sheet.Html).Select(field => field.Groups["name"].Value)],
        sheet);

    /// <summary>What a browser would send: every field as it stands, but for what is answered.</summary>
    private static IEnumerable<(string Name, string Value)> Filled(DrawnSheet sheet, Func<string, string?> answer)
    {
        var inputs = Input().Matches(sheet.Html).Where(input => Attribute(input.Value, "name").StartsWith("a:", StringComparison.Ordinal)).ToLookup(input => Attribute(input.Value, "name")[2..]);
        foreach (var field in Named().Matches(sheet.Html).Select(field => field.Groups["name"].Value))
        {
            var drawn = inputs[field].ToImmutableArray();
            var answered = answer(field);
            foreach (var value in Attribute(drawn[0].Value, "type") is "radio" or "checkbox" ? Chosen(drawn, answered) : [answered ?? InitialOf(drawn[0])])
                yield return (field, value);
        }
    }

    private static IEnumerable<string> Chosen(ImmutableArray<Match> options, string? answered)
    {
        if (answered is not null)
            return answered.Split(',');
        var ticked = options.Where(option => option.Value.Contains(" checked", StringComparison.Ordinal)).Select(option => Attribute(option.Value, "value")).ToList();
        return ticked.Count == 0 && Attribute(options[0].Value, "type") == "radio" ? [Attribute(options[0].Value, "value")] : ticked;
    }

    private static string InitialOf(Match input) => input.Groups["text"] is { Success: true } text ? text.Value.TrimStart('\n') : Attribute(input.Value, "value");

    private static string Attribute(string tag, string name) => Regex.Match(tag, $" {name}=\"(?<value>[^\"]*)\"").Groups["value"].Value;

    [GeneratedRegex("<article class=\"card(?<settled> settled)?\".*?</article>", RegexOptions.Singleline)]
    private static partial Regex Card();

    [GeneratedRegex("<h3 id=\"[^\"]*title\">(?<title>[^<]*)</h3>")]
    private static partial Regex Title();

    [GeneratedRegex("data-field=\"(?<name>[^\"]*)\"")]
    private static partial Regex Named();

    [GeneratedRegex("<input [^>]*>|<textarea [^>]*>(?<text>[^<]*)</textarea>")]
    private static partial Regex Input();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
