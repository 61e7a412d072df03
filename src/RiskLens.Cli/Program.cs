using System.CommandLine;
using RiskLens.Cli;
using RiskLens.Cli.Commands;

var root = new RootCommand(
    "What a 24-hour outage of a messaging channel would cost, from your own logs. Nothing leaves this machine."
)
{
    DemoCommand.Build(),
    CompanyCommand.Build(),
    IdentitiesCommand.Build(),
    ContactsCommand.Build(),
    ImportCommand.Build(),
    LedgerCommand.Build(),
    OutagesCommand.Build(),
    CampaignsCommand.Build(),
    AssumptionsCommand.Build(),
    RatesCommand.Build(),
    PricesCommand.Build(),
    CatalogueCommands.BuildChannels(),
    CatalogueCommands.BuildNodes(),
    CatalogueCommands.BuildPurposes(),
    ForecastCommand.Build(),
    CounterfactualCommand.Build(),
    StudyCommand.Build(),
    MixCommand.Build(),
    ReportCommand.Build(),
    ServeCommand.Build(),
    ScheduleCommand.Build(),
    DoctorCommand.Build(),
    Call.JsonOption,
    Call.WorkspaceOption,
};
return await CommandLine.RunAsync(root, args);
