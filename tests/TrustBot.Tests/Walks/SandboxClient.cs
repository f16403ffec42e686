using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace TrustBot.Tests.Walks;

/// <summary>A button as the page draws it, with what a press of it sends.</summary>
public sealed record DrawnButton(string Label, string Action, string Argument, string Pair, string Key);

/// <summary>A form as the page draws it: its hidden fields, and the text in it.</summary>
public sealed record DrawnSheet(Dictionary<string, string> Hidden, string Html)
{
    public string Nonce => Hidden["nonce"];
}

/// <summary>Somebody whom an import brought, in one of the two panes.</summary>
public sealed record Seated(string Pane, string Id, string Name);

/// <summary>Speaks to the Sandbox as its page does, over HTTP alone.</summary>
public sealed partial class SandboxClient(Uri address) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(1) })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromMinutes(2),
    };

    /// <summary>The one contact of the programme that a first start makes.</summary>
    public const string Contact = "noor";

    public HttpClient Http => http;

    /// <summary>Brings a file through the dry run, and sends every invitation, once Noor has promised what contacts promise.</summary>
    public async Task ImportAndInviteAsync(string csv)
    {
        await ImportAsync(csv);
        await InviteAsync();
    }

    /// <summary>Brings a file through the dry run. Nobody is asked anything yet.</summary>
    public async Task ImportAsync(string csv)
    {
        using var file = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, "file", "pairs.csv" } };
        using var dryRun = await http.PostAsync("/console/spring/import", file, Cancellation);
        Assert.Equal(HttpStatusCode.SeeOther, dryRun.StatusCode);
        using var confirmed = await http.PostAsync(dryRun.Headers.Location, new FormUrlEncodedContent([]), Cancellation);
    }

    /// <summary>Sends every invitation, once Noor has promised what contacts promise.</summary>
    public async Task InviteAsync()
    {
        using var promised = await PostAsync("/sandbox/press", ("pane", "mentor"), ("person", Contact), ("action", "people.promise.v1"), ("argument", "spring|yes"));
        promised.EnsureSuccessStatusCode();
        var page = await http.GetStringAsync("/console/spring/invitations", Cancellation);
        var pairs = TickedPair().Matches(page).Select(found => new KeyValuePair<string, string>("pair", Value(found, "value")));
        var today = Today().Match(page).Groups["day"].Value;
        using var sent = await http.PostAsync("/console/spring/invitations", new FormUrlEncodedContent([.. pairs, new("on", today)]), Cancellation);
        Assert.True(sent.StatusCode is HttpStatusCode.OK or HttpStatusCode.SeeOther, $"Inviting answered {sent.StatusCode}.");
    }

    /// <summary>Mentees and mentors, without the contact.</summary>
    public async Task<IReadOnlyList<Seated>> PeopleAsync()
    {
        var seated = new List<Seated>();
        foreach (var pane in (string[])["mentee", "mentor"])
        {
            var html = await http.GetStringAsync($"/sandbox/pane/{pane}", Cancellation);
            seated.AddRange(Offered().Matches(html).Select(found => new Seated(pane, Value(found, "value"), Value(found, "name"))).Where(person => person.Id != Contact));
        }
        return seated;
    }

    /// <summary>The chat of one person, as HTML.</summary>
    public async Task<string> ChatAsync(Seated person)
    {
        using var shown = await PostAsync("/sandbox/show", ("pane", person.Pane), ("person", person.Id));
        return await http.GetStringAsync($"/sandbox/pane/{person.Pane}", Cancellation);
    }

    /// <summary>The newest button with this label. Messages go out on their own, so it is looked for until it is there.</summary>
    public async Task<DrawnButton> ButtonAsync(Seated person, string label)
    {
        for (var looks = 0; looks < 5_000; looks++)
        {
            if (Buttons(await ChatAsync(person)).LastOrDefault(button => button.Label == label) is { } found)
                return found;
        }
        throw new InvalidOperationException($"{person.Name} never got a button \"{label}\".");
    }

    public static IReadOnlyList<DrawnButton> Buttons(string html) =>
        [.. Pressed().Matches(html).Select(found => new DrawnButton(Value(found, "label"), Attribute(found, "action"), Attribute(found, "argument"), Attribute(found, "pair"), Attribute(found, "key")))];

    public static IEnumerable<string> Titles(string html) => Titled().Matches(html).Select(found => Value(found, "title"));

    /// <returns>The form that the press opened, or null.</returns>
    public async Task<DrawnSheet?> PressAsync(Seated person, DrawnButton button)
    {
        using var answer = await PressRawAsync(person, button);
        answer.EnsureSuccessStatusCode();
        return await SheetAsync(answer);
    }

    public Task<HttpResponseMessage> PressRawAsync(Seated person, DrawnButton button) => PostAsync(
        "/sandbox/press", ("pane", person.Pane), ("person", person.Id), ("action", button.Action), ("argument", button.Argument), ("pair", button.Pair), ("key", button.Key));

    /// <returns>The next form, or null when there is none. A form that came back with errors throws.</returns>
    public async Task<DrawnSheet?> SubmitAsync(Seated person, DrawnSheet sheet, params (string Name, string Value)[] answers)
    {
        using var answer = await SubmitRawAsync(person, sheet, answers);
        answer.EnsureSuccessStatusCode();
        return await SheetAsync(answer);
    }

    public Task<HttpResponseMessage> SubmitRawAsync(Seated person, DrawnSheet sheet, params (string Name, string Value)[] answers) =>
        SubmitBytesAsync(person, sheet, [.. answers.Select(answer => (answer.Name, Encoding.UTF8.GetBytes(answer.Value)))]);

    public async Task<HttpResponseMessage> SubmitBytesAsync(Seated person, DrawnSheet sheet, params (string Name, byte[] Value)[] answers)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in (IEnumerable<KeyValuePair<string, string>>)[.. sheet.Hidden, new("pane", person.Pane), new("person", person.Id)])
            form.Add(new StringContent(value), $"\"{name}\"");
        foreach (var (name, value) in answers)
            form.Add(new ByteArrayContent(value), $"\"a:{name}\"");
        // Asks before it uploads: the answer to a body that is refused half-way could be lost in a broken pipe.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sandbox/submit") { Content = form, Headers = { ExpectContinue = true } };
        return await http.SendAsync(request, Cancellation);
    }

    public Task<HttpResponseMessage> SayAsync(Seated person, string text) => PostAsync("/sandbox/say", ("person", person.Id), ("text", text));

    /// <summary>Story time goes on, and everything due happens before this comes back.</summary>
    public async Task MoveAsync(string move)
    {
        using var moved = await PostAsync("/sandbox/clock", ("move", move));
        moved.EnsureSuccessStatusCode();
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        http.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))), Cancellation);

    public static async Task<DrawnSheet?> SheetAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        return answer.StatusCode == HttpStatusCode.OK
            ? new DrawnSheet(HiddenField().Matches(html).ToDictionary(found => Value(found, "name"), found => Value(found, "value")), WebUtility.HtmlDecode(html))
            : null;
    }

    public void Dispose() => http.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Value(Match found, string group) => WebUtility.HtmlDecode(found.Groups[group].Value);

    private static string Attribute(Match button, string name) =>
        WebUtility.HtmlDecode(Regex.Match(button.Groups["attributes"].Value, $"data-{name}=\"(?<value>[^\"]*)\"").Groups["value"].Value);

    [GeneratedRegex("<button (?<attributes>[^>]*data-press[^>]*)>(?<label>[^<]*)</button>")]
    private static partial Regex Pressed();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\"(?: value=\"(?<value>[^\"]*)\")? ?/?>")]
    private static partial Regex HiddenField();

    [GeneratedRegex("<option [^>]*?value=\"(?<value>[^\"]*)\"[^>]*>(?<name>[^<]*)</option>")]
    private static partial Regex Offered();

    [GeneratedRegex("<h3 id=\"[^\"]*-title\">(?<title>[^<]*)</h3>")]
    private static partial Regex Titled();

    [GeneratedRegex("<input type=\"checkbox\" name=\"pair\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex TickedPair();

    [GeneratedRegex("name=\"on\" value=\"(?<day>[^\"]*)\"")]
    private static partial Regex Today();
}
