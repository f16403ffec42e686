using TrustBot.Core.Messages;

namespace TrustBot.Core.Reminders;

internal static class ReminderActions
{
    /// <summary>Shows when something could come back.</summary>
    public static readonly ActionId Later = new("reminders.later.v1");

    public static readonly ActionId PutOff = new("reminders.put-off.v1");

    /// <summary>Draws the thing itself again, where it was put off.</summary>
    public static readonly ActionId Now = new("reminders.now.v1");
}
