using System.Text;
using RiskLens.App.Companies;
using RiskLens.App.Outages;
using RiskLens.App.Storage;
using RiskLens.Engine.Studies;
using RiskLens.Engine.Units;

namespace RiskLens.App.Studies;

/// <summary>Writes the register of providers of a study as CSV: UTF-8, commas, line feeds, one row a channel.</summary>
public sealed class WriteRegister(Workspace workspace)
{
    /// <summary>Writes the file and tells its rows.</summary>
    /// <exception cref="RiskLensException">There is no such study, or the file cannot be written.</exception>
    public async Task<IReadOnlyList<RegisterRow>> RunAsync(
        string study,
        string path,
        CancellationToken cancellationToken
    )
    {
        var found = await new StudyArchive(workspace).GetAsync(study, cancellationToken);
        var catalogue = await new CompanyCatalogue(workspace).LoadAsync(cancellationToken);
        var rows = new Register(found, catalogue).Rows();
        try
        {
            await File.WriteAllTextAsync(path, TextOf(rows, found), cancellationToken);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new RiskLensException(
                $"The register cannot be written to {path}.",
                "Name a file in a folder that you may write to with --output.",
                refused
            );
        }
        return rows;
    }

    /// <summary>The register as CSV.</summary>
    private static string TextOf(IReadOnlyList<RegisterRow> rows, Study study)
    {
        var text = new StringBuilder();
        foreach (var cells in rows.Select(row => row.Cells(study.Id)).Prepend(RegisterRow.Columns))
            text.AppendRow(cells);
        return text.ToString();
    }
}
