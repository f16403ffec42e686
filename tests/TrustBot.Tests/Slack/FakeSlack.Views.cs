using System.Text;
using System.Text.Json.Nodes;

namespace TrustBot.Tests.Slack;

internal sealed partial class FakeSlack
{
    private const int MostModals = 3;
    private const int LongestTitle = 24;
    private const int LongestView = 250_000;

    private static readonly TimeSpan TriggerLives = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, Trigger> triggers = [];

    /// <summary>Somebody pressed: what a view may be opened with, once, for three seconds.</summary>
    public string Press(string user)
    {
        lock (at)
        {
            var id = NewId("trigger.");
            triggers[id] = new Trigger(user, time.GetUtcNow());
            return id;
        }
    }

    /// <summary>The modals that a person sees, the lowest first.</summary>
    public IReadOnlyList<View> ModalsOf(string team, string user)
    {
        lock (at)
            return [.. byToken.Values.First(one => one.Team == team).Modals.GetValueOrDefault(user, [])];
    }

    /// <summary>The submission was answered so that all modals went.</summary>
    public void Close(string team, string user)
    {
        lock (at)
            byToken.Values.First(one => one.Team == team).Modals.Remove(user);
    }

    /// <summary>The submission was answered with another view, which is held to the same rules as one that is sent.</summary>
    public View Replace(string team, string user, string id, JsonObject json)
    {
        lock (at)
        {
            var workspace = byToken.Values.First(one => one.Team == team);
            Assert.Equal(true, (bool?)UpdateView(workspace, new Call("views.update", new Dictionary<string, string> { ["view_id"] = id, ["view"] = json.ToJsonString() }, null, null))["ok"]);
            return workspace.Modals[user].First(view => view.Id == id);
        }
    }

    public View? HomeOf(string team, string user)
    {
        lock (at)
            return byToken.Values.First(one => one.Team == team).Homes.GetValueOrDefault(user);
    }

    private JsonObject OpenView(Workspace workspace, Call call)
    {
        if (Take(call, out var user, out var view) is { } problem)
            return problem;
        return Stand(workspace, view, workspace.Modals[user] = []);
    }

    private JsonObject PushView(Workspace workspace, Call call)
    {
        if (Take(call, out var user, out var view) is { } problem)
            return problem;
        if (!workspace.Modals.TryGetValue(user, out var stack) || stack.Count == 0)
            return No("not_found");
        return stack.Count < MostModals ? Stand(workspace, view, stack) : No("push_limit_reached");
    }

    private JsonObject UpdateView(Workspace workspace, Call call)
    {
        var stack = workspace.Modals.Values.FirstOrDefault(one => one.Exists(view => IsMeant(view, call)));
        if (stack is null)
            return No("not_found");
        var place = stack.FindIndex(view => IsMeant(view, call));
        if (call["hash"] is { } hash && hash != stack[place].Hash)
            return No("hash_conflict");
        if (Read(call, "modal", out var json) is { } problem)
            return problem;
        stack[place] = stack[place] with { Json = json, Hash = NewId("hash.") };
        return Yes(("view", stack[place].ToJson(workspace.Team)));
    }

    private static bool IsMeant(View view, Call call) => view.Id == call["view_id"] || (call["external_id"] is { } own && view.ExternalId == own);

    private JsonObject Publish(Workspace workspace, Call call)
    {
        if (call["user_id"] is not { } user || !workspace.Users.ContainsKey(user))
            return No("user_not_found");
        if (workspace.Homes.TryGetValue(user, out var home) && call["hash"] is { } hash && hash != home.Hash)
            return No("hash_conflict");
        if (Read(call, "home", out var json) is { } problem)
            return problem;
        var id = home?.Id ?? NewId("V");
        workspace.Homes[user] = new View(id, id, null, NewId("hash."), json);
        return Yes(("view", workspace.Homes[user].ToJson(workspace.Team)));
    }

    private JsonObject? Take(Call call, out string user, out JsonObject view)
    {
        (user, view) = ("", []);
        if (call["trigger_id"] is not { } id || !triggers.TryGetValue(id, out var trigger))
            return No("invalid_trigger_id");
        if (trigger.IsUsed)
            return No("exchanged_trigger_id");
        if (trigger.At + TriggerLives < time.GetUtcNow())
            return No("expired_trigger_id");
        if (Read(call, "modal", out view) is { } problem)
            return problem;
        user = trigger.User;
        triggers[id] = trigger with { IsUsed = true };
        return null;
    }

    private static JsonObject? Read(Call call, string type, out JsonObject view)
    {
        view = [];
        if (call["view"] is not { } json || JsonNode.Parse(json) is not JsonObject read || (string?)read["type"] != type || read["blocks"] is not JsonArray blocks)
            return No("invalid_arguments", "[ERROR] failed to match all allowed schemas [json-pointer:/view]");
        if (Encoding.UTF8.GetByteCount(json) > LongestView)
            return No("view_too_large");
        foreach (var name in (string[])["title", "submit", "close"])
        {
            if ((string?)read[name]?["text"] is { Length: > LongestTitle } || (name == "title" && type == "modal" && read[name] is null))
                return No("invalid_arguments", $"[ERROR] must be less than 25 characters [json-pointer:/view/{name}/text]");
        }
        if (BlockLimits.ProblemOf(blocks, BlockLimits.MostInView) is { } problem)
            return No("invalid_arguments", problem.Replace("json-pointer:/blocks", "json-pointer:/view/blocks", StringComparison.Ordinal));
        view = read;
        return null;
    }

    private JsonObject Stand(Workspace workspace, JsonObject json, List<View> stack)
    {
        if ((string?)json["external_id"] is { } own && workspace.Modals.Values.Any(one => one.Exists(view => view.ExternalId == own)))
            return No("duplicate_external_id");
        var id = NewId("V");
        stack.Add(new View(id, stack is [var root, ..] ? root.Id : id, stack is [.., var last] ? last.Id : null, NewId("hash."), json));
        return Yes(("view", stack[^1].ToJson(workspace.Team)));
    }

    public sealed record View(string Id, string RootId, string? PreviousId, string Hash, JsonObject Json)
    {
        public string? ExternalId => (string?)Json["external_id"];

        public JsonObject ToJson(string team)
        {
            var view = Json.DeepClone().AsObject();
            foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("id", Id), ("team_id", team), ("root_view_id", RootId), ("previous_view_id", PreviousId), ("hash", Hash), ("app_id", "A1"), ("app_installed_team_id", team)])
                view[name] = value;
            return view;
        }
    }

    private sealed record Trigger(string User, DateTimeOffset At, bool IsUsed = false);
}
