package io.snapfleet.bake.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.source.InvalidTemplateException;
import io.snapfleet.provider.input.InputProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateTest {
  private static final String NULL = "{\"type\": \"null\", \"communicator\": \"none\"}";

  private static Template template(String text, TemplateInput input) {
    return Template.of(
        TemplateFile.parse(text, Path.of("web.json")), input, Verdicts.surroundings());
  }

  private static Template template(String text) {
    return template(text, TemplateInput.none());
  }

  private static TemplateInput assigned(String name, String value) {
    return new TemplateInput(Map.of(name, value), List.of(), Set.of(), Set.of());
  }

  private static List<InputProblem> problems(String text, TemplateInput input) {
    return catchThrowableOfType(InvalidTemplateException.class, () -> template(text, input))
        .problems();
  }

  /** A build of {@code null} with one provisioner that runs here. */
  private static ProvisionerStep step(String keys) {
    return template(
            """
            {"builders": [%s], "provisioners": [{"type": "shell-local", %s}]}
            """
                .formatted(NULL, keys))
        .builds()
        .getFirst()
        .provisioners()
        .getFirst();
  }

  @Test
  void theExampleOfTheGuideIsRead() {
    Template template =
        template(
            """
            {
              "variables": {"home": "{{env `HOME`}}", "do_api_token": null, "project_name": null},
              "sensitive-variables": ["do_api_token"],
              "builders": [{
                "type": "digitalocean", "api_token": "{{user `do_api_token`}}",
                "image": "debian-9-x64", "region": "sfo2", "size": "s-1vcpu-1gb",
                "private_networking": true, "monitoring": true,
                "user_data_file": "files/user-data.yml",
                "snapshot_name": "{{user `project_name`}}_{{isotime \\"06-01-02-03-04-05\\"}}",
                "communicator": "ssh", "ssh_username": "root"
              }],
              "provisioners": [{
                "type": "ansible", "playbook_file": "files/playbook.yml", "groups": ["wp_node"],
                "host_alias": "packerbox", "inventory_directory": "files/folder",
                "ansible_env_vars": ["ANSIBLE_SSH_ARGS='-o ForwardAgent=yes'"],
                "extra_arguments": ["-vvv"], "user": "root"
              }],
              "post-processors": [
                {"type": "manifest", "output": "manifest.json", "strip_path": true}
              ]
            }
            """,
            new TemplateInput(
                Map.of("do_api_token", "hunter2", "project_name", "nav-guide"),
                List.of(),
                Set.of(),
                Set.of()));

    Build build = template.builds().getFirst();
    Settings droplet = build.builder();
    assertThat(build.refusals()).isEmpty();
    assertThat(droplet.requiredText("snapshot_name")).isEqualTo("nav-guide_26-03-07-04-05-09");
    assertThat(droplet.requiredText("api_token")).isEqualTo("hunter2");
    assertThat(droplet.flag("private_networking")).isTrue();
    assertThat(droplet.flag("ipv6")).isFalse();
    assertThat(droplet.duration("state_timeout")).contains(Duration.ofMinutes(6));
    assertThat(droplet.number("ssh_port")).contains(22L);
    assertThat(droplet.text("vpc_uuid")).isEmpty();
    Settings ansible = build.provisioners().getFirst().settings();
    assertThat(ansible.texts("ansible_env_vars"))
        .containsExactly("ANSIBLE_SSH_ARGS='-o ForwardAgent=yes'");
    assertThat(ansible.requiredText("galaxy_command")).isEqualTo("ansible-galaxy");
    PostProcessorStep manifest = build.postProcessors().getFirst().steps().getFirst();
    assertThat(manifest.settings().flag("strip_path")).isTrue();
    assertThat(manifest.keepInputArtifact()).isEmpty();
    assertThat(template.masking().mask("token hunter2.")).isEqualTo("token <sensitive>.");
    assertThat(template.variables())
        .containsEntry("project_name", "nav-guide")
        .doesNotContainValue("hunter2");
  }

  @Test
  void variablesThatMayBeSecretsAreNotAmongThoseThatAreTold() {
    Template template =
        template(
            """
            {"variables": {"size": "small", "db_password": "x", "url": "https://me:hidden42@h",
               "pin": "hidden42"},
             "sensitive-variables": ["pin"],
             "builders": [{"type": "null", "communicator": "none"}]}
            """);
    assertThat(template.variables()).containsExactly(Map.entry("size", "small"));
  }

  @Test
  void aSensitiveVariableNeedNotBeDeclaredToBeMasked() {
    Template template =
        template(
            """
            {"sensitive-variables": ["pin"], "builders": [{"type": "null", "communicator": "none"}]}
            """,
            assigned("pin", "hidden42"));
    assertThat(template.masking().mask("it is hidden42")).isEqualTo("it is <sensitive>");
    assertThat(template.variables()).isEmpty();
  }

  @Test
  void aSecretOfSeveralLinesIsMaskedWhereOneIsPrintedAloneToo() {
    Masking masking = Masking.of(List.of("-----BEGIN-----\nfirst-line\nlast-line\n}\n"));
    assertThat(masking.mask("last-line of }")).isEqualTo("<sensitive> of }");
    assertThat(Masking.of(List.of("a\n          \n  last-line")).mask("last-line          a"))
        .isEqualTo("<sensitive>          a");
    assertThat(masking.hides("-----BEGIN-----")).isFalse();
    assertThat(masking).hasToString("1 secrets");
  }

  @Test
  void valuesAreAsLenientAsPackers() {
    Settings settings =
        template(
                """
                {"builders": [{"type": "docker", "Image": 12, "commit": "TRUE", "pull": 0,
                  "changes": "USER a,CMD b", "run_command": ["-d", "{{.Image}}"],
                  "volumes": {"/a": true}, "ssh_port": "0x16", "ssh_timeout": "1h1.5s"}]}
                """)
            .builds()
            .getFirst()
            .builder();
    assertThat(settings.text("image")).contains("12");
    assertThat(settings.flag("commit")).isTrue();
    assertThat(settings.flag("pull")).isFalse();
    assertThat(settings.texts("changes")).containsExactly("USER a", "CMD b");
    assertThat(settings.texts("run_command")).containsExactly("-d", "{{.Image}}");
    assertThat(settings.map("volumes")).containsExactly(Map.entry("/a", "1"));
    assertThat(settings.number("ssh_port")).contains(22L);
    assertThat(settings.duration("ssh_timeout")).contains(Duration.ofMillis(3_601_500));
  }

  @Test
  void lettersChangeTheirCaseOneByOne() {
    assertThat(
            step("\"inline\": [\"{{upper `straße`}}\", \"{{lower `İΣ`}}\"]")
                .settings()
                .texts("inline"))
        .containsExactly("STRAßE", "iσ");
  }

  @Test
  void aVariableMayHoldAList() {
    Template template =
        template(
            """
            {"builders": [%s],
             "provisioners": [{"type": "shell-local", "inline": "{{user `commands`}}"}]}
            """
                .formatted(NULL),
            assigned("commands", "one,{{`t`}}wo"));
    assertThat(template.builds().getFirst().provisioners().getFirst().settings().texts("inline"))
        .containsExactly("one", "two");
  }

  @Test
  void aStepHasItsWaitsAndRetries() {
    ProvisionerStep step =
        step(
            """
            "inline": ["true"], "pause_before": "10s", "timeout": "5m", "max_retries": 3
            """);
    assertThat(step.pauseBefore()).isEqualTo(Duration.ofSeconds(10));
    assertThat(step.timeout()).contains(Duration.ofMinutes(5));
    assertThat(step.maxRetries()).isEqualTo(3);
    ProvisionerStep plain = step("\"inline\": [\"true\"]");
    assertThat(plain)
        .isEqualTo(new ProvisionerStep(plain.settings(), Duration.ZERO, plain.timeout(), 0));
    assertThat(plain.timeout()).isEmpty();
  }

  @Test
  void eachBuildHasTheStepsMeantForItWithItsOwnSettings() {
    List<Build> builds =
        template(
                """
                {"builders": [%s, {"type": "null", "name": "b-{{user `n`}}", "communicator": "none"}],
                 "provisioners": [
                   {"type": "shell-local", "inline": ["{{build_name}} {{build_type}}"],
                    "override": {"b-{{user `n`}}": {"inline": ["own"]}}},
                   {"type": "shell-local", "command": "true", "only": ["null"]}],
                 "post-processors": [["manifest", {"type": "checksum", "except": ["null"]}]]}
                """
                    .formatted(NULL),
                assigned("n", "1"))
            .builds();
    assertThat(builds).extracting(Build::name).containsExactly("b-1", "null");
    Build second = builds.getFirst();
    Build first = builds.getLast();
    assertThat(second.provisioners()).hasSize(1);
    assertThat(second.provisioners().getFirst().settings().texts("inline")).containsExactly("own");
    assertThat(first.provisioners()).hasSize(2);
    assertThat(first.provisioners().getFirst().settings().texts("inline"))
        .containsExactly("null null");
    assertThat(first.postProcessors().getFirst().steps())
        .extracting(PostProcessorStep::type)
        .containsExactly("manifest");
    assertThat(second.postProcessors().getFirst().steps()).hasSize(2);
  }

  @Test
  void anExceptedPostProcessorEndsItsSequence() {
    Template template =
        template(
            """
            {"builders": [%s], "post-processors": [
              ["manifest", {"type": "checksum", "name": "sums"}, "compress"], "compress"]}
            """
                .formatted(NULL),
            new TemplateInput(Map.of(), List.of(), Set.of(), Set.of("sums")));
    assertThat(template.builds().getFirst().postProcessors())
        .extracting(sequence -> sequence.steps().size())
        .containsExactly(1, 1);
  }

  @Test
  void whatOnlyTheRunningBuildKnowsIsRenderedThen() {
    Build build =
        template(
                """
                {"builders": [%s], "provisioners": [{"type": "shell-local", "inline":
                  ["{{build `ID`}} {{.Nothing}}"], "execute_command": ["{{.Vars}} {{user `v`}} {{.Script}}"]}]}
                """
                    .formatted(NULL),
                assigned("v", "sudo"))
            .builds()
            .getFirst();
    Settings settings = build.provisioners().getFirst().settings();
    assertThat(settings.texts("inline")).containsExactly("{{.ID}} <no value>");
    assertThat(build.texts().render("{{.ID}} {{build `Host`}}", Map.of("ID", "7", "Host", "h")))
        .isEqualTo("7 h");
    assertThat(
            build
                .texts()
                .render(
                    settings.texts("execute_command").getFirst(),
                    Map.of("Vars", "A='b'", "Script", "/tmp/s")))
        .isEqualTo("A='b' sudo /tmp/s");
  }

  @Test
  void tokensAndPasswordsInSettingsAreMaskedToo() {
    Masking masking =
        template(
                """
                {"builders": [{"type": "digitalocean", "api_token": "dop_1", "region": "ams3",
                  "size": "s", "image": "i", "ssh_username": "root", "ssh_password": "dop_1-too"}]}
                """)
            .masking();
    assertThat(masking.mask("dop_1-too dop_1 ams3")).isEqualTo("<sensitive> <sensitive> ams3");
    assertThat(masking).hasToString("2 secrets");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceInTheFilesOrder() {
    List<InputProblem> problems =
        problems(
            """
            {
              "variables": {"a": "{{user `b`}}", "b": "{{user `a`}}", "c": null},
              "builders": [{"type": "digitalocean", "regoin": "x", "size": ["s"],
                "image": "{{uper `x`}}"}],
              "provisioners": [{"type": "shel"}, {"type": "shell", "only": ["digitalocaen"]}]
            }
            """,
            TemplateInput.none());
    assertThat(problems)
        .extracting(InputProblem::toString)
        .containsExactly(
            "web.json:2:46: variables.b: variables refer to each other in a circle: a -> b -> a",
            "web.json:2:64: variables.c: required variable not set: c; give it with -var 'c=VALUE'"
                + " or in a -var-file",
            "web.json:3:41: builders[0].regoin: unknown key 'regoin' of builder digitalocean; did"
                + " you mean 'region'?",
            "web.json:3:64: builders[0].size: must be a text, not a list",
            "web.json:4:17: builders[0].image: unknown function 'uper'; did you mean 'upper'?",
            "web.json:5:29: provisioners[0].type: unknown provisioner 'shel'; did you mean 'shell'?",
            "web.json:5:47: provisioners[1].only: there is no builder 'digitalocaen'; did you mean"
                + " 'digitalocean'?");
  }

  @Test
  void aMistakeOfShapeHidesNoOtherAndMakesNone() {
    assertThat(
            problems(
                """
                {
                  "bilders": [], "variables": {"port": 22},
                  "builders": [{"name": "web"}, {"type": "digitalocean", "regoin": "x",
                    "ssh_port": "{{user `port`}}", "image": "{{uper `x`}}", "size": "s",
                    "ssh_username": "root", "region": "lon1", "api_token": "t"}],
                  "provisioners": [{"type": "shell", "only": ["web"]}, "shell"]
                }
                """,
                TemplateInput.none()))
        .extracting(problem -> problem.line() + ": " + problem.path() + ": " + problem.rule())
        .containsExactly(
            "2: bilders: unknown key 'bilders'",
            "2: variables.port: must be a text or null, not a number",
            "3: builders[0]: type is missing",
            "3: builders[1].regoin: unknown key 'regoin' of builder digitalocean",
            "4: builders[1].image: unknown function 'uper'; did you mean 'upper'?",
            "6: provisioners[1]: must be an object, not text");
  }

  @Test
  void aComponentThatBothBuildsHaveWrongIsToldOnce() {
    assertThat(
            problems(
                """
                {"builders": [%s, {"type": "null", "name": "b", "communicator": "none"}],
                 "provisioners": [{"type": "shell-local", "inlin": ["true"]}]}
                """
                    .formatted(NULL),
                TemplateInput.none()))
        .hasSize(1);
  }

  static Stream<Arguments> tooMuch() {
    return Stream.of(
        Arguments.of("[".repeat(600) + "]".repeat(600), "document nesting depth"),
        Arguments.of("1".repeat(2000), "number value length"),
        Arguments.of("{\"" + "k".repeat(60_000) + "\": 1}", "name length"));
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void whatIsTooDeepOrTooLongIsRefusedAtItsPlace(String value, String why) {
    assertThat(problems("{\n\"builders\": " + value + "}", TemplateInput.none()))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.line()).isEqualTo(2);
              assertThat(problem.column()).isGreaterThan(12);
              assertThat(problem.rule())
                  .startsWith("is too much to read: " + why)
                  .doesNotContain("StreamReadConstraints");
            });
  }

  @Test
  void aPlaceInAnEscapedTextIsThatOfTheFile() {
    String text =
        "{\"builders\": ["
            + NULL
            + "],\n\"description\": 1,\n\"variables\": {\"a\": \"\\u00e4\\n{{no}}\"}}";
    assertThat(
            problems(
                text.replace("\"description\": 1,", "\"description\": \"x\","),
                TemplateInput.none()))
        .extracting(InputProblem::where)
        .containsExactly("web.json:3:31");
  }
}
