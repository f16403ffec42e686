using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Goals;
using TrustBot.Core.Joining;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;
using TrustBot.Simulation.Laws;

namespace TrustBot.Simulation;

/// <summary>What people do with what they see: press, sometimes twice, sometimes long after; fill in, type, and talk to the air.</summary>
internal sealed class Crowd
{
    private const int ButtonsRemembered = 60;

    private static readonly ImmutableArray<string> Sayings =
    [
        "feedback", "win", "thanks", "snooze", "my data", "talk to someone", "language", "danke", "erfolg", "stop",
        "status", "agreement", "goals", "reflect", "meeting", "help", "privacy", "settings", "resume", "pause", "pause 2 weeks", "pause 3 weeks",
        "stand", "ziele", "weiter", "treffen", "reflexion", "hilfe", "end",
    ];

    private readonly World world;
    private readonly Population people;
    private readonly Dice dice;
    private readonly Forms forms;

    public Crowd(World world, Population people, Dice dice)
    {
        (this.world, this.people, this.dice) = (world, people, dice);
        forms = new Forms(world, dice.Split());
        world.Agenda.At(world.Time.Now + Duration.FromDays(2), Chatter);
    }

    /// <summary>A message arrived, or changed where it stands.</summary>
    public void Sees(Post post)
    {
        var reader = people[post.To];
        foreach (var button in post.Message.Buttons.Concat(post.Message.More))
            reader.Buttons.Add((post, post.DrawnBy, button));
        if (reader.Buttons.Count > ButtonsRemembered)
            reader.Buttons.RemoveRange(0, reader.Buttons.Count - ButtonsRemembered);
        var isInvitation = post.Message.Buttons.Any(button => button.Action.Value == "joining.join.v1");
        if ((!post.Message.Buttons.IsEmpty || MayBePosted(post)) && (isInvitation ? dice.Chance(0.97) : dice.Chance(reader.Diligence) && reader.Attends(post.At)))
            world.Agenda.At(post.At + Delay(), () => React(reader, post));
    }

    private static bool MayBePosted(Post post) => post.Message.More.Any(one => one.Action.Value == "celebration.post.v1");

    private void Agrees(Someone by, Post post, Button button)
    {
        if (button.Action.Value == Consents.Button && post.Pair is { } pair)
            world.Consents.Give(pair, by.Id, post.Message.Parts.OfType<Part.Wrote>().Select(part => part.Words.Reveal()));
    }

    private Duration Delay() => dice.Below(6) switch
    {
        0 => Duration.FromMinutes(1),
        1 => Duration.FromMinutes(5),
        2 => dice.Between(Duration.FromMinutes(1), Duration.FromHours(1)),
        3 => dice.Between(Duration.FromHours(1), Duration.FromDays(1)),
        4 => dice.Between(Duration.FromDays(1), Duration.FromDays(6)),
        _ => dice.Between(Duration.FromSeconds(5), Duration.FromMinutes(20)),
    };

    private void React(Someone by, Post post)
    {
        var message = post.Message;
        if (message.Buttons.IsEmpty && !MayBePosted(post))
            return;
        var button = Choose(message);
        if (message.Buttons.Any(one => one.Action.Value == "joining.join.v1") && dice.Chance(0.95))
            button = message.Buttons.First(one => one.Action.Value == "joining.join.v1");
        // Most pairs are to live for years.
        if (button.Action.Value == "closing.check-in.v1" && dice.Chance(0.95))
            button = message.Buttons[0];
        Agrees(by, post, button);
        Press(by, post.Pair, button, post.DrawnBy, post.Chat);
        if (dice.Chance(0.05))
            Press(by, post.Pair, button, post.DrawnBy, post.Chat);
    }

