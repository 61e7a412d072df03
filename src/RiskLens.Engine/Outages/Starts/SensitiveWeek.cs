using RiskLens.Engine.Units;

namespace RiskLens.Engine.Outages;

/// <summary>A span in which orders are likelier, as the company names it: an election or exams.</summary>
/// <param name="From">First day, in the place's own time.</param>
/// <param name="To">Last day.</param>
/// <param name="What">What it is, in the company's words.</param>
public sealed record SensitiveWeek(DateOnly From, DateOnly To, string What);

/// <summary>Where simulated years lie in time: the hour in which they begin, and the sensitive weeks named.</summary>
public sealed record YearClock(Hour Start, IReadOnlyList<SensitiveWeek> SensitiveWeeks);
