using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiskLens.App.Storage.Migrations
{
    /// <inheritdoc />
    public partial class StudyChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Changes",
                table: "Studies",
                type: "TEXT",
                nullable: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "Changes", table: "Studies");
        }
    }
}
