using System.Collections.Immutable;
using TrustBot.Core.Messages;

namespace TrustBot.Core.Reflection;

internal static class ReflectionActions
{
    public static readonly ActionId Write = new("reflection.write.v1");
    public static readonly ActionId Pass = new("reflection.pass.v1");
    public static readonly ActionId NoteForm = new("reflection.note.v1");
    public static readonly ActionId Notebook = new("reflection.notebook.v1");
    public static readonly ActionId Share = new("reflection.share.v1");
    public static readonly ActionId ShareForm = new("reflection.share-form.v1");
    public static readonly ActionId SendForm = new("reflection.send-form.v1");
    public static readonly ActionId TakeBack = new("reflection.take-back.v1");
    public static readonly ActionId Reply = new("reflection.reply.v1");

    /// <summary>Those that can't be answered without the notes.</summary>
    public static readonly ImmutableArray<ActionId> ReadNotes = [Notebook, Share, ShareForm];
}
