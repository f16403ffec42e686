using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using TrustBot.CoordinatorConsole.Pages;
using TrustBot.CoordinatorConsole.Texts;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.Delivery;
using TrustBot.People;
using TrustBot.Programmes;

namespace TrustBot.CoordinatorConsole.Web;

/// <summary>One request of a coordinator: who it is, which programme it is about, and how to answer.</summary>
public sealed class ConsoleVisit(HttpContext http, Person coordinator, Programme programme)
{
    /// <summary>Asks for what stands inside a pane, without a page around it.</summary>
    public const string FragmentHeader = "X-Fragment";

    /// <summary>Tells a pane from where to draw this answer to a POST again.</summary>
    public const string LocationHeader = "X-Pane-Location";

    public HttpContext Http => http;

    public PersonId Who => coordinator.Id;

    /// <summary>Where the coordinator's own dates are read.</summary>
    public string Zone => coordinator.Hours.Zone;

    public Programme Programme => programme;

    /// <summary>Whether everybody's chat is one picker away.</summary>
    public bool IsSandbox => http.RequestServices.GetRequiredService<Microsoft.Extensions.Options.IOptions<ConsoleOptions>>().Value.SandboxCoordinator;

    /// <summary>What stands above every page until it is put right.</summary>
    public IReadOnlyList<Outage> Outages { get; private init; } = [];

    /// <summary>Platforms whose workspaces a coordinator can install the app in.</summary>
    public IEnumerable<string> Installable => http.RequestServices.GetServices<IInstalls>().Where(installs => installs.CanInvite).Select(installs => installs.Platform);

    public ConsoleTexts Texts { get; } = ConsoleTexts.In(coordinator.Language);

    public CancellationToken Cancellation => http.RequestAborted;

    /// <returns>Null when there is no such programme.</returns>
    public static async ValueTask<ConsoleVisit?> OpenAsync(HttpContext http, string programme)
    {
        var services = http.RequestServices;
        var found = await services.GetRequiredService<ProgrammeStore>().ReadFreshAsync(new ProgrammeId(programme), http.RequestAborted);
        if (found is null || await services.GetRequiredService<PersonStore>().ReadAsync(found.Coordinator, http.RequestAborted) is not { } coordinator)
            return null;
        return new ConsoleVisit(http, coordinator, found) { Outages = await OutagesAsync(http) };
    }

    /// <summary>The same visit after the programme was changed by it.</summary>
    public ConsoleVisit With(Programme changed) => new(http, coordinator, changed) { Outages = Outages };

    public string Url(string path) => $"/console/{Uri.EscapeDataString(programme.Id.Value)}{path}";

    public IResult Show<TPage>(object model, Notice? notice = null) where TPage : IComponent => Show(PageOf.Of<TPage>(model), notice);

    public IResult Show(PageOf page, Notice? notice = null)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Vary = FragmentHeader;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
        var frame = new FrameModel(IsFragment, programme.Name, page.Page, page.Model, notice, this);
        return new RazorComponentResult<Frame>(new Dictionary<string, object?> { [nameof(Frame.Model)] = frame }) { PreventStreamingRendering = true };
    }

    /// <summary>After a change: what stands there now, or for a whole page the way to it, so that reloading repeats nothing.</summary>
    public IResult Done<TPage>(string path, object model, Notice? notice = null) where TPage : IComponent =>
        Done(path, PageOf.Of<TPage>(model), notice);

    public IResult Done(string path, PageOf page, Notice? notice = null)
    {
        if (!IsFragment)
            return new SeeOther(Url(path));
        http.Response.Headers[LocationHeader] = Url(path);
        return Show(page, notice);
    }

    /// <summary>What was asked for is not there, or can't be reached.</summary>
    public IResult Lost(string text, int status = StatusCodes.Status404NotFound)
    {
        http.Response.StatusCode = status;
        return Show<Lost>(new LostModel(text));
    }

    /// <returns>Empty when the request holds no form that can be read.</returns>
    public async ValueTask<IFormCollection> FormAsync()
    {
        try
        {
            return http.Request.HasFormContentType ? await http.Request.ReadFormAsync(Cancellation) : FormCollection.Empty;
        }
        catch (InvalidDataException)
        {
            return FormCollection.Empty;
        }
    }

    private static async ValueTask<IReadOnlyList<Outage>> OutagesAsync(HttpContext http)
    {
        var all = new List<Outage>();
        foreach (var installs in http.RequestServices.GetServices<IInstalls>())
            all.AddRange(from lost in await installs.LostAsync(http.RequestAborted) select new Outage(installs.Platform, lost));
        return all;
    }

    private bool IsFragment => http.Request.Headers.ContainsKey(FragmentHeader);
}

/// <param name="Platform">Its own name.</param>
public sealed record Outage(string Platform, LostWorkspace Workspace);

public sealed record Notice(string Text, bool Problem = false);

/// <summary>303: the answer to a POST is to be fetched from there.</summary>
internal sealed class SeeOther(string url) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = url;
        return Task.CompletedTask;
    }
}
