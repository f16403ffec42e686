using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Extensions.Logging;
using TrustBot.Core.Import;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Hosting;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Tests.Rules;

/// <summary>Nothing that a person wrote reaches a log, an exception or a row by accident.</summary>
public sealed class PrivacyTests
{
    private const string Secret = "my mentor frightens me";

    private static readonly Assembly Core = typeof(PairMachine).Assembly;
    private static readonly Assembly Host = typeof(TrustBotHost).Assembly;

    /// <summary>What a log line may carry: ids, names of constants, numbers, and where it happened.</summary>
    private static readonly Type[] Loggable =
    [
        typeof(ILogger), typeof(string), typeof(int), typeof(long), typeof(double), typeof(bool), typeof(TimeSpan),
        typeof(PairId), typeof(PersonId), typeof(Subject), typeof(SendKey), typeof(ActionId), typeof(WordsId),
    ];

    private static readonly Words Wrote = new(Secret);
    private static readonly WordsId Id = new(Visibility.OnlyMe, "bo", "1.1");
    private static readonly FormAnswers Answers = new(ImmutableDictionary<string, Words>.Empty.Add("purpose", Wrote));

    public static TheoryData<string> Holders => [.. Samples.Keys];

    /// <summary>Whatever a person's words travel in.</summary>
    private static readonly Dictionary<string, object> Samples = new()
    {
        ["Words"] = Wrote,
        ["FormAnswers"] = Answers,
        ["Sheet"] = Sheet.Empty.With("purpose", Wrote),
        ["Mail"] = Mail.Parse($"{Secret.Replace(' ', '.')}@example.org")!,
        ["Opened"] = new Opened(ImmutableDictionary<WordsId, Words>.Empty.Add(Id, Wrote)),
        ["WordsChange"] = new WordsChange.Write(Id, Wrote),
        ["Input.Proposed"] = new Input.Proposed(new("p"), new("spring"), new("ana"), new("bo"), new("kim"), Wrote, null),
        ["Input.Submitted"] = new Input.Submitted(new("bo"), new("kickoff.page1.v1"), null, Answers, "n", 0),
        ["PersonInput.Submitted"] = new PersonInput.Submitted(new("people.hours-form.v1"), null, Answers, "n"),
        ["Line"] = new Line("How often", Wrote, null),
        ["Part.Said"] = new Part.Said(Wrote),
        ["Part.Wrote"] = new Part.Wrote("Bo wrote", Role.Mentee, Wrote),
        ["FormPart.Wrote"] = new FormPart.Wrote("Bo wrote", Role.Mentee, Wrote),
        ["Decision"] = Decision.None(null) with { Words = [new WordsChange.Write(Id, Wrote)] },
    };

    [Theory]
    [MemberData(nameof(Holders))]
    public void What_holds_words_never_prints_them(string holder)
    {
        var sample = Samples[holder];

        Assert.DoesNotContain(Secret, $"{sample}", StringComparison.Ordinal);
        Assert.DoesNotContain(Secret.Replace(' ', '.'), $"{sample}", StringComparison.Ordinal);
        if (sample is IEnumerable items)
            Assert.All(items.Cast<object>(), item => Assert.DoesNotContain(Secret, $"{item}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_that_holds_words_can_not_be_stored() =>
        Assert.Throws<NotSupportedException>(() => PairJson.Write(new WordsChange.Write(Id, Wrote)));

    [Fact]
    public void Words_change_hands_within_their_author_only() => Assert.Equal(
        [nameof(Ruling)],
        Code.MethodsOf(Core).Where(method => Code.MembersNamedBy(method).Any(member => member is ConstructorInfo made && made.DeclaringType == typeof(WordsChange.Move)))
            .Select(method => Code.Outermost(method.DeclaringType!).Name).Where(name => name != nameof(WordsChange)).Distinct());

    [Fact]
    public void Settings_that_may_hold_a_key_never_print_themselves()
    {
        var keys = new KeyPlaces("/keys/trustbot.key", "secret") { PreviousKey = "secret" };
        Assert.DoesNotContain("secret", $"{new Places("/", "/data", keys, "AccountKey=secret")} {keys}", StringComparison.Ordinal);
    }

    [Fact]
    public void Log_lines_carry_ids_and_numbers_only() => Assert.Empty(
        from method in LogMethods()
        from parameter in method.GetParameters()
        where !Loggable.Contains(parameter.ParameterType) && !parameter.ParameterType.IsEnum
        select $"{Code.Outermost(method.DeclaringType!)}.{method.Name}({parameter.ParameterType.Name} {parameter.Name})");

    [Fact]
    public void Log_methods_stand_in_a_private_class_Log_inside_the_class_that_logs()
    {
        Assert.NotEmpty(LogMethods());
        Assert.Empty(LogMethods().Where(method => method.DeclaringType is not { Name: "Log", IsNestedPrivate: true }).Select(method => $"{method.DeclaringType}.{method.Name}"));
    }

    [Fact]
    public void Logs_are_written_by_generated_methods_only() => Assert.Empty(
        from method in Code.MethodsOf(Host)
        where method.DeclaringType is not { Name: "Log" }
        from named in Code.MembersNamedBy(method)
        where named.DeclaringType == typeof(LoggerExtensions) || (named.DeclaringType == typeof(ILogger) && named.Name == nameof(ILogger.Log))
        select Code.Outermost(method.DeclaringType!).FullName);

    [Fact]
    public void No_exception_takes_words() => Assert.Empty(
        from type in Core.GetTypes().Concat(Host.GetTypes())
        where type.IsSubclassOf(typeof(Exception))
        from constructor in type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        where constructor.GetParameters().Any(parameter => HoldsWords(parameter.ParameterType))
        select type.FullName);

    [Fact]
    public void Whoever_reads_the_text_of_words_makes_no_exception_with_a_message() => Assert.Empty(
        from method in Code.MethodsOf(Core).Concat(Code.MethodsOf(Host))
        let named = Code.MembersNamedBy(method).ToList()
        where named.Any(member => member.DeclaringType == typeof(Words) && member.Name == nameof(Words.Reveal))
        where named.OfType<ConstructorInfo>().Any(made => made.DeclaringType!.IsAssignableTo(typeof(Exception)) && made.GetParameters().Length > 0)
        select $"{method.DeclaringType}.{method.Name}");

    private static IEnumerable<MethodInfo> LogMethods() =>
        Code.MethodsOf(Host).OfType<MethodInfo>().Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null);

    private static bool HoldsWords(Type type) =>
        type == typeof(Words) || type == typeof(FormAnswers) || type == typeof(Sheet) || type == typeof(Mail) || type == typeof(Opened) || type == typeof(Person);
}
