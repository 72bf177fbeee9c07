// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import dev.sluice.model.conform.Script.End;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs with one interleaving. The writer knows what the caller is doing, and says so in its events.
 * Without these events no trace could tell this interleaving from another.
 */
final class StagedRuns {

  private final Crew crew = new Crew();

  /** Shows H6, and not H5: the write fails for good only when the caller waits for it. */
  Trace failsWhileTheCallerWaits() {
    Thread caller = Thread.currentThread();
    AtomicReference<TraceRig> self = new AtomicReference<>();
    Runnable work =
        () -> {
          while (caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          self.get().log(Recorder.TASK).add("a waits");
        };
    TraceRig rig = new TraceRig(Script.of(End.FATAL), work, crew);
    self.set(rig);
    rig.spawn(rig.log("a"));
    RecordingCaller calls = rig.caller("a");
    Buf spare = calls.flush(new Buf(), 1).orElseThrow();
    calls.flush(spare, 2);
    calls.reclaim();
    ((Crew.Job) rig.task().orElseThrow()).await();
    return rig.trace();
  }

  /** Shows T13, and not T12: the write ends only when the handle is detached. */
  Trace writesWhenTheHandleIsDetached() {
    CountDownLatch detached = new CountDownLatch(1);
    AtomicReference<TraceRig> self = new AtomicReference<>();
    Runnable work =
        () -> {
          await(detached);
          self.get().log(Recorder.TASK).add("handle detached");
        };
    TraceRig rig = new TraceRig(Script.of(), work, crew);
    self.set(rig);
    rig.spawn(rig.log("a"));
    RecordingCaller calls = rig.caller("a");
    calls.flush(new Buf(), 1);
    calls.detach();
    detached.countDown();
    ((Crew.Job) rig.task().orElseThrow()).await();
    rig.log("a").add("gone"); // the reclaim comes later, so it did not take the buffer back (T12)
    calls.reclaim();
    return rig.trace();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
