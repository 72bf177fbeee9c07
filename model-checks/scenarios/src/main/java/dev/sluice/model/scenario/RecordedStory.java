// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.model.conform.Buf;
import dev.sluice.model.conform.Recorder;
import dev.sluice.model.conform.RecordingCaller;
import dev.sluice.model.conform.Script;
import dev.sluice.model.conform.Script.End;
import dev.sluice.model.conform.Trace;
import dev.sluice.model.conform.TraceRig;
import dev.sluice.model.explore.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Stories without an assertion of their own. Each schedule leaves a trace, to be compared with the
 * states of the spec.
 */
final class RecordedStory implements Callable<String> {

  /** How the caller ends the handle. */
  private enum Ending {
    SHUTDOWN,
    SHUTDOWN_SETTING_LENGTH,
    CLOSE,
    DETACH
  }

  private final int flushes;
  private final Ending ending;
  private final boolean cancels;
  private final Script script;
  private final Consumer<Trace> traces;

  private RecordedStory(
      int flushes, Ending ending, boolean cancels, Script script, Consumer<Trace> traces) {
    this.flushes = flushes;
    this.ending = ending;
    this.cancels = cancels;
    this.script = script;
    this.traces = traces;
  }

  /** Returns all recorded scenarios. The trace of each schedule goes to {@code traces}. */
  static List<Scenario> all(Consumer<Trace> traces) {
    Story.rehearse(Story.OPTIONS);
    Script well = Script.of();
    Script fails = Script.of(End.RETRIABLE);
    Script fatal = Script.of(End.FATAL);
    Script dies = Script.of(End.WELL, End.THROWS);
    return List.of(
        of("shutdown against cancel", 0, Ending.SHUTDOWN, true, well, traces),
        of(
            "shutdown setting the length against cancel",
            0,
            Ending.SHUTDOWN_SETTING_LENGTH,
            true,
            well,
            traces),
        of(
            "two flushes, shutdown setting the length",
            2,
            Ending.SHUTDOWN_SETTING_LENGTH,
            false,
            well,
            traces),
        of("one flush against cancel", 1, Ending.SHUTDOWN, true, well, traces),
        of(
            "a failing write against cancel",
            1,
            Ending.SHUTDOWN_SETTING_LENGTH,
            true,
            fails,
            traces),
        of("two flushes, a fatal write", 2, Ending.SHUTDOWN, false, fatal, traces),
        of("two flushes, the second dies", 2, Ending.SHUTDOWN, false, dies, traces),
        of("one flush, close, cancel", 1, Ending.CLOSE, true, well, traces),
        of("one flush, detach, cancel", 1, Ending.DETACH, true, well, traces));
  }

  private static Scenario of(
      String name,
      int flushes,
      Ending ending,
      boolean cancels,
      Script script,
      Consumer<Trace> traces) {
    return Scenarios.scenario(
        "recorded: " + name, new RecordedStory(flushes, ending, cancels, script, traces));
  }

  @Override
  public String call() throws InterruptedException {
    Thread[] task = new Thread[1];
    TraceRig rig = new TraceRig(script, () -> {}, body -> task[0] = new Thread(body));
    Recorder.Log mine = rig.log("a");
    Recorder.Log canceller = rig.log("canceller");
    rig.spawn(mine);
    RecordingCaller caller = rig.caller("a");
    Thread cancel = cancels ? new Thread(() -> rig.cancel(canceller)) : null;
    if (cancel != null) {
      cancel.start();
    }
    Optional<Buf> buffer = Optional.of(new Buf());
    for (int i = 1; i <= flushes && buffer.isPresent(); i++) {
      buffer = caller.flush(buffer.get(), i);
    }
    switch (ending) {
      case SHUTDOWN -> caller.shutdown(false);
      case SHUTDOWN_SETTING_LENGTH -> caller.shutdown(true);
      case CLOSE -> caller.close();
      case DETACH -> caller.detach();
    }
    caller.reclaim();
    if (cancel != null) {
      cancel.join();
    }
    task[0].join();
    Trace trace = rig.trace();
    traces.accept(trace);
    return trace.threads().get("a").toString();
  }
}
