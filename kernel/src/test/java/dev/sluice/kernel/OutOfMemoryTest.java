// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The heap is full when the task ends. If the end had to be allocated then, no thread would be told
 * of it: the owner and the gate would wait for ever. Seen red by a task that allocates its exit
 * when it exits.
 */
class OutOfMemoryTest {

  /** Fills the heap in the writer, and frees it when the gate has closed. */
  static final class Full {

    private static Object[] heap;

    public static void main(String[] args) throws Exception {
      System.out.println("what a print needs is loaded");
      Thread main = Thread.currentThread();
      OwnedWriter<Object> writer =
          new OwnedWriter<>() {
            @Override
            public void writeAllAt(Object buffer, long offset) {
              while (main.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait(); // until the owner waits at the gate, and allocates nothing
              }
              fill();
            }

            @Override
            public void setLength(long length) {}
          };
      Gate gate = new Gate();
      Object buffer = new Object();
      FlushHandle<Object, OwnedWriter<Object>> handle =
          FlushHandle.spawn(
              writer, new Object(), gate, new CancellationToken(), FlushOptions.defaults());
      handle.flush(buffer, 0);
      gate.close();
      heap = null;
      try {
        handle.shutdown(ShutdownRequest.keepLength());
      } catch (FlushTaskException.Died e) {
        boolean kept = handle.reclaim().unflushed().get(0).buffer() == buffer;
        // The text is not concatenated: a class that the JDK needs for that may have failed to
        // load.
        System.out.println(kept ? "died, buffer kept" : "died, buffer lost");
      }
    }

    /** Fills the heap, and throws. */
    private static void fill() {
      for (int length = 1 << 20; length > 0; length /= 2) {
        try {
          while (true) {
            heap = new Object[] {heap, new byte[length]};
          }
        } catch (OutOfMemoryError e) {
          continue; // smaller pieces may fit
        }
      }
      while (true) {
        heap = new Object[] {heap};
      }
    }
  }

  @Test
  @DisplayName("T11 T16 L2 L3: a task that dies for want of memory says so, and loses nothing")
  void aTaskThatDiesOnAFullHeapLosesNothing() throws Exception {
    Process child = ChildJvm.start(Full.class);
    String output = ChildJvm.output(child); // log lines may come before it, after it, or between
    assertTrue(output.contains("died, buffer kept"), output);
    assertEquals(0, child.exitValue());
  }
}
