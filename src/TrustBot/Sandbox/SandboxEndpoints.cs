using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Sandbox.Chapters;
using TrustBot.Sandbox.Pages;

namespace TrustBot.Sandbox;

/// <summary>The page, its pieces as HTML fragments, and what people do on it.</summary>
internal static class SandboxEndpoints
{
    /// <summary>Prefix of the form fields that hold a person's answers; everything else in a form is the wire's own.</summary>
    public const string AnswerPrefix = "a:";

    /// <summary>Ids are far shorter, and a longer one would not fit into a key however it is escaped.</summary>
    private const int LongestId = 50;

    public static async Task<IResult> PageAsync(HttpRequest request, SandboxModels models, CancellationToken cancellation) =>
        Draw<SandboxPage>("Model", await models.PageAsync(TextsOf(request), cancellation));

    public static async Task<IResult> PaneAsync(string pane, HttpRequest request, SandboxModels models, CancellationToken cancellation) =>
        SandboxModels.IsPane(pane)
            ? Draw<PaneView>("Model", await models.PaneAsync(pane, TextsOf(request), cancellation))
            : TypedResults.NotFound();

    public static async Task<IResult> ClockAsync(HttpRequest request, SandboxModels models, CancellationToken cancellation) =>
        Draw<ClockBar>("Model", await models.ClockAsync(TextsOf(request), cancellation));

    public static async Task<IResult> FrameAsync(HttpRequest request, SandboxModels models, CancellationToken cancellation) =>
        Draw<FrameBar>("Model", await models.FrameAsync(TextsOf(request), cancellation));

    public static IResult Events(SandboxEvents events, SandboxStore store, IHostApplicationLifetime lifetime, CancellationToken cancellation)
    {
        // Without this, an open page would hold up an orderly stop until its time runs out.
        var open = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        return TypedResults.ServerSentEvents(events.ListenAsync(store.Story, open.Token));
    }

