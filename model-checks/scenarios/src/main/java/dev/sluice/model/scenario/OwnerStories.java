// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import static dev.sluice.model.scenario.Scenarios.spec;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.model.scenario.Scenarios.Spec;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.GateClosedException;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/** Two threads in one handle (E3), and reclaim by two threads. */
final class OwnerStories {

  /** The call of one of the two threads. */
  private interface Call {
    void run(FlushHandle<Buffer, Sink> handle) throws FlushTaskException;
  }

  private OwnerStories() {}

  static List<Spec> all() {
    return List.of(
        spec(
            "two threads flush",
            true,
            () -> race(handle -> flush(handle, 0), handle -> flush(handle, 1)),
            "in in, written=2",
            "in out, written=1",
            "out in, written=1"),
        spec(
            "flush against shutdown",
            true,
            () -> race(handle -> flush(handle, 0), OwnerStories::shutdown),
            "in in, written=1",
            "in out, written=1",
            "out in, written=0"),
        spec(
            "flush against close",
            true,
            () -> race(handle -> flush(handle, 0), handle -> handle.close()),
            "in in, written=1",
            "in out, written=1",
            "out in, written=0"),
        spec(
            "flush against detach",
            true,
            () -> race(handle -> flush(handle, 0), handle -> handle.detach()),
            "in in, written=1",
            "in out, written=1",
            "out in, written=0"),
        spec(
            "flush against reclaim",
            true,
            () -> race(handle -> flush(handle, 0), handle -> handle.reclaim()),
            "in out, written=1"),
        spec(
            "a flush whose end is seen late",
            true,
            OwnerStories::seenLate,
            "in in, asked",
            "in out, asked",
            "out in, asked",
            "in in, not asked",
            "in out, not asked"), // H4: only its release shows the end
        spec("calls after a shutdown", true, OwnerStories::afterShutdown, "refused"),
        spec(
            "two close",
            true,
            () -> race(handle -> handle.close(), handle -> handle.close()),
            "in in, written=0",
            "in out, written=0",
            "out in, written=0"),
        spec(
            "two reclaim",
            true,
            OwnerStories::twoReclaim,
            "1 clean in all, one was refused",
            "1 clean in all"),
        spec(
            "a refused spawn whose task runs all the same",
            true,
            OwnerStories::refusedSpawn,
            "refused, then served"),
        spec(
            "spawn against close of the gate",
            true,
            OwnerStories::spawnAgainstClose,
            "spawned",
            "refused"));
  }

  private static void flush(FlushHandle<Buffer, Sink> handle, int offset)
      throws FlushTaskException {
    Buffer buffer = new Buffer();
    buffer.contents = Sink.contents(offset);
    handle.flush(buffer, offset);
  }

  private static void shutdown(FlushHandle<Buffer, Sink> handle) throws FlushTaskException {
    handle.shutdown(ShutdownRequest.keepLength());
  }

  private static FlushHandle<Buffer, Sink> spawn(Sink sink, Thread[] task) {
    return spawn(sink, new Buffer(), new Gate(), runnable -> task[0] = new Thread(runnable));
  }

  private static FlushHandle<Buffer, Sink> spawn(
      Sink sink, Buffer spare, Gate gate, ThreadFactory threads) {
    FlushOptions options = Story.OPTIONS.withThreadFactory(threads);
    return FlushHandle.spawn(sink, spare, gate, new CancellationToken(), options);
  }

  private static String race(Call first, Call second)
      throws InterruptedException, FlushTaskException {
    Sink sink = new Sink(new CancellationToken(), false);
    Thread[] task = new Thread[1];
    FlushHandle<Buffer, Sink> handle = spawn(sink, task);
    boolean[] in = new boolean[2];
    Thread other = new Thread(() -> in[1] = isLetIn(handle, second));
    other.start();
    in[0] = isLetIn(handle, first);
    other.join();
    handle.close(); // this has no effect if the handle was ended already
    Remains<Buffer, Sink> remains = handle.reclaim();
    task[0].join();
    Claims.that(remains.unflushed().isEmpty(), "L4: a buffer was not drained");
    Claims.that(in[0] || in[1], "E3: nobody was let in"); // both: one after the other
    return (in[0] ? "in " : "out ")
        + (in[1] ? "in" : "out")
        + ", written="
        + sink.written().length();
  }

  private static boolean isLetIn(FlushHandle<Buffer, Sink> handle, Call call) {
    try {
      call.run(handle);
      return true;
    } catch (IllegalStateException refused) {
      return false;
    } catch (FlushTaskException e) {
      throw new AssertionError("H13: the call was harmed", e);
    }
  }

