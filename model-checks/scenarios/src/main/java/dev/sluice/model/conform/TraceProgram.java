// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import dev.sluice.model.conform.Script.End;
import dev.sluice.model.conform.Script.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The program of one run's threads, within the bounds of the oracle: two callers, three flushes.
 *
 * @param script the script of writer and policy
 * @param first what the first caller does
 * @param second what the second caller does meanwhile
 * @param last what the first caller does when the second is done; at least it ends the handle
 * @param cancels how often another thread cancels, from the start on
 * @param cancelledBefore whether the token is cancelled before the spawn
 * @param closesGate whether another thread closes the gate from the start on
 * @param spawnRefused whether the spawn is refused, so that there is no handle
 */
record TraceProgram(
    Script script,
    List<Op> first,
    List<Op> second,
    List<Op> last,
    int cancels,
    boolean cancelledBefore,
    boolean closesGate,
    boolean spawnRefused) {

  enum Op {
    FLUSH,
    SHUTDOWN_KEEP,
    SHUTDOWN_SET,
    CLOSE,
    DETACH,
    RECLAIM,
    CANCEL,
    /** The next flush or shutdown is called with the interrupt flag up. */
    INTERRUPT,
    /** The task's thread is joined. It ends because of its first attempt. */
    AWAIT_GONE
  }

  /** Returns the program of a seed. */
  static TraceProgram of(long seed) {
    return new Maker(new SplittableRandom(seed)).make();
  }

  private record Maker(SplittableRandom random) {

    TraceProgram make() {
      Script script = new Script(ends(), oneOf(Pause.values()));
      // Some thread must cancel, or the pause never ends.
      boolean mustCancel =
          script.pause() == Pause.AWAITS_CANCEL && script.ends().contains(End.RETRIABLE);
      int flushes = random.nextInt(3);
      List<Op> first = first(script, flushes);
      return new TraceProgram(
          script,
          first,
          oneIn(5) ? List.of(second(flushes)) : List.of(),
          oneOf(
              List.of(Op.CLOSE),
              List.of(Op.DETACH),
              List.of(Op.DETACH, Op.CLOSE),
              List.of(Op.CLOSE, Op.RECLAIM),
              List.of(Op.DETACH, Op.RECLAIM)),
          mustCancel || oneIn(4) ? 1 + random.nextInt(2) : 0,
          oneIn(20),
          oneIn(10),
          oneIn(200));
    }

    private List<End> ends() {
      List<End> ends = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        ends.add(
            oneOf(End.WELL, End.RETRIABLE, End.RETRIABLE, End.FATAL, End.THROWS, End.UNJUDGED));
      }
      return ends;
    }

    private List<Op> first(Script script, int flushes) {
      List<Op> ops = new ArrayList<>();
      for (int i = 0; i < flushes; i++) {
        ops.add(Op.FLUSH);
      }
      if (flushes > 0 && !List.of(End.WELL, End.RETRIABLE).contains(script.end(0)) && oneIn(3)) {
        ops.add(1 + random.nextInt(flushes), Op.AWAIT_GONE);
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        ops.add(oneOf(Op.SHUTDOWN_KEEP, Op.SHUTDOWN_SET, Op.CLOSE, Op.DETACH, Op.RECLAIM));
      }
      if ((ops.contains(Op.CLOSE) || ops.contains(Op.DETACH)) && oneIn(4)) {
        ops.add(Op.FLUSH); // a flush that is refused, or the third one
      }
      if (oneIn(6)) {
        ops.add(random.nextInt(ops.size() + 1), oneOf(Op.CANCEL, Op.RECLAIM, Op.INTERRUPT));
      }
      return ops;
    }

    private Op second(int flushes) {
      Op op =
          oneOf(
              Op.FLUSH,
              Op.SHUTDOWN_KEEP,
              Op.SHUTDOWN_SET,
              Op.CLOSE,
              Op.DETACH,
              Op.RECLAIM,
              Op.CANCEL);
      return op == Op.FLUSH && flushes == 2 ? Op.CLOSE : op;
    }

    private boolean oneIn(int times) {
      return random.nextInt(times) == 0;
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
      return choices[random.nextInt(choices.length)];
    }
  }
}
