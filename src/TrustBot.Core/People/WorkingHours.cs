using System.Collections.Immutable;
using NodaTime;

namespace TrustBot.Core.People;

public sealed record WorkingHours(string Zone, ImmutableArray<IsoDayOfWeek> Days, LocalTime From, LocalTime Until, LocalTime Prompt);
