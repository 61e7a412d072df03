using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiskLens.App.Storage.Migrations
{
    /// <inheritdoc />
    public partial class OutageHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Outages",
                columns: table => new
                {
                    Id = table
                        .Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Node = table.Column<string>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    StartUnixSeconds = table.Column<long>(type: "INTEGER", nullable: false),
                    EndUnixSeconds = table.Column<long>(type: "INTEGER", nullable: true),
                    ShortestHours = table.Column<double>(type: "REAL", nullable: false),
                    LongestHours = table.Column<double>(type: "REAL", nullable: true),
                    Precision = table.Column<string>(type: "TEXT", nullable: false),
                    FunctionLow = table.Column<double>(type: "REAL", nullable: false),
                    FunctionHigh = table.Column<double>(type: "REAL", nullable: false),
                    FunctionByChannel = table.Column<string>(type: "TEXT", nullable: false),
                    CustomersLow = table.Column<double>(type: "REAL", nullable: false),
                    CustomersHigh = table.Column<double>(type: "REAL", nullable: false),
                    Format = table.Column<string>(type: "TEXT", nullable: false),
                    Page = table.Column<string>(type: "TEXT", nullable: false),
                    SourceId = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Impact = table.Column<string>(type: "TEXT", nullable: false),
                    Url = table.Column<string>(type: "TEXT", nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", nullable: false),
                    Judged = table.Column<bool>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: false),
                    ChangedUnixSeconds = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outages", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "OutageWatches",
                columns: table => new
                {
                    Id = table
                        .Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Node = table.Column<string>(type: "TEXT", nullable: false),
                    FromUnixSeconds = table.Column<long>(type: "INTEGER", nullable: false),
                    ToUnixSeconds = table.Column<long>(type: "INTEGER", nullable: false),
                    Format = table.Column<string>(type: "TEXT", nullable: false),
                    Page = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutageWatches", x => x.Id);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Outages_Format_Page_SourceId_Node",
                table: "Outages",
                columns: new[] { "Format", "Page", "SourceId", "Node" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_OutageWatches_Node_Format_Page_FromUnixSeconds_ToUnixSeconds",
                table: "OutageWatches",
                columns: new[] { "Node", "Format", "Page", "FromUnixSeconds", "ToUnixSeconds" },
                unique: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "Outages");

            migrationBuilder.DropTable(name: "OutageWatches");
        }
    }
}
