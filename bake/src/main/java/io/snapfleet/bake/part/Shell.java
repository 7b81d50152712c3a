package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.local.Scratch;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Communicator;
import io.snapfleet.bake.run.Interruption;
import io.snapfleet.bake.run.Provisioner;
import io.snapfleet.bake.run.Stopping;
import io.snapfleet.bake.run.Words;
import io.snapfleet.bake.run.Workpiece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Provisioner {@code shell}: scripts on the piece. */
final class Shell implements Provisioner {
  private static final String USUAL = "chmod +x {{.Path}}; {{.Vars}} {{.Path}}";
  private static final String USUAL_WITH_FILE =
      "chmod +x {{.Path}}; . {{.EnvVarFile}} && {{.Path}}";
  private static final Duration PAUSE_BETWEEN_TRIES = Duration.ofSeconds(2);
  private static final int NUMBERS = 10_000;

  private final Settings settings;
  private final BuildSite site;

  Shell(Settings settings, BuildSite site) {
    this.settings = settings;
    this.site = site;
  }

  @Override
  public void provision(Workpiece piece) {
    RemoteScript remote = remote(piece.communicator());
    String variables = variables(piece).written(withFile() ? "export %s='%s'\n" : "%s='%s' ");
    try (Scratch scratch = Scratch.make()) {
      String file = withFile() ? upload(variables, scratch, remote) : "";
      Map<String, String> data = new HashMap<>(site.facts(piece.facts()));
      data.put("Vars", variables);
      data.put("EnvVarFile", file);
      data.put("Path", remote.path());
      String command = site.render(settings.text("execute_command").orElse(usual()), data);
      List<Path> scripts = scripts(piece, scratch);
      Stopping.undone(
          () -> {
            scripts.forEach(script -> run(script, scratch, command, remote));
            return scripts;
          },
          () -> deleteVariables(file, remote));
      deleteVariables(file, remote);
    } catch (IOException unreadable) {
      throw new BuildException("the script cannot be prepared: " + unreadable, unreadable);
    }
    settings.duration("pause_after").filter(Duration::isPositive).ifPresent(this::pause);
  }

  private RemoteScript remote(Communicator communicator) {
    String path =
        settings
            .text("remote_path")
            .orElseGet(
                () ->
                    folder()
                        + "/"
                        + settings.text("remote_file").orElseGet(() -> numbered("script_")));
    Duration limit = settings.duration("start_retry_timeout").orElse(Duration.ZERO);
    return new RemoteScript(
        path,
        settings.flag("skip_clean"),
        communicator,
        new StartRetries(limit, PAUSE_BETWEEN_TRIES, System::nanoTime));
  }

  private ScriptVariables variables(Workpiece piece) {
    return new ScriptVariables(settings, site, text -> site.rendered(text, piece.facts()));
  }

  private boolean withFile() {
    return settings.flag("use_env_var_file");
  }

  private String usual() {
    return withFile() ? USUAL_WITH_FILE : USUAL;
  }

  private String folder() {
    return settings.requiredText("remote_folder");
  }

  private static String numbered(String name) {
    return name + ThreadLocalRandom.current().nextInt(NUMBERS) + ".sh";
  }

  private String upload(String variables, Scratch scratch, RemoteScript remote) throws IOException {
    Path file = Files.writeString(scratch.file("variables"), variables);
    String to = folder() + "/" + numbered("varfile_");
    remote.uploadPrivate(file, to);
    return to;
  }

  private void deleteVariables(String file, RemoteScript remote) {
    if (withFile() && !settings.flag("skip_clean")) {
      remote.delete(file);
    }
  }

  private List<Path> scripts(Workpiece piece, Scratch scratch) throws IOException {
    List<Path> scripts =
        new ArrayList<>(
            Stream.concat(settings.text("script").stream(), settings.texts("scripts").stream())
                .map(site::resolve)
                .toList());
    if (!settings.texts("inline").isEmpty()) {
      StringBuilder text = new StringBuilder("#!" + settings.requiredText("inline_shebang") + "\n");
      settings
          .texts("inline")
          .forEach(line -> text.append(site.rendered(line, piece.facts())).append('\n'));
      scripts.add(Files.writeString(scratch.file("inline-script"), text));
    }
    return scripts;
  }

  private void run(Path script, Scratch scratch, String command, RemoteScript remote) {
    site.lines().say("Provisioning with shell script: " + script);
    Path sent = settings.flag("binary") ? script : converted(script, scratch);
    int status = remote.run(sent, command, site.lines()::message, site.lines()::error);
    boolean disconnected = status == Communicator.DISCONNECTED;
    if (disconnected && settings.flag("expect_disconnect")) {
      remote.clean();
    } else if (disconnected && !settings.numbers("valid_exit_codes").contains((long) status)) {
      throw new BuildException(
          "Script disconnected unexpectedly. If you expected your script to disconnect, i.e. from a"
              + " restart, you can try adding `\"expect_disconnect\": true` or"
              + " `\"valid_exit_codes\": [0, 2300218]` to the shell provisioner parameters.");
    } else {
      ExitStatuses.of(settings).check(status);
    }
  }

  private static Path converted(Path script, Scratch scratch) {
    try {
      return Files.write(scratch.file("script"), UnixLines.of(Files.readAllBytes(script)));
    } catch (IOException unreadable) {
      throw new BuildException(
          "the script " + script + " cannot be read: " + unreadable, unreadable);
    }
  }

  private void pause(Duration pause) {
    site.lines().say("Pausing " + Words.of(pause) + " after this provisioner...");
    try {
      Thread.sleep(pause);
    } catch (InterruptedException stopped) {
      throw Interruption.of(stopped);
    }
  }
}
