using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Reliability;

public class XC409UnknownKeyTests
{
    private const string Id = "XC409";

    [Theory]
    [InlineData("services:\n  a:\n    enviroment: [A=1]\n", "The key enviroment is unknown in the service a; did you mean environment?", 3)]
    [InlineData("services:\n  a: {}\nvolume: {}\n", "The key volume is unknown at the top level; did you mean volumes?", 3)]
    [InlineData("services:\n  a:\n    healthcheck:\n      test: x\n      intervall: 3s\n", "The key intervall is unknown below healthcheck; did you mean interval?", 5)]
    [InlineData("services:\n  a:\n    build:\n      contxt: .\n", "The key contxt is unknown below build; did you mean context?", 4)]
    [InlineData("services:\n  a:\n    depends_on:\n      b: { condition: service_helthy }\n  b: {}\n", "condition is service_helthy; it may be service_completed_successfully, service_healthy, service_started; did you mean service_healthy?", 4)]
    [InlineData("services:\n  a:\n    cap_add: SYS_ADMIN\n", "cap_add has a shape that Compose does not accept", 3)]
    [InlineData("services:\n  a:\n    ports: '80:80'\n", "ports has a shape that Compose does not accept", 3)]
    [InlineData("services:\n  a:\n    environment:\n      - A: 1\n", "environment has a shape that Compose does not accept", 4)]
    [InlineData("services:\n  my service: {}\n", "my service is not a name that Compose accepts below services", 2)]
    [InlineData("services:\n  a: {}\nnetworks:\n  n:\n    driver_opt: {}\n", "The key driver_opt is unknown below n; did you mean driver_opts?", 5)]
    public void Check_NotInTheSpecification_IsFoundAtItsPlace(string text, string message, int line)
    {
        var finding = Assert.Single(RuleCase.Find(Id, text));

        Assert.Equal((message, line, Severity.Warning), (finding.Message, finding.Place.Line, finding.Severity));
    }

    [Theory]
    [InlineData("x-own: { any: thing }\nservices:\n  a: { x-own: 1, image: a }\n")]
    [InlineData("services:\n  a:\n    depends_on: [b]\n    ulimits: { nofile: { soft: 1, hard: 2 } }\n    env_file: [{ path: x, required: false }]\n    develop: { watch: [{ action: sync, path: ., target: /x }] }\n  b:\n    command:\n    networks: { default: { aliases: [x] } }\n")]
    [InlineData("services:\n  a:\n    cgroup: ${CGROUP}\n    labels: { any.key: 1 }\n    logging: { driver: json-file, options: { max-size: 1m } }\n    deploy: { resources: { reservations: { devices: [{ driver: nvidia, count: all, capabilities: [gpu] }] } } }\n")]
    public void Check_InTheSpecification_IsQuiet(string text) => Assert.Empty(RuleCase.Find(Id, text));

    [Fact]
    public void Check_SharedByManyServices_IsFoundOnce() => Assert.Single(RuleCase.Find(Id, "x-b: &b { imag: a }\nservices:\n  a: { <<: *b }\n  b: *b\n"));

    [Fact]
    public void Check_ReadersOwnFault_IsNotSaidTwice()
    {
        var lint = RuleCase.Lint("services:\n  a:\n    image: [a]\n");

        Assert.Single(lint.Findings, finding => finding.Rule.Id is "XC003" or Id);
    }
}
