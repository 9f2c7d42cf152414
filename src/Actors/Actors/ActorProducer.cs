using System.Linq.Expressions;
using System.Reflection;

namespace Tapedeck.Actors;

/// <summary>Makes instances of one actor class from fixed constructor arguments.</summary>
internal sealed class ActorProducer(Type type, object?[] args)
{
    private const BindingFlags AnyConstructor = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.CreateInstance | BindingFlags.DoNotWrapExceptions;

    public Type Type => type;

    public static ActorProducer From<TActor>(Expression<Func<TActor>> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (factory.Body is not NewExpression call)
            throw new ArgumentException("The create function must be a 'new T (args)' expression", nameof(factory));
        return new ActorProducer(call.Type, call.Arguments.Select(Evaluate).ToArray());
    }

    public ActorBase Produce() => (ActorBase)Activator.CreateInstance(type, AnyConstructor, null, args, null)!;

    /// <summary>Reads constants, fields and properties by reflection, which is quick; compiles anything else.</summary>
    private static object? Evaluate(Expression argument) => argument switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } access => field.GetValue(EvaluateTarget(access.Expression)),
        MemberExpression { Member: PropertyInfo property } access =>
            property.GetValue(EvaluateTarget(access.Expression)),
        _ => Expression.Lambda<Func<object?>>(Expression.Convert(argument, typeof(object))).Compile()(),
    };

    private static object? EvaluateTarget(Expression? target) => target is null ? null : Evaluate(target);
}
