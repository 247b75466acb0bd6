using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace XnaiControl.Core.Operations.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "operation",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Engine = table.Column<string>(type: "TEXT", nullable: false),
                    Stack = table.Column<string>(type: "TEXT", nullable: false),
                    Service = table.Column<string>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    Parameters = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    StartedMicroseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    TookMicroseconds = table.Column<long>(type: "INTEGER", nullable: true),
                    Stages = table.Column<string>(type: "TEXT", nullable: false),
                    Output = table.Column<string>(type: "TEXT", nullable: false),
                    OutputSkipped = table.Column<int>(type: "INTEGER", nullable: false),
                    Summary = table.Column<string>(type: "TEXT", nullable: true),
                    Error = table.Column<string>(type: "TEXT", nullable: true),
                    IntentSequence = table.Column<long>(type: "INTEGER", nullable: true),
                    OutcomeSequence = table.Column<long>(type: "INTEGER", nullable: true),
                    OutcomeHash = table.Column<string>(type: "TEXT", nullable: true),
                    Unrecorded = table.Column<bool>(type: "INTEGER", nullable: false),
                    RequestKey = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_operation", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_operation_Engine_Stack_Id",
                table: "operation",
                columns: new[] { "Engine", "Stack", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_operation_RequestKey",
                table: "operation",
                column: "RequestKey");

            migrationBuilder.CreateIndex(
                name: "IX_operation_State",
                table: "operation",
                column: "State");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "operation");
        }
    }
}
