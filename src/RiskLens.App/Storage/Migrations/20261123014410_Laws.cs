using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiskLens.App.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Laws : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Law",
                table: "Assumptions",
                type: "TEXT",
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "Origin",
                table: "Assumptions",
                type: "TEXT",
                nullable: false,
                defaultValue: "typed"
            );

            migrationBuilder.CreateTable(
                name: "Rates",
                columns: table => new
                {
                    Date = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    To = table.Column<string>(type: "TEXT", nullable: false),
                    Rate = table.Column<double>(type: "REAL", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_Rates",
                        x => new
                        {
                            x.Date,
                            x.From,
                            x.To,
                        }
                    );
                }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "Rates");

            migrationBuilder.DropColumn(name: "Law", table: "Assumptions");

            migrationBuilder.DropColumn(name: "Origin", table: "Assumptions");
        }
    }
}
