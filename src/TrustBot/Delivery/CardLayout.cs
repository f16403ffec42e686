using TrustBot.Core.Messages;

namespace TrustBot.Delivery;

/// <summary>What is the same on every platform where a form or a message is laid out.</summary>
internal static class CardLayout
{
    /// <summary>Neighbouring questions that the same people will see share one line that says so, below the last of them.</summary>
    public static bool EndsItsRun(Form form, int part) =>
        part + 1 >= form.Parts.Length || form.Parts[part + 1] is not FormPart.Question next || ((FormPart.Question)form.Parts[part]).Field.Sees != next.Field.Sees;

    /// <summary>The only link that TrustBot shows, and always to this host; null where it would lead anywhere else.</summary>
    /// <param name="site">Where this host is reached from outside.</param>
    public static Uri? LinkOf(FormPart.Download download, Uri? site) =>
        site is not null && Uri.TryCreate(site, download.Url, out var url) && url.Authority == site.Authority && url.Scheme == site.Scheme ? url : null;

    /// <summary>Leaves out what may go, from the end, until the rest fits, and puts something in the place of the first that went.</summary>
    public static void FitInto<T>(List<T> blocks, Func<List<T>, bool> fits, Func<T, bool> mayGo, Func<T> instead)
    {
        var first = -1;
        for (var i = blocks.Count - 1; i >= 0 && !fits(blocks); i--)
        {
            if (!mayGo(blocks[i]))
                continue;
            blocks.RemoveAt(i);
            first = i;
        }
        if (first >= 0)
            blocks.Insert(first, instead());
    }
}