  /**
   * Runs a flush and a close of two threads. Nothing tells the closing thread that the flush is
   * over: that thread only sets a flag, and gets no answer.
   */
  private static String seenLate() throws InterruptedException, FlushTaskException {
    Thread[] task = new Thread[1];
    FlushHandle<Buffer, Sink> handle = spawn(new Sink(new CancellationToken(), false), task);
    AtomicBoolean asks = new AtomicBoolean();
    boolean[] in = new boolean[2];
    Thread other =
        new Thread(
            () -> {
              asks.set(true);
              in[1] = isLetIn(handle, FlushHandle::close);
            });
    other.start();
    in[0] = isLetIn(handle, h -> flush(h, 0));
    boolean asked = asks.get();
    other.join();
    handle.close();
    task[0].join();
    return (in[0] ? "in " : "out ") + (in[1] ? "in" : "out") + (asked ? ", asked" : ", not asked");
  }

  /**
   * Checks that each call after a shutdown is refused (H12), and that close has no effect (H19).
   */
  private static String afterShutdown() throws InterruptedException, FlushTaskException {
    Thread[] task = new Thread[1];
    FlushHandle<Buffer, Sink> handle = spawn(new Sink(new CancellationToken(), false), task);
    shutdown(handle);
    Claims.that(!isLetIn(handle, h -> flush(h, 0)), "E1: a flush after a shutdown");
    Claims.that(!isLetIn(handle, OwnerStories::shutdown), "E1: a shutdown after a shutdown");
    handle.close();
    task[0].join();
    return "refused";
  }

  private static String twoReclaim() throws InterruptedException {
    Thread[] task = new Thread[1];
    FlushHandle<Buffer, Sink> handle = spawn(new Sink(new CancellationToken(), false), task);
    handle.detach();
    int[] clean = new int[2];
    Thread other = new Thread(() -> clean[1] = reclaim(handle));
    other.start();
    clean[0] = reclaim(handle);
    other.join();
    task[0].join();
    boolean refused = clean[0] < 0 || clean[1] < 0;
    int all = Math.max(clean[0], 0) + Math.max(clean[1], 0);
    return all + " clean in all" + (refused ? ", one was refused" : "");
  }

  private static int reclaim(FlushHandle<Buffer, Sink> handle) {
    try {
      return handle.reclaim().clean().size();
    } catch (IllegalStateException refused) {
      return -1; // the other thread is in the handle
    }
  }

  /**
   * Checks H2: after a refused spawn, writer and buffer stay the caller's, and the caller offers
   * them again.
   */
  private static String refusedSpawn() throws InterruptedException, FlushTaskException {
    Sink sink = new Sink(new CancellationToken(), false);
    Gate gate = new Gate();
    Buffer spare = new Buffer();
    Thread[] refused = new Thread[1];
    Thread[] task = new Thread[1];
    try {
      spawn(
          sink,
          spare,
          gate,
          runnable -> {
            refused[0] = new Thread(runnable);
            refused[0].start();
            throw new UnsupportedOperationException("no thread for you");
          });
      return "not refused";
    } catch (UnsupportedOperationException e) {
      FlushHandle<Buffer, Sink> handle =
          spawn(sink, spare, gate, runnable -> task[0] = new Thread(runnable));
      handle.shutdown(ShutdownRequest.keepLength());
      List<Buffer> clean = handle.reclaim().clean();
      Claims.that(clean.size() == 1 && clean.get(0) == spare, "B1: the spare was lost");
      gate.close();
      refused[0].join();
      task[0].join();
      Claims.that(sink.written().isEmpty(), "E2: a task that was refused wrote");
      return "refused, then served";
    }
  }

  /** Checks that a task that is started and then not let in touches nothing. */
  private static String spawnAgainstClose() throws InterruptedException, FlushTaskException {
    Sink sink = new Sink(new CancellationToken(), false);
    Gate gate = new Gate();
    Thread[] task = new Thread[1];
    Thread closes = new Thread(() -> gate.close());
    closes.start();
    String outcome = "spawned";
    try {
      spawn(sink, new Buffer(), gate, runnable -> task[0] = new Thread(runnable)).close();
    } catch (GateClosedException refused) {
      outcome = "refused";
    }
    closes.join();
    if (task[0] != null) {
      task[0].join();
    }
    Claims.that(sink.written().isEmpty(), "E2: a task that was refused wrote");
    return outcome;
  }
}
