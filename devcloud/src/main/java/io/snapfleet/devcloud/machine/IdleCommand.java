package io.snapfleet.devcloud.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** Reads its input to the end and succeeds. */
final class IdleCommand implements Command {
  private InputStream input = InputStream.nullInputStream();
  private ExitCallback exit = (status, message, closeNow) -> {};

  @Override
  public void setInputStream(InputStream stream) {
    input = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {}

  @Override
  public void setErrorStream(OutputStream stream) {}

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    Thread.ofVirtual().name("simulated-command").start(this::drain);
  }

  private void drain() {
    try {
      input.transferTo(OutputStream.nullOutputStream());
      exit.onExit(0);
    } catch (IOException hungUp) {
      exit.onExit(255);
    }
  }

  @Override
  public void destroy(ChannelSession channel) {}
}
