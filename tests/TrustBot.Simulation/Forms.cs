using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Pairs;
using TrustBot.Simulation.Laws;

namespace TrustBot.Simulation;

/// <summary>An open window in front of somebody: filled in, sent, sent again when nothing came back, and taken at its word when something did.</summary>
internal sealed class Forms(World world, Dice dice)
{
    private const int MostAttempts = 6;

    private readonly FormFiller filler = new(world.Canaries, dice.Split(), world.Time);

    public void Opened(Someone by, Form form, int mistakes = 0)
    {
        world.Canaries.RequireReadable(Canaries.TextsOf(form), by.Id, Practice.IsAboutPerson(form) ? null : PairOf(form), $"form {form.Id}");
        if (Practice.Exports(form))
            TakeAlong(by);
        if (form.Submit is null || dice.Chance(0.1))
            return;
        var later = dice.Chance(0.1) ? dice.Between(Duration.FromHours(1), Duration.FromDays(3)) : dice.Between(Duration.FromSeconds(20), Duration.FromMinutes(20));
        world.Agenda.At(world.Time.Now + later, () => Submit(new Window(by, form, filler.Fill(form, by.Id, careful: mistakes > 0), mistakes)));
    }

    /// <summary>The two files of somebody's own data, as the page behind the link gives them out.</summary>
    private void TakeAlong(Someone by)
    {
        ImmutableArray<string> files = [];
        world.Host.Do("take along", node => files = node.ExportAsync(by.Id).Result());
        world.Canaries.RequireReadable(files.IsDefault ? [] : files, by.Id, null, "the download");
    }

    private void Submit(Window window)
    {
        var (by, form) = (window.By, window.Form);
        if (by.IsAway)
            return;
        Announce(window);
        window.Applies |= Applies(by.Id, form);
        window.Attempts++;
        FormReply? reply = null;
        var deletes = Deletes(window);
        world.Log.Add("submit", by.Mail, $"{form.Id} {form.Argument} {form.Nonce} {string.Join(' ', window.Filled.Texts.Select(text => $"{text.Field}#{text.Canary?.Number}"))}");
        var done = world.Host.Do("submit", node => reply = node.Inbox.SubmitAsync(by.Id, SubmissionOf(window), default).Result());
        if (!done)
        {
            if (window.Applies)
                Remember(window, certain: false);
            if (window.Attempts < MostAttempts)
                world.Agenda.At(world.Time.Now + dice.Between(Duration.FromSeconds(10), Duration.FromMinutes(30)), () => Submit(window));
            return;
        }
        if (reply is FormReply.Close)
            world.Canaries.Deleted.UnionWith(deletes);
        Answered(window, reply!);
        if (window.Attempts == 1 && dice.Chance(0.05))
            world.Host.Do("submit again", node => node.Inbox.SubmitAsync(by.Id, SubmissionOf(window), default).Result());
    }

    private static Submission SubmissionOf(Window window) =>
        new(window.Form.Id, window.Form.Pair, window.Form.Argument, window.Filled.Answers, window.Form.Nonce, window.Form.BasedOn, window.Form.From);

    private void Answered(Window window, FormReply reply)
    {
        if (reply is FormReply.Errors errors)
        {
            var pair = PairOf(window.Form);
            world.Canaries.RequireReadable(errors.Fields.Values, window.By.Id, pair, $"errors of {window.Form.Id}");
            if (window.Mistakes == 0)
                Opened(window.By, window.Form, mistakes: 1);
            return;
        }
        if (window.Applies)
            Remember(window, certain: true);
        if (reply is FormReply.Next next)
            Opened(window.By, next.Form);
    }

    /// <summary>What stands in the notes that are ticked to go, as far as it was never shown to anybody.</summary>
    private List<Canary> Deletes(Window window)
    {
        if (window.Form is not { Id.Value: "reflection.notebook.v1", Pair: { } pair } || window.Filled.Answers["gone"].Reveal() is not { Length: > 0 } gone)
            return [];
        var notes = gone.Split(',').Select(number => new WordsId(Visibility.OnlyMe, window.By.Id.Value, number)).ToList();
        return [.. Vault.Open(world.Memory, pair, notes).SelectMany(note => world.Canaries.In(note.Text)).Where(canary => canary.Kind == CanaryKind.Private)];
    }

    /// <summary>Before the call, because a message may go out within it.</summary>
    private void Announce(Window window)
    {
        if (window.Form.Pair is not { } pair)
            return;
        if (window.Form.Id.Value == Consents.Form && window.Filled.Answers["line"].Reveal() is var line && window.Form.Parts.OfType<FormPart.Wrote>().Any(part => part.Words.Reveal() == line))
            world.Consents.Give(pair, window.By.Id, [line]);
        if (Practice.TakesBack(window.Form.Id))
            world.Promises.DropOwn(pair, window.By.Id);
        if (window.Form.Id.Value == "introduction.form.v1")
            world.Canaries.Introduces(pair, window.By.Id);
        else if (Practice.Unseals(window.Form))
            world.Canaries.Answers(pair, window.By.Id, Practice.Of(window.Form));
    }

    /// <summary>Whether what is in this form is kept if it is sent now; some windows were overtaken while they stood open.</summary>
    private bool Applies(PersonId by, Form form)
    {
        if ((form.Pair is { } id ? world.Table.Whole(id) : null) is not { IsLiving: true } pair)
            return false;
        var role = pair.Mentor == by ? Role.Mentor : Role.Mentee;
        return form.Id.Value switch
        {
            "introduction.form.v1" or "reflection.note.v1" or "reflection.send-form.v1" => true,
            "kickoff.page1.v1" or "kickoff.page3.v1" => pair.Kickoff is KickoffState.Answering answering && !answering.Of(role).IsDone,
            "goals.form.v1" => pair.Goals.Count(goal => goal.Owner == role && goal.IsOpen) < Core.Goals.Goal.MostPerPerson,
            _ => false,
        };
    }

    private void Remember(Window window, bool certain)
    {
        var (by, pair) = (window.By.Id, window.Form.Pair!.Value);
        var appends = window.Form.Id.Value is "reflection.note.v1" or "reflection.send-form.v1" or "goals.form.v1";
        foreach (var (name, canary) in window.Filled.Texts)
        {
            var field = appends ? $"{window.Form.Id}.{name}#{canary?.Number}" : $"{window.Form.Id}.{name}";
            if (canary is null)
                world.Promises.Drop(pair, by, field);
            else if (certain && (appends || window.Attempts == 1))
                world.Promises.Keep(pair, by, field, canary);
            else
                world.Promises.MayKeep(pair, by, field, canary);
        }
    }

    private Pair? PairOf(Form form) => form.Pair is { } id ? world.PairOf(id) : null;

    private sealed class Window(Someone by, Form form, Filled filled, int mistakes)
    {
        public Someone By => by;

        public Form Form => form;

        public Filled Filled => filled;

        public int Mistakes => mistakes;

        public int Attempts { get; set; }

        public bool Applies { get; set; }
    }
}
