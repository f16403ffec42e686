using System.Globalization;
using System.Text.Json.Nodes;

namespace TrustBot.Tests.Slack;

internal sealed partial class FakeSlack
{
    private const int LongestText = 40_000;
    private const int LongestUpdate = 4_000;

    /// <summary>A public channel that the bot was let into.</summary>
    /// <param name="name">With its <c>#</c>.</param>
    public string AddChannel(string team, string name)
    {
        lock (at)
        {
            var id = NewId("C");
            var workspace = byToken.Values.First(one => one.Team == team);
            workspace.Channels[name] = id;
            workspace.Conversations[id] = [];
            return id;
        }
    }

    /// <summary>What stands in the chat with a user, or in a channel by id or name, oldest first.</summary>
    public IReadOnlyList<Posted> In(string team, string where)
    {
        lock (at)
        {
            var workspace = byToken.Values.First(one => one.Team == team);
            var id = workspace.Chats.GetValueOrDefault(where) ?? workspace.Channels.GetValueOrDefault(where) ?? where;
            return workspace.Conversations.TryGetValue(id, out var posts) ? [.. posts] : [];
        }
    }

    /// <summary>The chat with a user, opened by nobody's call.</summary>
    public string Opened(string team, string user)
    {
        lock (at)
        {
            var workspace = byToken.Values.First(one => one.Team == team);
            if (!workspace.Chats.TryGetValue(user, out var id))
                workspace.Conversations[workspace.Chats[user] = id = NewId("D")] = [];
            return id;
        }
    }

    /// <summary>The chat with them is another one by now: the old id means nothing any more.</summary>
    public void Reopen(string team, string user)
    {
        lock (at)
        {
            var workspace = byToken.Values.First(one => one.Team == team);
            var id = NewId("D");
            workspace.Conversations.Remove(workspace.Chats[user], out var posts);
            workspace.Conversations[id] = posts!;
            workspace.Chats[user] = id;
        }
    }

    private JsonObject Open(Workspace workspace, Call call)
    {
        if (call["users"] is not { Length: > 0 } user || !workspace.Users.TryGetValue(user, out var known))
            return No("user_not_found");
        if ((bool?)known["deleted"] == true)
            return No("user_disabled");
        if ((bool?)known["is_bot"] == true)
            return No("cannot_dm_bot");
        var wasOpen = workspace.Chats.TryGetValue(user, out var id);
        if (!wasOpen)
            workspace.Conversations[workspace.Chats[user] = id = NewId("D")] = [];
        var body = Yes(("channel", new JsonObject { ["id"] = id }));
        if (wasOpen)
            (body["no_op"], body["already_open"]) = (true, true);
        return body;
    }

    private JsonObject Post(Workspace workspace, Call call)
    {
        var channel = call["channel"] is { } where && workspace.Channels.TryGetValue(where, out var named) ? named : call["channel"];
        if (channel is null || !workspace.Conversations.TryGetValue(channel, out var posts))
            return No("channel_not_found");
        if (Check(call, out var blocks) is { } problem)
            return problem;
        if (workspace.Chats.FirstOrDefault(chat => chat.Value == channel).Key is { } user && (bool?)workspace.Users[user]["deleted"] == true)
            return No("user_disabled");
        var metadata = call["metadata"] is { } json ? JsonNode.Parse(json)!.AsObject() : null;
        if (metadata is not null && (metadata["event_type"] is null || metadata["event_payload"] is not JsonObject))
            return No("invalid_metadata_format");
        var post = new Posted(NewTs(), call["text"] ?? "", blocks, metadata);
        posts.Add(post);
        return Yes(("channel", channel), ("ts", post.Ts), ("message", post.ToJson(workspace.Bot, withMetadata: true)));
    }

    private static JsonObject Update(Workspace workspace, Call call)
    {
        if (call["channel"] is not { } channel || !workspace.Conversations.TryGetValue(channel, out var posts))
            return No("channel_not_found");
        var place = posts.FindIndex(post => post.Ts == call["ts"]);
        if (place < 0)
            return No("message_not_found");
        if (call["text"]?.Length > LongestUpdate)
            return No("msg_too_long");
        if (Check(call, out var blocks) is { } problem)
            return problem;
        posts[place] = posts[place] with { Text = call["text"] ?? "", Blocks = blocks, Version = posts[place].Version + 1 };
        return Yes(("channel", channel), ("ts", posts[place].Ts), ("text", posts[place].Text), ("message", posts[place].ToJson(workspace.Bot, withMetadata: true)));
    }

    private static JsonObject? Check(Call call, out JsonArray? blocks)
    {
        blocks = call["blocks"] is { } json ? JsonNode.Parse(json) as JsonArray : null;
        if (call["blocks"] is not null && blocks is null)
            return No("invalid_blocks_format");
        if (blocks is null && string.IsNullOrEmpty(call["text"]))
            return No("no_text");
        if (call["text"]?.Length > LongestText)
            return No("msg_too_long");
        return blocks is null ? null : BlockLimits.ProblemOf(blocks, BlockLimits.MostInMessage) switch
        {
            { } wrong => No("invalid_blocks", wrong),
            _ when BlockLimits.TextIn(blocks) > BlockLimits.LongestMessage => No("msg_blocks_too_long"),
            _ => null,
        };
    }

    private static JsonObject History(Workspace workspace, Call call)
    {
        if (call["channel"] is not { } channel || !workspace.Conversations.TryGetValue(channel, out var posts))
            return No("channel_not_found");
        var oldest = call["oldest"] is { } from ? decimal.Parse(from, CultureInfo.InvariantCulture) : 0;
        var limit = call["limit"] is { } most ? int.Parse(most, CultureInfo.InvariantCulture) : 100;
        var skip = call["cursor"] is { Length: > 0 } cursor ? int.Parse(cursor["next:".Length..], CultureInfo.InvariantCulture) : 0;
        var all = posts.Where(post => decimal.Parse(post.Ts, CultureInfo.InvariantCulture) >= oldest).Reverse().ToList();
        var more = all.Count > skip + limit;
        var page = all.Skip(skip).Take(limit).Select(JsonNode (post) => post.ToJson(workspace.Bot, call["include_all_metadata"] == "true"));
        return Yes(("messages", new JsonArray([.. page])), ("has_more", more), ("response_metadata", new JsonObject { ["next_cursor"] = more ? $"next:{skip + limit}" : "" }));
    }

    private string NewTs() => $"{time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}.{(++count).ToString("D6", CultureInfo.InvariantCulture)}";

    /// <param name="Version">How often it was drawn anew.</param>
    public sealed record Posted(string Ts, string Text, JsonArray? Blocks, JsonObject? Metadata, int Version = 0)
    {
        public JsonObject ToJson(string bot, bool withMetadata)
        {
            var message = new JsonObject { ["type"] = "message", ["user"] = bot, ["bot_id"] = $"B{bot}", ["app_id"] = "A1", ["text"] = Text, ["ts"] = Ts, ["blocks"] = Blocks?.DeepClone() };
            if (withMetadata && Metadata is not null)
                message["metadata"] = Metadata.DeepClone();
            return message;
        }
    }
}