    public static IResult Asset(string name)
    {
        var type = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => null,
        };
        var stream = type is null ? null : Assembly.GetExecutingAssembly().GetManifestResourceStream($"sandbox/{name}");
        return stream is null ? TypedResults.NotFound() : TypedResults.Stream(stream, type);
    }

    public static async Task<IResult> PressAsync(HttpRequest request, SandboxStage stage, SandboxEvents events, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        if (await ActorAsync(form, stage, cancellation) is not { } by)
            return TypedResults.NotFound();
        var opened = await stage.Press(by, PairOf(form), new ActionId(form["action"].ToString()), Optional(form, "argument"), KeyOf(form, "key"), cancellation);
        events.StoryChanged();
        return opened is null ? TypedResults.NoContent() : await SheetAsync(opened, form, by, stage, cancellation);
    }

    public static async Task<IResult> SubmitAsync(HttpRequest request, SandboxStage stage, SandboxEvents events, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        if (await ActorAsync(form, stage, cancellation) is not { } by)
            return TypedResults.NotFound();
        var basedOn = int.TryParse(form["basedOn"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
        var submission = new Submission(new ActionId(form["action"].ToString()), PairOf(form), Optional(form, "argument"), AnswersOf(form), form["nonce"].ToString(), basedOn, KeyOf(form, "from"));
        var reply = await stage.Submit(by, submission, cancellation);
        events.StoryChanged();
        return reply switch
        {
            FormReply.Next next => await SheetAsync(next.Form, form, by, stage, cancellation),
            FormReply.Errors errors => TypedResults.Json(new { fields = errors.Fields }, statusCode: StatusCodes.Status422UnprocessableEntity),
            _ => TypedResults.NoContent(),
        };
    }

    public static async Task<IResult> SayAsync(HttpRequest request, SandboxStage stage, SandboxStore store, SandboxTime time, SandboxEvents events, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var text = form["text"].ToString().Trim();
        if (await ActorAsync(form, stage, cancellation) is not { } by)
            return TypedResults.NotFound();
        if (text.Length == 0)
            return TypedResults.NoContent();
        store.Say(by, text, time.Now);
        events.PersonChanged(by);
        await stage.Say(by, text, cancellation);
        events.ConsoleChanged();
        return TypedResults.NoContent();
    }

    public static async Task<IResult> UnsayAsync(HttpRequest request, SandboxStage stage, SandboxStore store, SandboxEvents events, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        if (await ActorAsync(form, stage, cancellation) is not { } by)
            return TypedResults.NotFound();
        store.Unsay(by, form["reference"].ToString());
        events.PersonChanged(by);
        return TypedResults.NoContent();
    }

    public static async Task<IResult> SeenAsync(HttpRequest request, SandboxStage stage, SandboxStore store, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        if (await ActorAsync(form, stage, cancellation) is not { } by)
            return TypedResults.NotFound();
        store.Seen(by, form["reference"].ToString());
        return TypedResults.NoContent();
    }

    public static async Task<IResult> ShowAsync(HttpRequest request, SandboxStage stage, SandboxStore store, SandboxEvents events, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var pane = form["pane"].ToString();
        if (SandboxModels.RoleOf(pane) is not { } role || await ActorAsync(form, stage, cancellation) is not { } person)
            return TypedResults.NotFound();
        var other = SandboxModels.PaneOf(role.Other());
        var cast = await stage.Cast(cancellation);
        store.Set($"shown:{pane}", person.Value);
        // Two people who are no pair would have nothing to say to each other side by side.
        if (cast.PartnerOf(role, person, SandboxModels.ShownIn(store, cast, role.Other())?.Id) is { } partner)
            store.Set($"shown:{other}", partner.Value);
        events.PaneChanged(pane);
        events.PaneChanged(other);
        events.FrameChanged();
        return TypedResults.NoContent();
    }

    public static async Task<IResult> MoveAsync(HttpRequest request, SandboxTime time, IHostApplicationLifetime lifetime, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        if (!Enum.TryParse<ClockMove>(form["move"], ignoreCase: true, out var move) || !Enum.IsDefined(move))
            return TypedResults.BadRequest();
        // A page that is closed half-way must not leave time standing between two moments.
        return await time.TryMoveAsync(move, lifetime.ApplicationStopping) ? TypedResults.NoContent() : TypedResults.Conflict();
    }

    public static async Task<IResult> SetAsync(HttpRequest request, SandboxStore store, SandboxEvents events, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        if (Enum.TryParse<NetworkFault>(form["fault"], out var fault) && Enum.IsDefined(fault))
            store.Fault = fault;
        if (Step(form, "step") is { } step && Step(form, "reached") is { } reached)
            store.Set("guide", Guide.Turned(step, reached));
        if (form["guide-hidden"].ToString() is "yes" or "no")
            store.Set("guide-hidden", form["guide-hidden"].ToString());
        events.FrameChanged();
        return TypedResults.NoContent();
    }

    public static IResult StartOver(ChapterPlayer player) => player.StartOver() ? TypedResults.NoContent() : TypedResults.NotFound();

    public static async Task<IResult> BeginAsync(HttpRequest request, ChapterPlayer player, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        return player.Ask(form["chapter"].ToString()) ? TypedResults.NoContent() : TypedResults.NotFound();
    }

    private static async ValueTask<IResult> SheetAsync(Form sheet, IFormCollection form, PersonId by, SandboxStage stage, CancellationToken cancellation) =>
        Draw<FormSheet>("Model", new SheetModel(sheet, form["pane"].ToString(), await stage.Person(by, cancellation), await stage.Cast(cancellation)));

    private static async ValueTask<PersonId?> ActorAsync(IFormCollection form, SandboxStage stage, CancellationToken cancellation)
    {
        var person = new PersonId(form["person"].ToString());
        return person.Value.Length is > 0 and <= LongestId && await stage.Person(person, cancellation) is not null ? person : null;
    }

    private static FormAnswers AnswersOf(IFormCollection form) => new(form.Keys
        .Where(key => key.StartsWith(AnswerPrefix, StringComparison.Ordinal))
        .ToImmutableDictionary(
            key => key[AnswerPrefix.Length..],
            key => new Words(string.Join(',', form[key].ToArray()).ReplaceLineEndings("\n"))));

    private static int? Step(IFormCollection form, string name) =>
        int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step is >= Guide.FirstStep and <= SandboxTexts.GuideSteps ? step : null;

    private static PairId? PairOf(IFormCollection form) => Optional(form, "pair") is { } pair ? new PairId(pair) : null;

    private static SendKey? KeyOf(IFormCollection form, string name) => Optional(form, name) is { } key ? new SendKey(key) : null;

    private static string? Optional(IFormCollection form, string name) => form[name].ToString() is { Length: > 0 } value ? value : null;

    private static SandboxTexts TextsOf(HttpRequest request) => SandboxTexts.For(request.Headers.AcceptLanguage.ToString());

    private static RazorComponentResult<T> Draw<T>(string name, object model) where T : IComponent => new(new Dictionary<string, object?> { [name] = model });
}
