using TrustBot.Core.Closing;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.TakingBack;

internal static class TakeBackActions
{
    public static readonly ActionId Ask = new("words.take-back.v1");
    public static readonly ActionId Form = new("words.take-back-form.v1");
}

/// <summary>What was sent can be taken back, by whoever wrote it: the words go, and the other's message is drawn anew without them.</summary>
internal static class TakeBackDialog
{
    /// <param name="practice">Whose <see cref="Practice.SentOf"/> knows it.</param>
    public static Button Button(string label, string practice, string name) => new(label, TakeBackActions.Ask, $"{practice}|{name}");

    /// <returns>Null where there is nothing that this reader could take back, or no longer.</returns>
    public static Form? FormOf(Drawing drawing, string? what)
    {
        if (Find(drawing, what) is not { } sent)
            return null;
        var say = drawing.Say;
        return new Form
        {
            Id = TakeBackActions.Form,
            Title = say.TakeBackTitle,
            Pair = drawing.Pair.Id,
            Argument = what,
            Parts =
            [
                new FormPart.Note(say.TakeBackText(drawing.Partner)),
                .. sent.Posted is { } channel ? [new FormPart.Note(say.TakeBackPosted(channel))] : (FormPart[])[],
            ],
            Submit = say.TakeBackLine,
            Close = say.Close,
        };
    }

    public static void Do(Ruling ruling, Role by, Input.Submitted submitted)
    {
        if (Find(ruling.DrawingFor(by), submitted.Argument) is not { } sent)
            return;
        foreach (var words in sent.Words)
            ruling.Erase(words);
        ruling.Pair = sent.Without;
        // To take words away disturbs nobody, at any hour; where they were not sent yet, nothing is said.
        var to = ruling.Pair.Of(by.Other());
        ruling.Add(new Send(
            SendKey.ForRevision("words.gone", ruling.Revision, ruling.Pair.Id, to),
            to, sent.Theirs, ruling.Now, ruling.Now + Ruling.ServiceUseful,
            SendKey.ForRevision(sent.Theirs.Kind, sent.Words[0].Revision, ruling.Pair.Id, to), Answers: true)
        { OnlyInPlace = true });
        ruling.Redraw(by, sent.Own, submitted.From);
    }

    private static Sent? Find(Drawing drawing, string? what) =>
        ClosingDialog.IsReadable(drawing.Pair) && what?.Split('|', 2) is [var practice, var name] ? Practices.Named(practice)?.SentOf(drawing, name) : null;
}
