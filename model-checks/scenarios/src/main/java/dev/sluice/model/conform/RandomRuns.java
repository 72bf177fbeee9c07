// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/**
 * Runs the real kernel with real threads through the {@link TraceProgram} of a seed. The seed fixes
 * what the threads do, but not how they interleave.
 *
 * <p>Results are maps of strings, so that a copy of this class can hand them out that was loaded
 * with another kernel.
 */
public final class RandomRuns implements LongFunction<Map<String, List<String>>> {

  private final Crew crew = new Crew();

  /** Makes one for the loader of a broken copy. */
  public RandomRuns() {}

  @Override
  public Map<String, List<String>> apply(long seed) {
    return run(TraceProgram.of(seed), new SplittableRandom(~seed)).threads();
  }

  private Trace run(TraceProgram program, SplittableRandom random) {
    int work = spins(random);
    TraceRig rig = new TraceRig(program.script(), () -> spin(work), crew);
    Recorder.Log log = rig.log("a");
    Recorder.Log canceller = rig.log("canceller");
    Recorder.Log closer = rig.log("gate");
    rig.log("b");
    if (program.cancelledBefore()) {
      rig.cancel(canceller); // this thread cancels, because the other one starts later
    }
    if (program.spawnRefused()) {
      rig.spawnRefused(log);
      return rig.trace();
    }
    rig.spawn(log);
    List<Crew.Job> jobs = new ArrayList<>();
    if (program.cancels() > 0) {
      int before = spins(random);
      jobs.add(
          crew.start(
              () -> {
                spin(before);
                for (int i = 0; i < program.cancels(); i++) {
                  rig.cancel(canceller);
                }
              }));
    }
    if (program.closesGate()) {
      jobs.add(crew.start(() -> rig.closeGate(closer)));
    }
    Caller second = new Caller(rig, "b", 100, random.split());
    Caller first = new Caller(rig, "a", 0, random.split());
    if (program.second().isEmpty()) {
      first.run(program.first());
    } else {
      Crew.Job other = crew.start(() -> second.run(program.second()));
      first.run(program.first());
      other.await(); // if it is in a call, this one could not close
    }
    first.run(program.last());
    jobs.forEach(Crew.Job::await);
    first.awaitTask();
    return rig.trace();
  }

  /** Returns how often to spin: mostly not at all, at times much longer than a hand-off takes. */
  private static int spins(SplittableRandom random) {
    return random.nextInt(3) == 0 ? random.nextInt(1 << (4 + random.nextInt(8))) : 0;
  }

  private static void spin(int times) {
    for (int i = 0; i < times; i++) {
      Thread.onSpinWait();
    }
  }

  /** A thread that calls the handle. */
  private static final class Caller {
    private final TraceRig rig;
    private final RecordingCaller calls;
    private final Recorder.Log log;
    private final SplittableRandom random;
    private Buf buffer = new Buf();
    private long offset;

    Caller(TraceRig rig, String name, long offset, SplittableRandom random) {
      this.rig = rig;
      this.calls = rig.caller(name);
      this.log = rig.log(name);
      this.offset = offset;
      this.random = random;
    }

    void run(List<TraceProgram.Op> ops) {
      for (TraceProgram.Op op : ops) {
        spin(spins(random));
        perform(op);
      }
    }

    private void perform(TraceProgram.Op op) {
      switch (op) {
        case FLUSH -> buffer = calls.flush(buffer, ++offset).orElseGet(Buf::new);
        case SHUTDOWN_KEEP -> calls.shutdown(false);
        case SHUTDOWN_SET -> calls.shutdown(true);
        case CLOSE -> calls.close();
        case DETACH -> calls.detach();
        case RECLAIM -> calls.reclaim();
        case CANCEL -> rig.cancel(log);
        case INTERRUPT -> calls.interruptNextCall();
        case AWAIT_GONE -> {
          awaitTask();
          log.add("gone");
        }
        default -> throw new IllegalStateException(op.toString());
      }
    }

    void awaitTask() {
      ((Crew.Job) rig.task().orElseThrow()).await();
    }
  }
}
