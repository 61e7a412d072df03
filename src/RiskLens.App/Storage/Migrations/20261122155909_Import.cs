using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiskLens.App.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Import : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Shape",
                table: "Rejections",
                type: "TEXT",
                nullable: true
            );

            migrationBuilder.AddColumn<long>(
                name: "LocalNumbers",
                table: "Imports",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L
            );

            migrationBuilder.AddColumn<long>(
                name: "MissingHour",
                table: "Imports",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L
            );

            migrationBuilder.AddColumn<long>(
                name: "RepeatedHour",
                table: "Imports",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L
            );

            migrationBuilder.AddColumn<int>(
                name: "SkippedFiles",
                table: "Imports",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.AddColumn<int>(
                name: "SameAs",
                table: "Contacts",
                type: "INTEGER",
                nullable: true
            );

            migrationBuilder.CreateTable(
                name: "ColumnProfiles",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Header = table.Column<string>(type: "TEXT", nullable: false),
                    Columns = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ColumnProfiles", x => x.Name);
                }
            );

            migrationBuilder.CreateTable(
                name: "CountedHours",
                columns: table => new
                {
                    ChannelId = table.Column<int>(type: "INTEGER", nullable: false),
                    Hour = table.Column<int>(type: "INTEGER", nullable: false),
                    PurposeId = table.Column<int>(type: "INTEGER", nullable: false),
                    Out = table.Column<bool>(type: "INTEGER", nullable: false),
                    ImportId = table.Column<int>(type: "INTEGER", nullable: false),
                    Log = table.Column<int>(type: "INTEGER", nullable: false),
                    Messages = table.Column<int>(type: "INTEGER", nullable: false),
                    Conversations = table.Column<int>(type: "INTEGER", nullable: false),
                    Failed = table.Column<int>(type: "INTEGER", nullable: false),
                    Hundredths = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_CountedHours",
                        x => new
                        {
                            x.ChannelId,
                            x.Hour,
                            x.PurposeId,
                            x.Out,
                            x.ImportId,
                            x.Log,
                        }
                    );
                    table.ForeignKey(
                        name: "FK_CountedHours_Channels_ChannelId",
                        column: x => x.ChannelId,
                        principalTable: "Channels",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "FK_CountedHours_Imports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "Imports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Settings",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Settings", x => x.Name);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_CountedHours_ImportId",
                table: "CountedHours",
                column: "ImportId"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "ColumnProfiles");

            migrationBuilder.DropTable(name: "CountedHours");

            migrationBuilder.DropTable(name: "Settings");

            migrationBuilder.DropColumn(name: "Shape", table: "Rejections");

            migrationBuilder.DropColumn(name: "LocalNumbers", table: "Imports");

            migrationBuilder.DropColumn(name: "MissingHour", table: "Imports");

            migrationBuilder.DropColumn(name: "RepeatedHour", table: "Imports");

            migrationBuilder.DropColumn(name: "SkippedFiles", table: "Imports");

            migrationBuilder.DropColumn(name: "SameAs", table: "Contacts");
        }
    }
}
