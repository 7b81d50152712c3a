package io.snapfleet.bake.container;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.local.Scratch;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Gets the image that a build begins with from its registry. */
final class ImagePull {
  /** The docker program has one place for logins. */
  private static final Lock LOGIN = new ReentrantLock();

  private final ContainerEngine engine;
  private final Settings settings;
  private final BuildLines lines;

  ImagePull(ContainerEngine engine, Settings settings, BuildLines lines) {
    this.engine = engine;
    this.settings = settings;
    this.lines = lines;
  }

  void run() {
    lines.say("Pulling Docker image: " + settings.requiredText("image"));
    if (!settings.flag("login")) {
      pull(engine);
    } else if (engine.isPodman()) {
      withLoginOfItsOwn();
    } else {
      withLoginOfTheUser();
    }
  }

  /** The name that docker means by a short one, which podman would look for among several. */
  String image() {
    String name = settings.requiredText("image");
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    if (!engine.isPodman() || first.matches(".*[.:].*|localhost")) {
      return name;
    }
    return "docker.io/" + (slash < 0 ? "library/" : "") + name;
  }

  private void withLoginOfItsOwn() {
    try (Scratch scratch = Scratch.make()) {
      ContainerEngine own = engine.with("REGISTRY_AUTH_FILE", scratch.file("auth.json").toString());
      login(own, server().orElse("docker.io"));
      pull(own);
      lines.message("Logging out...");
    }
  }

  private Optional<String> server() {
    return settings.text("login_server");
  }

  private void withLoginOfTheUser() {
    LOGIN.lock();
    try {
      login(engine, server().orElse(""));
      pull(engine);
    } finally {
      lines.message("Logging out...");
      engine.run(words("logout", server().orElse("")), line -> {}, lines::error);
      LOGIN.unlock();
    }
  }

  private void login(ContainerEngine with, String server) {
    lines.message("Logging in...");
    List<String> words = new ArrayList<>(List.of("login", "--password-stdin"));
    settings.text("login_username").ifPresent(user -> words.addAll(List.of("--username", user)));
    words.addAll(words(server));
    with.given(settings.text("login_password").orElse(""), words);
  }

  private void pull(ContainerEngine with) {
    int status = with.run(List.of("pull", image()), lines::message, lines::message);
    if (status != 0) {
      throw new BuildException(
          "the image %s cannot be pulled: %s pull ended with status %d, see above; an image of this"
                  .formatted(settings.requiredText("image"), engine.name(), status)
              + " computer needs \"pull\": false");
    }
  }

  private static List<String> words(String... words) {
    return Stream.of(words).filter(word -> !word.isEmpty()).toList();
  }
}
