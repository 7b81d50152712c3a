package io.snapfleet.cli.output;

/** Shows nothing: a script waits for the result. */
record SilentProgress() implements Progress {
  @Override
  public void started(String step) {}

  @Override
  public void waiting(String step, String reason) {}

  @Override
  public void done(String step) {}

  @Override
  public void failed(String step, String error) {}

  @Override
  public void note(String line) {}

  @Override
  public void close() {}
}
