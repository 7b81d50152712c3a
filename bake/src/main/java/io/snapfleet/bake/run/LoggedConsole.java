package io.snapfleet.bake.run;

/** A console whose lines are kept too. */
record LoggedConsole(Console console, BuildLog log) implements Console {
  @Override
  public void line(Kind kind, String text) {
    console.line(kind, text);
    log.line(text);
  }

  @Override
  public void fact(String target, String type, String... values) {
    console.fact(target, type, values);
  }
}
