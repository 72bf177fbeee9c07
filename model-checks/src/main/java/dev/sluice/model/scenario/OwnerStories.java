// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import static dev.sluice.model.scenario.Scenarios.spec;

import dev.sluice.kernel.CancellationToken;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Gate;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.model.scenario.Scenarios.Spec;
import java.util.List;

/** Two threads in one handle (E3), and reclaim by two. */
final class OwnerStories {

  /** What one of the two does. */
  private interface Call {
    void run(FlushHandle<Buffer, Sink> handle) throws FlushTaskException;
  }

  private OwnerStories() {}

  static List<Spec> all() {
    return List.of(
        spec(
            "two threads flush",
            "H3 H4 H13",
            true,
            () -> race(handle -> flush(handle, 0), handle -> flush(handle, 1)),
            "in in, written=2",
            "in out, written=1",
            "out in, written=1"),
        spec(
            "flush against shutdown",
            "H3 H4 H7 H12 H13",
            true,
            () -> race(handle -> flush(handle, 0), OwnerStories::shutdown),
            "in in, written=1",
            "in out, written=1",
            "out in, written=0"),
        spec(
            "flush against close",
            "H3 H4 H12 H13 H14",
            true,
            () -> race(handle -> flush(handle, 0), handle -> handle.close()),
            "in in, written=1",
            "in out, written=1",
            "out in, written=0"),
        spec(
            "two reclaim",
            "H14 H15 T14 T16",
            true,
            OwnerStories::twoReclaim,
            "1 clean in all, one was refused",
            "1 clean in all"));
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
    return FlushHandle.spawn(
        sink,
        new Buffer(),
        new Gate().enter(),
        new CancellationToken(),
        Story.OPTIONS.withThreadFactory(runnable -> task[0] = new Thread(runnable)));
  }

  private static String race(Call first, Call second) throws InterruptedException {
    Sink sink = new Sink(new CancellationToken(), false);
    Thread[] task = new Thread[1];
    FlushHandle<Buffer, Sink> handle = spawn(sink, task);
    boolean[] in = new boolean[2];
    Thread other = new Thread(() -> in[1] = isLetIn(handle, second));
    other.start();
    in[0] = isLetIn(handle, first);
    other.join();
    handle.close(); // no effect if it was ended already
    Remains<Buffer, Sink> remains = handle.reclaim();
    task[0].join();
    Check.that(remains.unflushed().isEmpty(), "L4: a buffer was not drained");
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

  private static String twoReclaim() throws InterruptedException {
    Thread[] task = new Thread[1];
    FlushHandle<Buffer, Sink> handle = spawn(new Sink(new CancellationToken(), false), task);
    handle.close();
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
      return -1; // the other is in it
    }
  }
}
