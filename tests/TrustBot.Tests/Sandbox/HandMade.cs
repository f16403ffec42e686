using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Sandbox;
using TrustBot.Scheduling;

namespace TrustBot.Tests.Sandbox;

/// <summary>The cast and the messages of voice.md, by hand: one of every shape that the page must draw.</summary>
internal static class HandMade
{
    public static readonly PersonId Bo = new("p-bo");
    public static readonly PersonId Ana = new("p-ana");
    public static readonly PersonId Kim = new("p-kim");
    public static readonly PersonId Yusuf = new("p-yusuf");
    public static readonly PersonId Greta = new("p-greta");
    public static readonly PairId Pair = new("pair-1");
    public static readonly PairId Other = new("pair-2");

    public const string Desk = """
        <div class="console"><h2>Spring programme</h2><p>Nothing needs you today.</p>
        <table><thead><tr><th scope="col">Pair</th><th scope="col">Stage</th></tr></thead>
        <tbody><tr><th scope="row">Bo Lind, Ana Ruiz</th><td>Kickoff</td></tr></tbody></table>
        <p><a class="button primary" href="/console" data-pane>Look again</a></p></div>
        """;

    public static readonly Cast Cast = new(
        [
            new CastPair(Pair, new CastSeat(Ana, "Ana Ruiz"), new CastSeat(Bo, "Bo Lind")),
            new CastPair(Other, new CastSeat(Greta, "Greta Sommer"), new CastSeat(Yusuf, "يوسف حداد")),
        ],
        new CastSeat(Kim, "Kim Berger"),
        "Europe/Berlin");

    private static readonly Sees OnlyBo = new(Visibility.OnlyMe, "only you", "Bo can see this. Ana and Kim cannot.");
    private static readonly Sees BoAndAna = new(Visibility.UsTwo, "you and Ana", "Bo and Ana can see this. Kim cannot.");
    private static readonly Sees Sealed = new(Visibility.AfterBoth, "sealed, then you and Ana", "Nobody can see this until it opens for Bo and Ana.");
    private static readonly Sees AnaAndBo = new(Visibility.UsTwo, "you and Bo", "Ana and Bo can see this. Kim cannot.");

    public static Person? PersonOf(PersonId id) => id switch
    {
        _ when id == Bo => Make(Bo, "Bo Lind", Language.English, "Europe/Berlin"),
        _ when id == Ana => Make(Ana, "Ana Ruiz", Language.English, "Europe/Lisbon"),
        _ when id == Kim => Make(Kim, "Kim Berger", Language.English, "Europe/Berlin"),
        _ when id == Yusuf => Make(Yusuf, "يوسف حداد", Language.German, "Asia/Amman"),
        _ when id == Greta => Make(Greta, "Greta Sommer", Language.German, "Europe/Berlin"),
        _ => null,
    };

    public static SandboxStage Stage() => new()
    {
        Cast = _ => ValueTask.FromResult(Cast),
        Person = (id, _) => ValueTask.FromResult(PersonOf(id)),
        Press = (_, _, action, _, _, _) => ValueTask.FromResult(action.Value == "kickoff.open.v1" ? Kickoff : null),
        Submit = (_, _, _) => ValueTask.FromResult<FormReply>(new FormReply.Close()),
        Say = (_, _, _) => ValueTask.CompletedTask,
        NextDue = _ => ValueTask.FromResult<Instant?>(Instant.FromUtc(2026, 6, 16, 7, 30)),
        Coming = _ => ValueTask.FromResult<Coming?>(null),
        Pair = (_, _) => ValueTask.FromResult<Pair?>(null),
        RunUntilIdle = _ => ValueTask.CompletedTask,
    };

