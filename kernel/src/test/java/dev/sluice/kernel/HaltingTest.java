// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The listener that halts the process after a fatal error, in a process of its own. */
@Bounded
class HaltingTest {

  /** The program that the tests below run in a JVM of its own. */
  static final class Halts {
    public static void main(String[] args) throws Exception {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
      RecordingWriter writer = new RecordingWriter();
      switch (args[0]) {
        case "fatal" -> writer.failNext(new ClosedChannelException());
        case "died" -> writer.throwNext(new ArithmeticException());
        default -> writer.failNext(new IOException("busy"));
      }
      FlushHandle<ByteBuffer, RecordingWriter> handle =
          FlushHandle.spawn(
              writer,
              ByteBuffer.allocate(1),
              new Gate(),
              new CancellationToken(),
              FlushOptions.defaults()
                  .withRetryPolicy(Rig.AT_ONCE)
                  .withListener(FlushListener.halting()));
      handle.flush(ByteBuffer.allocate(1), 0);
      try {
        handle.close();
      } catch (FlushTaskException.Died e) {
        System.out.println("died");
      }
      System.out.println("closed");
    }
  }

  private static String output(int exitCode, String what) throws Exception {
    Process child = ChildJvm.start(Halts.class, what);
    String output = ChildJvm.output(child);
    assertEquals(exitCode, child.exitValue(), output);
    return output;
  }

  @Test
  @DisplayName("T10: the process ends with 134 on a fatal error, after the log; no hook runs")
  void aFatalErrorHaltsTheProcess() throws Exception {
    String output = output(134, "fatal");
    assertFalse(output.contains("hook ran"), output);
    assertFalse(output.contains("closed"), output);
    assertTrue(output.contains("halting the process"), output);
    assertTrue(output.contains(ClosedChannelException.class.getName()), output);
  }

  @Test
  @DisplayName("T6 T9: an error that is not fatal is retried, and logged as by the default")
  void anErrorThatIsRetriedDoesNotHaltTheProcess() throws Exception {
    String output = output(0, "retried");
    assertTrue(output.contains("closed"), output);
    assertTrue(output.contains("hook ran"), output);
    assertTrue(output.contains("attempt 2 succeeded"), output);
  }

  @Test
  @DisplayName("T11: a task that dies does not end the process")
  void aTaskThatDiesDoesNotHaltTheProcess() throws Exception {
    String output = output(0, "died");
    assertTrue(output.contains("died"), output);
    assertTrue(output.contains("closed"), output);
  }
}
