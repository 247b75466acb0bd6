using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace XnaiControl.Core.Metering.History.Migrations
{
    /// <inheritdoc />
    public partial class MeteringHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "MeteringSeries",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Engine = table.Column<string>(type: "TEXT", nullable: false),
                    Stack = table.Column<string>(type: "TEXT", nullable: false),
                    Service = table.Column<string>(type: "TEXT", nullable: false),
                    Metric = table.Column<int>(type: "INTEGER", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MeteringSeries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MeteringMinutes",
                columns: table => new
                {
                    SeriesId = table.Column<int>(type: "INTEGER", nullable: false),
                    AtMicroseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    Min = table.Column<double>(type: "REAL", nullable: false),
                    Avg = table.Column<double>(type: "REAL", nullable: false),
                    Max = table.Column<double>(type: "REAL", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MeteringMinutes", x => new { x.SeriesId, x.AtMicroseconds });
                    table.ForeignKey(
                        name: "FK_MeteringMinutes_MeteringSeries_SeriesId",
                        column: x => x.SeriesId,
                        principalTable: "MeteringSeries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_MeteringSeries_Engine_Stack_Service_Metric_Target",
                table: "MeteringSeries",
                columns: new[] { "Engine", "Stack", "Service", "Metric", "Target" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MeteringMinutes");

            migrationBuilder.DropTable(
                name: "MeteringSeries");
        }
    }
}