    public static readonly Form Kickoff = new()
    {
        Id = new ActionId("kickoff.page1.v1"),
        Title = "Kickoff with Ana, 1 of 3",
        Pair = Pair,
        Nonce = "nonce-1",
        BasedOn = 3,
        Submit = "Next",
        Close = "Later",
        Parts =
        [
            new FormPart.Note("True from today: what you tell each other stays with you two, except danger to someone, or the law."),
            new FormPart.Question(new Field.Text("worth", "What would make this worth your time?", Sealed, 500, true, Words.None) { Example = "An honest talk every two weeks." }),
            new FormPart.Question(new Field.Text("reach", "What would you like to reach?", Sealed, 200, false, Words.None) { Hint = "Up to three, one a line.", Example = "Move to intensive care", Optional = true }),
            new FormPart.Question(new Field.Choice("often", "How often would you like to meet?", Sealed, [new Option("week", "Every week"), new Option("two", "Twice a month"), new Option("month", "Once a month")], null) { Example = "two" }),
            new FormPart.Question(new Field.Choices("hope", "From Ana I hope for:", Sealed, [new Option("listening", "Listening"), new Option("questions", "Questions"), new Option("advice", "Advice"), new Option("contacts", "Contacts")], []) { Example = "listening,questions" }),
            new FormPart.Question(new Field.Tick("note", "Keep a copy in my notebook", OnlyBo, false)),
            new FormPart.Question(new Field.Date("first", "A first day that suits you", BoAndAna, null) { Example = "2026-06-18" }),
        ],
    };

    public static readonly Message Invitation = new()
    {
        Title = "Ana Ruiz as your mentor?",
        Parts = [new Part.Paragraph("Kim Berger suggests Ana: she made the move to intensive care that you plan. Ten minutes this week, then one every two weeks. Your choice: if you say no, Ana is not told, and Kim sees only that it did not start. Open until 12 June.")],
        Buttons = [Press("Join", "join.v1", true), Press("Not for me", "decline.v1"), Press("Ask Kim", "ask.v1"), Press("What is stored", "privacy.v1")],
        Preview = "Kim Berger has a proposal for you",
    };

    public static readonly Message Joined = new() { Title = "You joined with Ana.", Settled = true, Preview = Quiet };

    public static readonly Message Privacy = new()
    {
        Title = "Who can see what",
        Parts = [new Part.Paragraph("Your notes: only you.\nAgreement, wins, thanks: you and Ana.\nFeedback: sealed, then you and Ana.\nKim: whether you two are active, never words.\nHospital IT runs the server and could read it all.\nDeleted 30 days after you end.")],
        Buttons = [Press("Full notice", "notice.v1"), Press("My data", "data.v1"), Press("Talk to someone", "talk.v1")],
        Preview = Quiet,
    };

    public static readonly Message KickoffCard = new()
    {
        Title = "Kickoff with Ana",
        Parts = [new Part.Paragraph("Five minutes, apart. Nobody reads your answers before both of you have sent theirs.")],
        Sees = Sealed,
        Buttons = [Press("Start", "kickoff.open.v1", true), Press("Later", "later.v1")],
        More = [Press("Why this came", "why.v1"), Press("Change the rhythm", "rhythm.v1"), Press("Pause", "pause.v1")],
        Preview = Quiet,
    };

    public static readonly Message Matches = new()
    {
        Title = "Ana and you: how often?",
        Parts =
        [
            new Part.Lines(
            [
                new Line("How long", new Words("45 minutes"), new LineMark(MarkGlyph.Match, "match")),
                new Line("Where", new Words("Video, sometimes a walk"), new LineMark(MarkGlyph.NearMiss, "near miss")),
                new Line("How often", new Words("Every week · Twice a month"), new LineMark(MarkGlyph.Gap, "a gap to choose")),
                new Line("First meeting", new Words("Thursday"), new LineMark(MarkGlyph.Open, "open")),
                new Line("Your goal", new Words("Move to intensive care"), new LineMark(MarkGlyph.Done, "reached")),
            ]),
            new Part.Paragraph("Both are good answers. Which one starts the agreement? If your picks differ, the lighter one does. You can change it any time."),
        ],
        Sees = Sealed,
        Buttons = [Press("Every week", "gap.v1"), Press("Twice a month", "gap.v1"), Press("Talk first", "gap.v1")],
        Preview = Quiet,
    };

