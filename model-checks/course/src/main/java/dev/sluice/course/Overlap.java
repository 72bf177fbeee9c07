// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.model.explore.Mode;
import dev.sluice.model.explore.Mode.CoreSteps;
import dev.sluice.model.explore.Park;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import dev.sluice.sync.Slot;
import java.util.List;

/** Chapter 1: a writer that does not end its write before the next buffer is filled. */
final class Overlap {

  /**
   * The options are made once, because making the defaults looks for a logger, which differs from
   * run to run.
   */
  private static final FlushOptions OPTIONS =
      FlushOptions.defaults()
          .withThreadFactory(task -> new Thread(task))
          .withListener(new FlushListener() {});

  private static final class Buffer {
    int contents;
  }

  /** Waits within its first write until the second buffer is full. */
  private static final class PatientWriter implements OwnedWriter<Buffer> {
    final Slot<String> filled = new Slot<>();

    @Override
    public void writeAllAt(Buffer buffer, long offset) {
      if (offset == 0) {
        filled.receive();
      }
    }

    @Override
    public void setLength(long length) {}
  }

  private Overlap() {}

  static List<Rung> ladder() {
    Mode atomic = Mode.reduced(Park.EXACT, CoreSteps.ATOMIC);
    return List.of(
        Rung.broken("one buffer", "deadlock", Overlap::oneBuffer).with(atomic),
        Rung.sound("two buffers", Overlap::twoBuffers).with(atomic));
  }

  private static String oneBuffer() throws InterruptedException {
    PatientWriter writer = new PatientWriter();
    Slot<Buffer> full = new Slot<>();
    Slot<Buffer> clean = new Slot<>();
    Thread task =
        new Thread(
            () -> {
              Buffer buffer = full.receive();
              writer.writeAllAt(buffer, 0);
              clean.send(buffer);
            });
    task.start();
    Buffer buffer = new Buffer();
    buffer.contents = 1;
    full.send(buffer);
    buffer = clean.receive(); // there is no other
    buffer.contents = 2;
    writer.filled.send("the second");
    task.join();
    return "filled while the first was written";
  }

  private static String twoBuffers() throws Exception {
    PatientWriter writer = new PatientWriter();
    FlushHandle<Buffer, PatientWriter> handle =
        FlushHandle.spawn(writer, new Buffer(), new Gate(), new CancellationToken(), OPTIONS);
    Buffer buffer = new Buffer();
    buffer.contents = 1;
    buffer = handle.flush(buffer, 0); // the spare
    buffer.contents = 2;
    writer.filled.send("the second");
    handle.shutdown(ShutdownRequest.keepLength());
    return "filled while the first was written";
  }
}
