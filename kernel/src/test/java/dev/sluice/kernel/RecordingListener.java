// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps a line for each event, as {@code "retry FLUSH 8 2"}: what, where, which attempt. */
public final class RecordingListener implements FlushListener {

  private final List<String> events = new CopyOnWriteArrayList<>();

  /** What was recorded until now. */
  public List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public void attempt(Operation operation, long position) {
    events.add("attempt " + operation + " " + position);
  }

  @Override
  public void retry(Operation operation, long position, int attempt) {
    events.add("retry " + operation + " " + position + " " + attempt);
  }

  @Override
  public void pause(Operation operation, long position, int attempt, IOException error) {
    events.add("pause " + operation + " " + position + " " + attempt + " " + error.getMessage());
  }

  @Override
  public void flushed(Operation operation, long position, int attempt) {
    events.add("flushed " + operation + " " + position + " " + attempt);
  }

  @Override
  public void exit(Optional<FlushTaskException> error) {
    events.add("exit " + error.map(e -> e.getClass().getSimpleName()).orElse("Ok"));
  }
}
