using System.Reflection;
using System.Reflection.Emit;

namespace TrustBot.Tests.Rules;

/// <summary>What compiled code really names: signatures, attributes and every instruction, also of lambdas and async methods.</summary>
internal static class Code
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>The methods and constructors that the compiler put into a type itself; nested types count as types of their own.</summary>
    public static IEnumerable<MethodBase> MethodsOf(Type type) => type.GetMembers(Declared).OfType<MethodBase>();

    public static IEnumerable<MethodBase> MethodsOf(Assembly assembly) => assembly.GetTypes().SelectMany(MethodsOf);

    /// <summary>The type as a reader of the source knows it.</summary>
    public static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>Every type that this one names anywhere, nested types included.</summary>
    public static IReadOnlySet<Type> TypesNamedBy(Type type)
    {
        var named = new HashSet<Type>();
        Add(named, type.BaseType);
        foreach (var one in type.GetInterfaces().Concat(type.GetCustomAttributesData().Select(attribute => attribute.AttributeType)))
            Add(named, one);
        foreach (var member in type.GetMembers(Declared))
        {
            Add(named, member);
            if (member is MethodBase method)
                AddBody(named, method);
        }
        foreach (var nested in type.GetNestedTypes(Declared))
            named.UnionWith(TypesNamedBy(nested));
        return named;
    }

    /// <summary>The members that a method's instructions name: what it calls, makes, reads and writes.</summary>
    public static IEnumerable<MemberInfo> MembersNamedBy(MethodBase method) => Operands(method, wanted: null).OfType<MemberInfo>();

    public static IEnumerable<string> StringsIn(MethodBase method) => Operands(method, OperandType.InlineString).OfType<string>();

    private static IEnumerable<object> Operands(MethodBase method, OperandType? wanted)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il)
            yield break;
        for (var at = 0; at < il.Length;)
        {
            var code = OpCodes[il[at] == 0xfe ? BitConverter.ToInt16([il[at + 1], 0xfe]) : il[at]];
            at += code.Size;
            if (code.OperandType == wanted)
                yield return method.Module.ResolveString(BitConverter.ToInt32(il, at));
            else if (wanted is null && code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return Resolve(method, BitConverter.ToInt32(il, at));
            at += SizeOf(code.OperandType, il, at);
        }
    }

    private static MemberInfo Resolve(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null)!;

    private static int SizeOf(OperandType operand, byte[] il, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, at),
        _ => 4,
    };

    private static void AddBody(HashSet<Type> named, MethodBase method)
    {
        foreach (var local in method.GetMethodBody()?.LocalVariables ?? [])
            Add(named, local.LocalType);
        foreach (var member in MembersNamedBy(method))
            Add(named, member);
    }

    private static void Add(HashSet<Type> named, MemberInfo? member)
    {
        Add(named, member as Type ?? member?.DeclaringType);
        switch (member)
        {
            case FieldInfo field:
                Add(named, field.FieldType);
                break;
            case MethodBase method:
                Add(named, (method as MethodInfo)?.ReturnType);
                foreach (var type in method.GetParameters().Select(parameter => parameter.ParameterType).Concat(method.IsGenericMethod ? method.GetGenericArguments() : []))
                    Add(named, type);
                break;
        }
    }

    private static void Add(HashSet<Type> named, Type? type)
    {
        if (type is null || type.IsGenericParameter)
            return;
        if (type.HasElementType)
        {
            Add(named, type.GetElementType());
            return;
        }
        foreach (var argument in type.GetGenericArguments())
            Add(named, argument);
        named.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }
}
