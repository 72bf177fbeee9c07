// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import dev.sluice.sync.Slot;
import java.util.List;

/** Chapter 6: when a producer may fill a buffer again. */
final class BackPressure {

  private static final class Buffer {
    int contents;
  }

  private BackPressure() {}

  static List<Rung> ladder() {
    return List.of(
        Rung.broken("fills it again at once", "data race", BackPressure::atOnce),
        Rung.sound("waits until it comes back", BackPressure::comesBack),
        Rung.ofKernel("two flushes and shutdown"));
  }

  private static String atOnce() throws InterruptedException {
    Slot<Buffer> full = new Slot<>();
    int[] written = new int[2];
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 2; i++) {
                written[i] = full.receive().contents;
              }
            });
    writer.start();
    Buffer buffer = new Buffer();
    for (int i = 0; i < 2; i++) {
      buffer.contents = i;
      full.send(buffer);
    }
    writer.join();
    return "written " + written[0] + written[1];
  }

  private static String comesBack() throws InterruptedException {
    Slot<Buffer> full = new Slot<>();
    Slot<Buffer> clean = new Slot<>(new Buffer());
    int[] written = new int[2];
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 2; i++) {
                Buffer buffer = full.receive();
                written[i] = buffer.contents;
                clean.send(buffer);
              }
            });
    writer.start();
    for (int i = 0; i < 2; i++) {
      Buffer buffer = clean.receive();
      buffer.contents = i;
      full.send(buffer);
    }
    writer.join();
    return "written " + written[0] + written[1];
  }
}
