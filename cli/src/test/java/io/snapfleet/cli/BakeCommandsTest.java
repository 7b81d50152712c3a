package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BakeCommandsTest {
  @TempDir private Path directory;
  private Path template;

  @BeforeEach
  void writeATemplate() throws IOException {
    template = directory.resolve("web.json");
    Files.writeString(
        template,
        """
        {
          "description": "A web machine",
          "variables": {"token": null, "region": "ams3"},
          "sensitive-variables": ["token"],
          "builders": [{
            "type": "digitalocean", "api_token": "{{user `token`}}", "region": "{{user `region`}}",
            "size": "s-1vcpu-1gb", "image": "debian-12-x64", "ssh_username": "root"
          }],
          "provisioners": [{"type": "shell", "inline": ["true"]}],
          "post-processors": [["manifest", "checksum"]]
        }
        """);
  }

  private Ran validate(String... more) {
    String[] command = {"bake", "validate", template.toString()};
    String[] all = java.util.Arrays.copyOf(command, command.length + more.length);
    System.arraycopy(more, 0, all, command.length, more.length);
    return Ran.command(all);
  }

  @Test
  void aSoundTemplateIsValid() {
    Ran ran = validate("-var", "token=secret=1");
    assertThat(ran).isEqualTo(new Ran(0, template + " is valid: build digitalocean\n", ""));
  }

  @Test
  void aVariableThatMustBeGivenIsNamedWithItsPlaceAndTheFix() {
    Ran ran = validate();
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors())
        .contains("error: variables.token: required variable not set: token")
        .contains("where: " + template + ":3:26")
        .contains("fix: give it with -var 'token=VALUE'");
  }

  @Test
  void valuesComeFromFilesAsPackerTakesThem() throws IOException {
    Path values = Files.writeString(directory.resolve("v.json"), "{\"token\": 5}");
    assertThat(validate("-var-file=" + values).exitCode()).isZero();
    assertThat(validate("--var-file", values.toString()).exitCode()).isZero();
  }

  @Test
  void allMistakesAreToldAtOnceAndNoneShowsASecret() throws IOException {
    Files.writeString(
        template,
        Files.readString(template)
            .replace("\"size\"", "\"monitoring\": \"{{user `token`}}\", \"sise\""));
    Ran ran = validate("-var", "token=hunter2", "--json");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).doesNotContain("hunter2").contains("<sensitive>");
    List<JsonNode> mistakes = List.copyOf(ran.errorJson().get("mistakes").values());
    assertThat(mistakes)
        .extracting(one -> one.get("error").asString())
        .anyMatch(error -> error.contains("unknown key 'sise' of builder digitalocean"))
        .anyMatch(error -> error.contains("must be true or false, not '<sensitive>'"));
    assertThat(mistakes)
        .extracting(one -> one.get("fix").asString())
        .contains("did you mean 'size'?");
  }

  @Test
  void aSecretInABuildsNameIsNotShown() throws IOException {
    Files.writeString(
        template,
        """
        {"variables": {"s": "hunter2"}, "sensitive-variables": ["s"],
         "builders": [{"type": "lxd", "name": "{{user `s`}}", "image": "debian"}]}
        """);
    assertThat(validate().output())
        .contains("is valid: build <sensitive>\n", "note: build <sensitive> cannot be run")
        .doesNotContain("hunter2");
    assertThat(validate("--json").output()).contains("<sensitive>").doesNotContain("hunter2");
    Ran baked =
        bake(
            """
            {"variables": {"s": "hunter2"}, "sensitive-variables": ["s"],
             "builders": [{"type": "null", "name": "{{user `s`}}", "communicator": "none"}],
             "provisioners": [{"type": "shell", "inline": ["true"]}]}
            """);
    assertThat(baked.exitCode()).isEqualTo(2);
    assertThat(baked.errors())
        .contains("build <sensitive> cannot be run")
        .doesNotContain("hunter2");
  }

  @Test
  void theShapeAloneIsJudgedOnRequest() {
    assertThat(validate("-syntax-only"))
        .isEqualTo(new Ran(0, template + " has a sound shape\n", ""));
  }

  @Test
  void buildsAreSelectedByName() {
    assertThat(validate("-var=token=x", "-only=other").output()).contains("no build is selected");
    assertThat(validate("-var=token=x", "-only=,").output()).contains("no build is selected");
    assertThat(validate("-var=token=x", "-only=other,digitalocean").output())
        .contains("is valid: build digitalocean");
    assertThat(validate("-var=token=x", "-except=digitalocean").output())
        .contains("no build is selected");
    JsonNode builds = validate("-var=token=x", "--json").outputJson().get("builds");
    assertThat(builds.get(0).get("type").asString()).isEqualTo("digitalocean");
  }

  @Test
  void aBuildThatCanOnlyBeCheckedIsPointedOut() throws IOException {
    Files.writeString(template, "{\"builders\": [{\"type\": \"lxd\", \"image\": \"debian\"}]}");
    Ran ran = validate();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.output()).contains("note: build lxd cannot be run: builder lxd is checked");
  }

  @Test
  void mistakesAreLinesForProgramsAsWell() throws IOException {
    Files.writeString(template, "{\"builders\": [{\"type\": \"lxd\", \"imag\": \"debian,x\"}]}");
    Ran ran = validate("-machine-readable");
    assertThat(ran.output().lines())
        .hasSize(1)
        .allMatch(line -> line.matches("[0-9]+,,ui,error,.*unknown key 'imag'.*"));
  }

  @Test
  void anAssignmentWithoutAValueIsMisuse() {
    Ran ran = validate("-var", "token");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("-var needs NAME=VALUE, not 'token'");
  }

  @Test
  void inspectShowsWhatIsDeclaredAndNoSecret() {
    Ran ran = Ran.command("bake", "inspect", template.toString());
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.output())
        .contains("A web machine\n")
        .contains("region    ams3\n")
        .contains("token     (must be given)\n")
        .contains("Provisioners: shell\n")
        .contains("Post-processors: manifest -> checksum\n");
    JsonNode json = Ran.command("bake", "inspect", template.toString(), "--json").outputJson();
    assertThat(json.get("variables").get(1).get("required").asBoolean()).isTrue();
    assertThat(json.get("variables").get(1).get("sensitive").asBoolean()).isTrue();
  }

  @Test
  void inspectPrintsLinesForProgramsAsPackerDoes() {
    Ran ran = Ran.command("bake", "inspect", "-machine-readable", template.toString());
    assertThat(ran.output().lines().map(line -> line.replaceFirst("^[0-9]+", "TIME")))
        .containsExactly(
            "TIME,,template-variable,token,,1",
            "TIME,,template-variable,region,ams3,0",
            "TIME,,template-builder,digitalocean,digitalocean",
            "TIME,,template-provisioner,shell");
  }

  @Test
  void aMissingTemplateIsNamed() {
    Ran ran = Ran.command("bake", "validate", directory.resolve("none.json").toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("no such file", "none.json");
  }

  private Ran bake(String content, String... options) throws IOException {
    Files.writeString(template, content);
    String[] all = java.util.Arrays.copyOf(options, options.length + 2);
    System.arraycopy(options, 0, all, 1, options.length);
    all[0] = "bake";
    all[all.length - 1] = template.toString();
    return Ran.command(all);
  }

  private static String nothing(String script) {
    return """
        {"builders": [{"type": "null", "communicator": "none"}],
         "provisioners": [{"type": "shell-local", "command": "%s"}]}
        """
        .formatted(script);
  }

  @Test
  void aBuildPrintsItsLinesAndItsArtifactLast() throws IOException {
    Ran ran = bake(nothing("echo hello"));
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.output())
        .contains("\n    null: hello\n")
        .endsWith(
            """
            ==> Builds finished. The artifacts of successful builds are:
            --> null: Did not export anything. This is the null builder
            """);
  }

  @Test
  void theArtifactsAreDataOnRequest() throws IOException {
    JsonNode build = bake(nothing("true"), "--json").outputJson().get("builds").get(0);
    assertThat(build.get("artifacts").get(0).get("id").asString()).isEqualTo("Null");
    assertThat(build.has("error")).isFalse();
    assertThat(bake(nothing("true"), "-machine-readable").output().lines())
        .anyMatch(line -> line.matches("[0-9]+,null,artifact-count,1"))
        .anyMatch(line -> line.matches("[0-9]+,null,artifact,0,id,Null"));
  }

  @Test
  void aFailedBuildIsAFailureOfTheCommand() throws IOException {
    Ran ran = bake(nothing("exit 3"), "-on-error=abort", "-timestamp-ui");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.output()).containsPattern("T[0-9:]+Z: ==> null: Aborted: there is nothing");
    assertThat(ran.errors())
        .contains("error: build null failed: Script exited with non-zero")
        .endsWith("fix: read above what the step printed\n");
    assertThat(bake(nothing("exit 3")).errors()).contains("; -on-error=abort leaves");
  }

  @Test
  void underJsonTheLogOfAFailedBuildIsNamed() throws IOException {
    Ran ran = bake(nothing("echo here; exit 3"), "--json");
    Path log = Path.of(ran.outputJson().at("/builds/0/log").asString());
    assertThat(log).content().contains("    null: here\n");
    assertThat(ran.errorJson().get("fix").asString()).contains("in the log that the result names");
    assertThat(bake(nothing("true"), "--json").outputJson().at("/builds/0").has("log")).isFalse();
  }

  @Test
  void whatCannotBeRunIsRefusedBeforeAnythingHappens() throws IOException {
    Path made = directory.resolve("made");
    Ran ran =
        bake(
            """
            {"builders": [{"type": "file", "target": "%s"}],
             "provisioners": [{"type": "shell", "inline": ["true"]}]}
            """
                .formatted(made));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors())
        .contains("provisioner shell needs a machine, and builder file makes none")
        .contains("use shell-local");
    assertThat(made).doesNotExist();
  }

  @Test
  void anOptionThatMakesNoSenseIsMisuse() throws IOException {
    assertThat(bake(nothing("true"), "-on-error=panic").errors())
        .contains("-on-error needs cleanup, abort or ask, not 'panic'");
    assertThat(bake(nothing("true"), "-parallel-builds=-1").exitCode()).isEqualTo(2);
    assertThat(bake(nothing("true"), "-only=other").errors()).contains("no build is selected");
  }

  @Test
  void aTemplateMayComeOnTheStandardInput() throws IOException {
    try (Scene scene = new Scene(directory.resolve("scene"))) {
      scene.input(Files.readString(template));
      assertThat(scene.ran("bake", "validate", "-var=token=x", "-"))
          .isEqualTo(new Ran(0, "- is valid: build digitalocean\n", ""));
      assertThat(scene.ran("bake", "inspect", "-").output()).contains("A web machine\n");
      scene.input(nothing("echo {{template_dir}}"));
      String here = Path.of("").toAbsolutePath().toString();
      assertThat(scene.ran("bake", "-").output()).contains("    null: " + here + "\n");
      scene.input("{\"builders\": [}");
      Ran broken = scene.ran("bake", "-");
      assertThat(broken.exitCode()).isEqualTo(2);
      assertThat(broken.errors()).contains("where: -:1:15");
    }
  }
}
