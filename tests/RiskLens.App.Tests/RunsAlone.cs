namespace RiskLens.App.Tests;

/// <summary>Tests that measure what the whole process allocates, and so run beside no others.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class RunsAlone;
