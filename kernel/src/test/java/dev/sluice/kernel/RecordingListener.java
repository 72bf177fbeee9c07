// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps a line for each event, such as {@code "attempt FLUSH 8 2"}: what, where, which attempt. */
public final class RecordingListener implements FlushListener {

  private final List<String> events = new CopyOnWriteArrayList<>();

  /** Returns what was recorded until now. */
  public List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public void attempt(OwnedWriter<?> writer, Operation operation, long position, int attempt) {
    events.add("attempt " + operation + " " + position + " " + attempt);
  }

  @Override
  public void pause(
      OwnedWriter<?> writer,
      Operation operation,
      long position,
      int attempt,
      IOException error,
      Duration pause) {
    events.add("pause " + operation + " " + position + " " + attempt + " " + error.getMessage());
  }

  @Override
  public void flushed(OwnedWriter<?> writer, Operation operation, long position, int attempt) {
    events.add("flushed " + operation + " " + position + " " + attempt);
  }

  @Override
  public void exit(OwnedWriter<?> writer, Optional<FlushTaskException> error) {
    events.add("exit " + error.map(e -> e.getClass().getSimpleName()).orElse("Ok"));
  }
}
