// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import static dev.sluice.model.scenario.Scenarios.spec;

import dev.sluice.model.probe.Deaths;
import dev.sluice.model.scenario.Scenarios.Spec;
import dev.sluice.sync.Slot;
import java.util.List;

/**
 * A call of a slot dies of an Error, and another thread goes on for its side (S9). The items that
 * the call had not taken are still there, and no thread sleeps for ever. The numbers of the places
 * are those of probes.tsv.
 */
final class DyingSlotStories {

  private DyingSlotStories() {}

  static List<Spec> all() {
    return List.of(
        spec(
            "slot: a receive dies against a send",
            false,
            () -> receiveDies(13, 1),
            "lives: 0, then T",
            "dies, then 0T"),
        spec(
            "slot: a receive that has waited dies",
            false,
            () -> receiveDies(14, 1),
            "lives: 0, then T",
            "dies, then 0T"),
        spec(
            "slot: a receive dies before it takes",
            false,
            () -> receiveDies(15, 1),
            "lives: 0, then T",
            "dies, then 0T"),
        spec(
            "slot: a receive dies before it takes from a sender that waits",
            false,
            () -> receiveDies(17, 2),
            "lives: 0, then 1T",
            "dies, then 01T"),
        spec(
            "slot: a receive dies before it wakes",
            false,
            () -> receiveDies(18, 2),
            "lives: 0, then 1T",
            "dies, then 1T"),
        spec("slot: a send dies before it is sent", false, () -> sendDies(6, 1), "0T", "T"),
        spec("slot: a send dies before it wakes", false, () -> sendDies(7, 1), "0T"),
        spec("slot: a send dies before it waits", false, () -> sendDies(9, 2), "01T", "0T"),
        spec("slot: a send dies while it waits", false, () -> sendDies(10, 2), "01T"));
  }

  /** Lets the first receive die at a place. Then this thread receives all that is left. */
  private static String receiveDies(int place, int messages) throws InterruptedException {
    Slot<Buffer> slot = new Slot<>();
    Buffer terminal = buffer(9);
    Buffer[] got = new Buffer[1];
    Thread sends =
        new Thread(
            () -> {
              for (int i = 0; i < messages; i++) {
                slot.send(buffer(i));
              }
              slot.close(terminal);
            });
    Thread receives =
        new Thread(
            () -> {
              Deaths.arm(place);
              try {
                got[0] = slot.receive();
              } catch (Deaths.Death e) {
                // The next one goes on.
              }
              Deaths.disarm();
            });
    sends.start();
    receives.start();
    receives.join();
    String rest = rest(slot, terminal);
    sends.join();
    return (got[0] == null ? "dies" : "lives: " + got[0].contents) + ", then " + rest;
  }

  /** Lets the last send die at a place. Then this thread closes. */
  private static String sendDies(int place, int messages) throws InterruptedException {
    Slot<Buffer> slot = new Slot<>();
    Buffer terminal = buffer(9);
    String[] got = new String[1];
    Thread receives = new Thread(() -> got[0] = rest(slot, terminal));
    Thread sends =
        new Thread(
            () -> {
              for (int i = 0; i < messages; i++) {
                if (i == messages - 1) {
                  Deaths.arm(place);
                }
                try {
                  slot.send(buffer(i));
                } catch (Deaths.Death e) {
                  // The next one goes on.
                }
              }
              Deaths.disarm();
            });
    receives.start();
    sends.start();
    sends.join();
    slot.close(terminal);
    receives.join();
    return got[0];
  }

  private static String rest(Slot<Buffer> slot, Buffer terminal) {
    StringBuilder rest = new StringBuilder();
    Buffer next = slot.receive();
    for (; next != terminal; next = slot.receive()) {
      rest.append(next.contents);
    }
    return rest.append('T').toString();
  }

  private static Buffer buffer(int contents) {
    Buffer buffer = new Buffer();
    buffer.contents = contents;
    return buffer;
  }
}