    /// <summary>Any of the buttons, more often the one that stands out, and seldom one that ends something for good.</summary>
    private Button Choose(Message message)
    {
        if (message.More.FirstOrDefault(one => one.Action.Value == "celebration.post.v1") is { } post && (message.Buttons.IsEmpty || dice.Chance(0.5)))
            return post;
        var button = !message.More.IsEmpty && dice.Chance(0.1) ? dice.Pick(message.More) : dice.Pick(message.Buttons);
        if (message.Buttons.FirstOrDefault(one => one.Primary) is { } primary && dice.Chance(0.3))
            button = primary;
        return Practice.Ends(button.Action, button.Argument) && !dice.Chance(0.05) ? dice.Pick(message.Buttons) : button;
    }

    /// <param name="chat">Where they press; null for wherever they are.</param>
    public void Press(Someone by, PairId? pair, Button button, TrustBot.Core.Machine.SendKey? from, string? chat = null)
    {
        if (by.IsAway)
            return;
        Form? form = null;
        if (pair is { } own && Practice.TakesBack(button.Action))
            world.Promises.DropOwn(own, by.Id);
        world.Log.Add("press", by.Mail, $"{button.Action} {button.Argument}");
        var done = world.Host.Do("press", node =>
        {
            Enter(node, by, chat);
            form = node.Inbox.PressAsync(by.Id, pair, button.Action, button.Argument, from, default).Result();
        });
        if (!done && dice.Chance(0.8))
            world.Agenda.At(world.Time.Now + Duration.FromMinutes(1 + dice.Below(30)), () => Press(by, pair, button, from, chat));
        if (done && form is not null)
            forms.Opened(by, form);
    }

    /// <summary>Every few hours somebody does something that no message asked for.</summary>
    private void Chatter()
    {
        var mean = 120.0 * 24 * 60 / people.Everyone.Count;
        world.Agenda.At(world.Time.Now + dice.Between(Duration.FromMinutes(1), Duration.FromMinutes(2 * mean)), Chatter);
        var by = dice.Pick(people.Everyone);
        switch (dice.Below(10))
        {
            case 0:
                Say(by, world.Canaries.Mint(by.Id, null, CanaryKind.Typed).Text + " and whatever \ud83d\ude00 \u202e");
                break;
            case 1 or 2 or 3 when by.Buttons.Count > 0:
                var (post, from, button) = dice.Pick(by.Buttons);
                Agrees(by, post, button);
                Press(by, post.Pair, button, from, post.Chat);
                break;
            case 4:
                Tamper(by);
                break;
            default:
                Say(by, dice.Pick(Sayings));
                break;
        }
    }

    /// <param name="chat">As of <see cref="Press"/>.</param>
    /// <returns>Whether they were heard.</returns>
    public bool Say(Someone by, string text, string? chat = null)
    {
        if (by.IsAway)
            return true;
        world.Log.Add("say", by.Mail, $"{text} {chat}");
        return world.Host.Do("say", node =>
        {
            Enter(node, by, chat);
            node.Inbox.SayAsync(by.Id, text, default).Done();
        });
    }

    /// <summary>What every door does before it hands on what somebody did.</summary>
    private void Enter(Node node, Someone by, string? chat)
    {
        var person = world.Table.People.GetValueOrDefault(Keys.Partition(by.Id.Value));
        if (chat is not null && person is { IsForgotten: false } && person.Reachable != by.In(chat))
            node.People.BindAsync(by.Id, by.In(chat), default).Result();
    }

    /// <summary>A button of somebody else's pair, or one that nobody ever drew.</summary>
    private void Tamper(Someone by)
    {
        var other = dice.Pick(people.Everyone);
        if (people.Pairs.Count == 0 || other.Buttons.Count == 0)
            return;
        var (_, from, button) = dice.Pick(other.Buttons);
        var forged = dice.Below(3) switch
        {
            0 => button,
            1 => button with { Argument = dice.Pick((ImmutableArray<string>)["", "|", "7|yes", "9999-99-99|yes", "often=99", "1|BeenThere|"]) },
            _ => button with { Action = new ActionId("no.such.v9") },
        };
        Press(by, dice.Pick(people.Pairs), forged, from);
    }
}
