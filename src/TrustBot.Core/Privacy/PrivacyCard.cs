using System.Collections.Immutable;
using TrustBot.Core.Messages;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Privacy;

/// <summary>Who can see what, made from the running settings: a line that is not true here is not shown.</summary>
internal static class PrivacyCard
{
    /// <param name="partner">Null for somebody without a pair.</param>
    public static Message Draw(Person person, string? partner, Programme? programme, House house)
    {
        var say = Sentences.In(person.Language);
        return new Message
        {
            Title = say.PrivacyTitle,
            Preview = say.Preview,
            Parts = [.. Lines(say, partner, programme, house).Select(line => new Part.Paragraph(line))],
            Buttons = [new Button(say.FullNotice, PeopleActions.FullNotice), new Button(say.MyDataButton, PeopleActions.MyData), Safety.SafetyActions.TalkButton(say)],
        };
    }

    public static Form Notice(Person person, string? partner, Programme? programme, House house)
    {
        var say = Sentences.In(person.Language);
        return new Form
        {
            Id = PeopleActions.FullNotice,
            Title = say.NoticeTitle,
            Parts = [.. Lines(say, partner, programme, house).Concat(More(say, programme, house)).Select(line => new FormPart.Note(line))],
            Close = say.Close,
        };
    }

    private static IEnumerable<string> Lines(Sentences say, string? partner, Programme? programme, House house)
    {
        yield return say.PrivacyNotes;
        if (partner is not null)
        {
            yield return say.PrivacyTogether(partner);
            yield return say.PrivacySealed(partner);
        }
        if (programme?.WinsChannel is { } channel)
            yield return say.PrivacyChannel(channel);
        if (programme is not null)
            yield return say.PrivacyCoordinator(Drawing.FirstNameOf(programme.CoordinatorName));
        yield return say.PrivacyOperator(house.Operator);
        if (programme is not null)
            yield return say.PrivacyDeleted(programme.TextDays, Math.Max(programme.AgreementDays, programme.TextDays));
        yield return say.PrivacyRights;
        yield return house.ChatKeeper is { } keeper ? say.PrivacyChat(keeper) : say.PrivacySandbox;
    }

    private static IEnumerable<string> More(Sentences say, Programme? programme, House house)
    {
        if (programme is { CanStart: true })
            yield return say.NoticeCases(programme.CaseDays);
        yield return say.NoticeStored;
        yield return say.NoticeMore;
        yield return say.NoticeSealed;
        yield return house.Store == StoreKind.Embedded ? say.NoticeEmbedded : say.NoticeAzure;
        yield return say.NoticeKept;
        yield return say.NoticeErased;
        yield return say.NoticeNever;
    }
}
