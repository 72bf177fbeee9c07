// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.model.conform.Buf;
import dev.sluice.model.conform.Recorder;
import dev.sluice.model.conform.RecordingCaller;
import dev.sluice.model.conform.Rig;
import dev.sluice.model.conform.Script;
import dev.sluice.model.conform.Script.End;
import dev.sluice.model.conform.Trace;
import dev.sluice.model.explore.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Stories with no assertion of their own: each schedule leaves a trace, to be held against the
 * states of the spec.
 */
final class RecordedStory implements Callable<String> {

  private final int flushes;
  private final boolean setLength;
  private final boolean closes;
  private final boolean cancels;
  private final Script script;
  private final Consumer<Trace> traces;

  private RecordedStory(
      int flushes,
      boolean setLength,
      boolean closes,
      boolean cancels,
      Script script,
      Consumer<Trace> traces) {
    this.flushes = flushes;
    this.setLength = setLength;
    this.closes = closes;
    this.cancels = cancels;
    this.script = script;
    this.traces = traces;
  }

  /** All of them; each schedule's trace goes to {@code traces}. */
  static List<Scenario> all(Consumer<Trace> traces) {
    Script well = Script.of();
    return List.of(
        of("shutdown against cancel", 0, false, false, true, well, traces),
        of("shutdown setting the length against cancel", 0, true, false, true, well, traces),
        of("two flushes, shutdown setting the length", 2, true, false, false, well, traces),
        of("one flush against cancel", 1, false, false, true, well, traces),
        of(
            "a failing write against cancel",
            1,
            true,
            false,
            true,
            Script.of(End.RETRIABLE),
            traces),
        of("two flushes, a fatal write", 2, false, false, false, Script.of(End.FATAL), traces),
        of(
            "two flushes, the second dies",
            2,
            false,
            false,
            false,
            Script.of(End.WELL, End.THROWS),
            traces),
        of("one flush, close, cancel", 1, false, true, true, well, traces));
  }

  private static Scenario of(
      String name,
      int flushes,
      boolean setLength,
      boolean closes,
      boolean cancels,
      Script script,
      Consumer<Trace> traces) {
    return Scenario.of(
        "recorded: " + name,
        new RecordedStory(flushes, setLength, closes, cancels, script, traces));
  }

  @Override
  public String call() throws InterruptedException {
    Thread[] task = new Thread[1];
    Rig rig = new Rig(script, () -> {}, body -> task[0] = new Thread(body));
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
    if (closes) {
      caller.close();
    } else {
      caller.shutdown(setLength);
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
