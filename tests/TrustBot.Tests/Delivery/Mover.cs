using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;

namespace TrustBot.Tests.Delivery;

/// <summary>Ana, who goes to another platform and perhaps back, and what she and Bo do meanwhile.</summary>
internal sealed class Mover
{
    public static readonly Address There = new("other", "ana-there");
    public static readonly Address Back = new("test", World.Ana.Value);

    /// <param name="canFind">Whether the other platform can be asked for a message whose outcome is unknown.</param>
    public Mover(bool canFind = true)
    {
        Other = new ScriptedChannel(canFind, "other");
        World = new World(other: (_, _) => Other);
    }

    public ScriptedChannel Other { get; }

    public World World { get; }

    /// <summary>Her card of the four steps, as often as it stands in the other chat.</summary>
    public IReadOnlyList<ScriptedChannel.Seen> CardsThere => Cards(Other.Posts);

    public IReadOnlyList<ScriptedChannel.Seen> CardsHere => Cards(World.PostsOf(World.Ana));

    public async Task MoveAsync(Address to)
    {
        Assert.True(await World.Here.People.BindAsync(World.Ana, to, TestContext.Current.CancellationToken));
        await World.IdleAsync();
    }

    public async Task JoinAsync()
    {
        await World.InviteAsync();
        await World.IdleAsync();
        await World.PressAsync(World.Bo, "joining.join.v1");
        await World.PressAsync(World.Ana, "joining.join.v1");
        await World.IdleAsync();
    }

    /// <summary>Ana, wherever the window opened.</summary>
    public Task IntroduceAsync() => FillAsync("introduction.open.v1", World.Ana);

    public Task AnswerAsync() => FillAsync("kickoff.open.v1", World.Ana);

    /// <param name="from">The drawing that was pressed; null for one that says nothing of itself.</param>
    public async Task FillAsync(string action, PersonId by, SendKey? from = null)
    {
        var form = await World.PressAsync(by, action, from: from);
        while (form is not null)
        {
            var answers = new FormAnswers(Transcripts.World.Fields(form).ToImmutableDictionary(field => field.Name, field => new Words(field is Field.Choice ? "1" : field is Field.Tick ? "" : "t")));
            form = (await World.Here.Inbox.SubmitAsync(by, new Submission(form.Id, World.Pair, form.Argument, answers, form.Nonce, form.BasedOn, form.From), TestContext.Current.CancellationToken) as FormReply.Next)?.Form;
        }
        await World.IdleAsync();
    }

    private static IReadOnlyList<ScriptedChannel.Seen> Cards(IEnumerable<ScriptedChannel.Seen> posts) =>
        [.. posts.Where(post => post.Envelope.Key.Value.Split('~')[0] is "start" or "redraw")];
}
