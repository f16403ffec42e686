using System.Reflection;
using System.Text.RegularExpressions;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Pairs;

namespace TrustBot.Tests.Rules;

/// <summary>
/// Ids of buttons and forms are a wire format: a message posted last year still carries them. <c>WireIds.approved.txt</c> lists those that
/// were ever sent; <c>REWRITE=1</c> adds new ones to it, and nothing takes one away.
/// </summary>
public sealed class WireIdTests
{
    private const string Approved = "tests/TrustBot.Tests/Rules/WireIds.approved.txt";

    /// <summary>No message has ever carried it.</summary>
    private const string NeverSent = "reflection.later.v1";

    private static readonly Assembly Core = typeof(PairMachine).Assembly;

    private static readonly List<FieldInfo> Fields =
    [
        .. from type in Core.GetTypes()
           from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
           where field.FieldType == typeof(ActionId)
           select field,
    ];

    private static readonly List<string> Ids = [.. Fields.Select(field => ((ActionId)field.GetValue(null)!).Value).Order(StringComparer.Ordinal)];

    private static IReadOnlyList<object> Practices { get; } =
        [.. ((System.Collections.IEnumerable)Core.GetType("TrustBot.Core.Machine.Practices")!.GetField("All")!.GetValue(null)!).Cast<object>()];

    [Fact]
    public void No_id_means_two_things() => Assert.Equal(Ids.Distinct(), Ids);

    [Fact]
    public void Ids_name_their_practice_and_end_in_a_version() =>
        Assert.All(Ids, id => Assert.Matches(new Regex(@"^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*\.v[1-9][0-9]*$"), id));

    [Fact]
    public void An_id_that_was_ever_sent_is_still_known()
    {
        var path = Path.Combine(SourceTree.Root, Approved);
        if (Environment.GetEnvironmentVariable("REWRITE") == "1")
            File.WriteAllLines(path, File.ReadAllLines(path).Union(Ids).Except([NeverSent]).Order(StringComparer.Ordinal));

        Assert.Empty(File.ReadAllLines(path).Except(Ids));
    }

    [Fact]
    public void Ids_are_constants_and_never_made_up_on_the_way() => Assert.Empty(
        from method in Code.MethodsOf(Core)
        where method.Name != ".cctor"
        from made in Code.MembersNamedBy(method).OfType<ConstructorInfo>()
        where made.DeclaringType == typeof(ActionId)
        select $"{method.DeclaringType}.{method.Name}");

    [Fact]
    public void Every_practice_with_ids_is_routed()
    {
        var routes = Practices.Select(practice => practice.GetType().GetProperty("Name")!.GetValue(practice)).ToHashSet();

        Assert.Contains(Code.MethodsOf(typeof(Inbox)).SelectMany(Code.StringsIn), text => text == "people.");
        Assert.Contains(Code.MethodsOf(typeof(Inbox)).SelectMany(Code.StringsIn), text => text == "safety.");
        Assert.DoesNotContain(Ids.Select(id => id.Split('.')[0]).Distinct(), prefix => prefix is not ("people" or "safety") && !routes.Contains(prefix));
    }

    [Fact]
    public void Every_practice_is_in_the_one_list() => Assert.Equal(
        Core.GetTypes().Where(type => type.BaseType?.Name == "Practice").Select(type => type.Name).Order(),
        Practices.Select(practice => practice.GetType().Name).Order());

    [Fact]
    public void Every_id_is_known_to_something_that_decides()
    {
        var decided = (from type in Core.GetTypes()
                       let name = Code.Outermost(type).Name
                       where name.EndsWith("Dialog", StringComparison.Ordinal) || name.EndsWith("Machine", StringComparison.Ordinal) || name.EndsWith("Practice", StringComparison.Ordinal) || name is "StartCard"
                       from method in Code.MethodsOf(type)
                       where method.Name != ".cctor"
                       from field in Code.MembersNamedBy(method).OfType<FieldInfo>()
                       where field.FieldType == typeof(ActionId)
                       select field).ToHashSet();

        Assert.Empty(Fields.Except(decided).Select(field => ((ActionId)field.GetValue(null)!).Value).Except([NeverSent]));
    }
}
