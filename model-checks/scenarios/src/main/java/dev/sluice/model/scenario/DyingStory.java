// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.RefusedException;
import dev.sluice.kernel.Remains;
import dev.sluice.model.probe.Deaths;
import dev.sluice.model.scenario.Scenarios.Spec;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * A call dies of an Error at one place (H20). Then the owner goes on (H22), or nobody does (H23).
 * This needs a kernel with probes: without them no call dies.
 */
final class DyingStory implements Callable<String> {

  /** The place where a flush has not noted its buffer yet. */
  private static final int UNFILLED = 1;

  /** The places where a flush has noted its buffer, and has not sent it. */
  private static final Set<Integer> UNSENT = Set.of(2, 4, 6, 9);

  private static final int NOWHERE = 0;

  private static final String LIVES = "lives";
  private static final String DIES = "dies";

  /** The call that dies. */
  private enum Call {
    FLUSH,
    CLOSE,
    DETACH
  }

  /** How the story goes on. */
  private enum Then {
    CLOSE,
    RECLAIM,
    NOBODY
  }

  private final int flushes;
  private final Call call;
  private final int place;
  private final Then then;

  private DyingStory(int flushes, Call call, int place, Then then) {
    this.flushes = flushes;
    this.call = call;
    this.place = place;
    this.then = then;
  }

  /** Returns all scenarios. The numbers of the places are those of probes.tsv. */
  static List<Spec> all() {
    List<Spec> all = new ArrayList<>();
    for (Then then : Then.values()) {
      // The first flush finds room for its request, and finds the spare. A task may be waiting.
      add(all, 1, Call.FLUSH, then, List.of(UNFILLED, 2, 3), DIES);
      add(all, 1, Call.FLUSH, then, List.of(4, 5, 6, 7, 8, 15, 16, 17, 18), LIVES, DIES);
      // The second may have to wait for the room or for a buffer.
      add(all, 2, Call.FLUSH, then, List.of(9, 10, 11, 12, 13, 14), LIVES, DIES);
    }
    add(all, 1, Call.CLOSE, Then.CLOSE, List.of(19, 20, 21, 22), DIES);
    add(all, 1, Call.CLOSE, Then.CLOSE, List.of(12, 13, 14, 15, 16), LIVES, DIES);
    add(all, 1, Call.CLOSE, Then.RECLAIM, List.of(21), DIES);
    add(all, 1, Call.DETACH, Then.CLOSE, List.of(19, 20, 23), DIES);
    add(all, 2, Call.FLUSH, Then.NOBODY, List.of(NOWHERE), LIVES);
    return all;
  }

  private static void add(
      List<Spec> all, int flushes, Call call, Then then, List<Integer> places, String... outcomes) {
    for (int place : places) {
      String name =
          (call + " " + flushes + " dies at " + place + ", then " + then).toLowerCase(Locale.ROOT);
      Callable<String> story = new DyingStory(flushes, call, place, then);
      all.add(Scenarios.spec(name, true, story, outcomes));
    }
  }

  @Override
  public String call() {
    CancellationToken token = new CancellationToken();
    Gate gate = new Gate();
    Sink sink = new Sink(token, false);
    Buffer first = new Buffer();
    Buffer second = new Buffer();
    Thread[] task = new Thread[1];
    FlushOptions options =
        Story.OPTIONS.withThreadFactory(runnable -> task[0] = new Thread(runnable));
    FlushHandle<Buffer, Sink> handle = FlushHandle.spawn(sink, second, gate, token, options);
    Buffer mine = first;
    Buffer dirty = first;
    Throwable death = null;
    int submitted = 0;
    try {
      while (submitted < flushes) {
        if (call == Call.FLUSH && submitted == flushes - 1) {
          Deaths.arm(place);
        }
        mine.contents = Sink.contents(submitted);
        dirty = mine;
        mine = null;
        mine = handle.flush(dirty, submitted++);
      }
      if (call != Call.FLUSH) {
        Deaths.arm(place);
      }
      switch (call) {
        case FLUSH -> Deaths.disarm();
        case CLOSE -> handle.close();
        case DETACH -> handle.detach();
      }
    } catch (Deaths.Death e) {
      death = e;
    } catch (FlushTaskException e) {
      throw new AssertionError("H18: nothing failed", e);
    }
    Deaths.disarm();
    if (death != null && call == Call.FLUSH && place == UNFILLED) {
      submitted--;
      mine = dirty; // the buffer was not noted, so it was never the kernel's
    }
    Claims.that(death == null || refuses(handle, death), "H21: used after a call died");
    if (then == Then.NOBODY) {
      Unreachable.end(handle).run();
    } else {
      end(handle, death, new Buffer[] {mine, first, second}, sink, submitted);
    }
    gate.close();
    Story.join(task[0]);
    if (then == Then.NOBODY) {
      int sent = death != null && UNSENT.contains(place) ? submitted - 1 : submitted;
      String written = sink.written();
      Claims.that(
          written.equals("01".substring(0, sent)), "L4: abandoned, and not drained: " + written);
    }
    return death == null ? LIVES : DIES;
  }

  /** Ends the handle as its owner. Nothing is lost, and the owner is told of the death once. */
  private void end(
      FlushHandle<Buffer, Sink> handle,
      Throwable death,
      Buffer[] buffers,
      Sink sink,
      int submitted) {
    if (then == Then.CLOSE) {
      boolean threw = false;
      try {
        handle.close();
      } catch (FlushTaskException e) {
        threw = e.getCause() == death;
      }
      Claims.that(threw == (death != null), "H18: what a call died of is not said");
    }
    if (then == Then.RECLAIM && death == null) {
      handle.detach();
    }
    Remains<Buffer, Sink> remains = handle.reclaim();
    boolean distinct = Claims.distinct(buffers[0], remains, buffers[1], buffers[2]);
    Claims.that(distinct, "B1: not each buffer in one place");
    Claims.verdicts(submitted, sink.written(), remains); // B3, B4
  }

  private static boolean refuses(FlushHandle<Buffer, Sink> handle, Throwable death) {
    try {
      handle.flush(new Buffer(), 9);
      return false;
    } catch (RefusedException.Ended e) {
      return e.getCause() == death;
    } catch (FlushTaskException e) {
      return false;
    }
  }
}