    public static readonly Message Signed = new()
    {
        Title = "Agreement with Ana, version 2",
        Parts = [new Part.Lines([new Line("How often", new Words("Twice a month, 45 minutes")), new Line("Who books", new Words("Bo"))])],
        Settled = true,
        Preview = Quiet,
    };

    public static readonly Message Reflection = new()
    {
        Title = "Ana and you: a minute for your own notes",
        Parts = [new Part.Paragraph("What surprised you when you last talked? What would you like to try next? A line each is plenty. You may share one later, after you have seen exactly what Ana would get.")],
        Sees = OnlyBo,
        Why = "Every two weeks, because you chose Tuesdays.",
        Buttons = [Press("Write", "kickoff.open.v1", true), Press("Later", "later.v1")],
        More = [Press("Pass", "pass.v1"), Press("Change the rhythm", "rhythm.v1"), Press("Pause", "pause.v1")],
        Preview = Quiet,
    };

    public static readonly Message Win = new()
    {
        Title = "Bo has good news",
        Parts =
        [
            new Part.Wrote("Bo wrote", Role.Mentee, new Words("I ran the handover alone today.\nNobody had to help. 🎉")),
            new Part.Paragraph("Good news grows when somebody asks about it. What made it work? What did it take? What would Bo like to try next?"),
        ],
        Sees = AnaAndBo,
        Buttons = [Press("Write to Bo", "kickoff.open.v1", true), Press("Ask when we meet", "later.v1"), Press("I have been there", "there.v1")],
        Preview = Quiet,
    };

    public static readonly Message GermanInvitation = new()
    {
        Title = "Greta Sommer als deine Mentorin?",
        Parts =
        [
            new Part.Paragraph("Kim Berger schlägt vor, dass ihr zwei euch kennenlernt. Deine Entscheidung: Sagst du nein, erfährt Greta nichts davon."),
            new Part.Wrote("Greta schrieb", Role.Mentor, new Words("أهلا وسهلا! Ich freue mich. <b>Nicht fett</b> \u202Eumgedreht\u202C und ein Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen.")),
        ],
        Sees = new Sees(Visibility.Contact, "Kim Berger, mit deinem Namen", "Kim kann das sehen. Greta nicht."),
        Buttons = [Press("Mitmachen", "join.v1", true), Press("Nichts für mich", "decline.v1"), Press("Kim fragen", "ask.v1"), Press("Was gespeichert wird", "privacy.v1")],
        Preview = "Kim Berger schlägt dir etwas vor",
    };

    private const string Quiet = "TrustBot has something new for you";

    public static Address At(PersonId person) => new(SandboxChannel.ChannelName, person.Value);

    public static Envelope To(PersonId person, Message message, string key) => new(new SendKey(key), person == Yusuf || person == Greta ? Other : Pair, person, message);

    /// <summary>Lays a chat of every shape before each person.</summary>
    public static async Task PlayAsync(SandboxChannel channel, CancellationToken cancellation)
    {
        Message[] bo = [Invitation, Joined, Privacy, Signed, Matches, KickoffCard, Reflection];
        Message[] ana = [Invitation with { Title = "Bo Lind as your mentee?" }, Joined with { Title = "You joined with Bo." }, Win];
        for (var i = 0; i < bo.Length; i++)
            await channel.SendAsync(At(Bo), To(Bo, bo[i], $"bo~{i}"), cancellation);
        for (var i = 0; i < ana.Length; i++)
            await channel.SendAsync(At(Ana), To(Ana, ana[i], $"ana~{i}"), cancellation);
        await channel.SendAsync(At(Yusuf), To(Yusuf, GermanInvitation, "yusuf~0"), cancellation);
    }

    private static Button Press(string label, string action, bool primary = false) => new(label, new ActionId(action), Primary: primary);

    private static Person Make(PersonId id, string name, Language language, string zone) => new()
    {
        Id = id,
        Name = name,
        Language = language,
        Hours = WorkingHours.UsualIn(zone),
    };
}
