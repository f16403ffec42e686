using System.Collections.Immutable;
using TrustBot.Core.Messages;

namespace TrustBot.Core.People;

/// <summary>Buttons about a person rather than a pair: their prefix sends them to <see cref="Machine.PersonMachine"/>.</summary>
public static class PeopleActions
{
    public const string Prefix = "people.";

    public static readonly ActionId Hours = new("people.hours.v1");
    public static readonly ActionId ChooseHours = new("people.choose-hours.v1");
    public static readonly ActionId HoursForm = new("people.hours-form.v1");
    public static readonly ActionId Language = new("people.language.v1");
    public static readonly ActionId Privacy = new("people.privacy.v1");
    public static readonly ActionId FullNotice = new("people.full-notice.v1");
    public static readonly ActionId Settings = new("people.settings.v1");
    public static readonly ActionId ChangeName = new("people.change-name.v1");
    public static readonly ActionId NameForm = new("people.name-form.v1");
    public static readonly ActionId NoMoreInvitations = new("people.no-more-invitations.v1");
    public static readonly ActionId Promise = new("people.promise.v1");
    public static readonly ActionId MyData = new("people.my-data.v1");
    public static readonly ActionId ReadData = new("people.read-data.v1");
    public static readonly ActionId Download = new("people.download.v1");
    public static readonly ActionId ForgetMe = new("people.forget-me.v1");
    public static readonly ActionId ForgetForm = new("people.forget-form.v1");
    public static readonly ActionId Word = new("people.word.v1");

    /// <summary>Those that open a window.</summary>
    public static readonly ImmutableArray<ActionId> Opening = [ChooseHours, ChangeName, FullNotice, ReadData, Download, ForgetMe];
}
