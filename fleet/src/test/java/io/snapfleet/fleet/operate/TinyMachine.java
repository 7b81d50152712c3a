package io.snapfleet.fleet.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.provider.fake.Guest;
import io.snapfleet.remote.Script;
import io.snapfleet.remote.ScriptResult;
import io.snapfleet.remote.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the scripts of {@link TinyRecipe} do on a machine, which is read off its files. A web
 * machine keeps the database's address and password in {@code /etc/app.conf}; the database keeps
 * its one account and its rows on its volume; a proxy keeps {@code name=address:port} lines in
 * {@code /etc/backends}, with {@link #DRAINING} behind those it sends nothing new.
 */
record TinyMachine(FakeProvider provider, Guest guest) {
  static final String CONFIGURATION = "/etc/app.conf";
  static final String BACKENDS = "/etc/backends";
  static final String DRAINING = " draining";
  static final String ACCOUNT = TinyRecipe.DATA + "/account";
  static final String END = "-- these are all\n";
  static final String ROWS = TinyRecipe.DATA + "/rows";

  private static final String SOFTWARE = "/usr/bin/app";
  private static final String STARTED = "/run/started";
  private static final String QUIESCED = "/run/quiesced";

  /** A machine with this file does not stand still as long as it was asked to. */
  static final String WENT_ON = "/run/went-on";

  private static final ScriptResult DONE = new ScriptResult(0, "");

  ScriptResult run(Script script) {
    return switch (script.text()) {
      case "install" -> install(script);
      case "configure" -> configure(script);
      case "start" -> wrote(STARTED, "yes");
      case "check" -> check();
      case "initialise" -> initialise();
      case "quiesce" -> wrote(QUIESCED, "yes");
      case "resume" -> resume();
      case "backends" -> backends(script);
      case "drain" -> drain(variable(script, "BACKEND"));
      case "count" -> count();
      case "sample" -> addRow(variable(script, "SAMPLE_TITLE"));
      case "version" -> new ScriptResult(0, "tiny\n7.1\n");
      default ->
          script.variables().containsKey("CLEAN_UP")
              ? clean(variable(script, "CLEAN_UP"))
              : new ScriptResult(0, "app=1.0\nbase=13\n");
    };
  }

  private ScriptResult clean(String paths) {
    for (String path : paths.split("\n")) {
      int name = path.lastIndexOf('/') + 1;
      String pattern =
          Pattern.quote(path.substring(0, name))
              + (name == path.length()
                  ? ".+"
                  : "\\Q" + path.substring(name).replace("*", "\\E[^/]*\\Q") + "\\E(/.+)?");
      guest.files().keySet().stream().filter(file -> file.matches(pattern)).forEach(guest::delete);
    }
    return DONE;
  }

  /** The scripts that have an input or an output of their own. */
  ScriptResult pipe(Script script, InputStream in, OutputStream out) {
    try {
      return switch (script.text()) {
        case "dump" -> dump(out);
        case "load" -> load(new String(in.readAllBytes(), UTF_8), variable(script, "DUMP_BYTES"));
        default -> throw new IllegalArgumentException("no such script: " + script.text());
      };
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The rows, and a line that says that these are all. */
  private ScriptResult dump(OutputStream out) throws IOException {
    if (guest.read(QUIESCED).isPresent()) {
      return failed("the database refuses the lock");
    }
    out.write((rows() + END).getBytes(UTF_8));
    return count();
  }

  private ScriptResult count() {
    return new ScriptResult(0, "rows entries " + rows().lines().count() + "\n");
  }

  private ScriptResult load(String dump, String bytes) {
    if (!dump.endsWith(END) || !bytes.equals(String.valueOf(dump.getBytes(UTF_8).length))) {
      return failed("the dump is not whole");
    }
    return wrote(ROWS, dump.substring(0, dump.length() - END.length()));
  }

  private ScriptResult configure(Script script) {
    Optional<String> software = guest.read(SOFTWARE);
    if (software.isEmpty()) {
      return failed("nothing is installed here");
    }
    String password = secret(script, "SECRET_DATABASE_PASSWORD");
    return software.get().equals("database")
        ? wrote(ACCOUNT, password)
        : wrote(
            CONFIGURATION,
            "%s %s %s"
                .formatted(
                    variable(script, "ADDRESSES_DATABASE"),
                    password,
                    secret(script, "SECRET_SALT")));
  }

  private ScriptResult install(Script script) {
    if (variable(script, "TIER").equals("web")) {
      guest.write(TinyRecipe.SITE + "/index.php", "<?php page();");
      guest.write(TinyRecipe.SITE + "/uploads/first.jpg", "a picture");
    }
    return wrote(SOFTWARE, variable(script, "TIER"));
  }

  /** Says what keeps this machine from doing its job. */
  ScriptResult check() {
    if (guest.read(STARTED).isEmpty()) {
      return failed("it was not started");
    }
    if (!guest.read(SOFTWARE).orElse("").equals("web")) {
      return DONE;
    }
    String password = words()[1];
    Optional<String> account = database().flatMap(database -> database.read(ACCOUNT));
    if (account.isEmpty()) {
      return failed("the database does not answer");
    }
    return account.get().equals(password) ? DONE : failed("the database refused the password");
  }

  private ScriptResult initialise() {
    Guest database = database().orElseThrow();
    if (database.read(ROWS).isEmpty()) {
      database.write(ROWS, "hello\n");
    }
    return DONE;
  }

  private ScriptResult addRow(String title) {
    Guest database = database().orElseThrow();
    if (database.read(QUIESCED).isPresent()) {
      return failed("the database is quiesced");
    }
    database.write(ROWS, database.read(ROWS).orElse("") + title + "\n");
    return DONE;
  }

  private String rows() {
    return guest.read(ROWS).orElse("");
  }

  private Optional<Guest> database() {
    return provider.guestAt(words()[0]);
  }

  private String[] words() {
    return guest.read(CONFIGURATION).orElse("- -").split(" ", 3);
  }

  private ScriptResult resume() {
    guest.delete(QUIESCED);
    return guest.read(WENT_ON).isPresent() ? failed("it had gone on before") : DONE;
  }

  private ScriptResult backends(Script script) {
    Set<String> draining = Set.of(variable(script, "DRAINING").split(" "));
    guest.edit(
        BACKENDS,
        old ->
            lines(
                Stream.concat(
                    Arrays.stream(variable(script, "BACKENDS").split(" ")),
                    old.lines().filter(line -> draining.contains(name(line))))));
    return DONE;
  }

  private ScriptResult drain(String backend) {
    guest.edit(
        BACKENDS,
        old -> lines(old.lines().map(line -> name(line).equals(backend) ? drained(line) : line)));
    return DONE;
  }

  private static String drained(String line) {
    return line.endsWith(DRAINING) ? line : line + DRAINING;
  }

  /** Of a machine behind the load balancer, by its line. */
  static String name(String line) {
    return line.substring(0, Math.max(0, line.indexOf('=')));
  }

  private static String lines(Stream<String> lines) {
    return lines
        .filter(line -> !line.isEmpty())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private ScriptResult wrote(String path, String text) {
    guest.write(path, text);
    return DONE;
  }

  private static String variable(Script script, String name) {
    return script.variables().getOrDefault(name, "");
  }

  private static String secret(Script script, String name) {
    return script.secrets().getOrDefault(name, new Secret("")).reveal();
  }

  private static ScriptResult failed(String reason) {
    return new ScriptResult(1, reason);
  }
}
