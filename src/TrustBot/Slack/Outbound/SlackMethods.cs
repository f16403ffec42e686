namespace TrustBot.Slack.Outbound;

/// <summary>Names of the Web API, which are also the names of their limits.</summary>
public static class SlackMethods
{
    public const string PostMessage = "chat.postMessage";
    public const string UpdateMessage = "chat.update";
    public const string OpenConversation = "conversations.open";
    public const string History = "conversations.history";
    public const string User = "users.info";
    public const string UserByMail = "users.lookupByEmail";
    public const string OpenView = "views.open";
    public const string UpdateView = "views.update";
    public const string PublishView = "views.publish";
    public const string TestAuth = "auth.test";
    public const string Access = "oauth.v2.access";
    public const string OpenSocket = "apps.connections.open";
}
