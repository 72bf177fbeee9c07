// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import static dev.sluice.model.scenario.Scenarios.spec;

import dev.sluice.model.scenario.Scenarios.Spec;
import dev.sluice.sync.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scenarios of the slot alone. The items have contents, so that their publication is checked (B5).
 */
final class SlotStories {

  private SlotStories() {}

  static List<Spec> all() {
    List<Spec> all = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      int messages = n;
      all.add(
          spec(
              "slot: " + n + " sent, " + n + " received",
              false,
              () -> messages(messages),
              "012".substring(0, n)));
    }
    all.add(
        spec("slot: the sender closes, empty or pending", false, SlotStories::senderCloses, "0T"));
    all.add(spec("slot: closed at once", false, SlotStories::closedAtOnce, "T"));
    all.add(
        spec(
            "slot: the receiver closes against a send",
            false,
            SlotStories::receiverCloses,
            "true, handed back 0",
            "false, handed back none"));
    all.add(
        spec(
            "slot: the receiver closes against a send that waits",
            false,
            SlotStories::receiverClosesOnFull,
            "true false, handed back 0",
            "false false, handed back none"));
    all.add(
        spec(
            "slot: both close",
            false,
            SlotStories::bothClose,
            "true, handed back 0",
            "false, handed back none"));
    return all;
  }

  private static Buffer buffer(int contents) {
    Buffer buffer = new Buffer();
    buffer.contents = contents;
    return buffer;
  }

  private static String messages(int n) throws InterruptedException {
    Slot<Buffer> slot = new Slot<>();
    int[] got = new int[n];
    Thread receiver =
        new Thread(
            () -> {
              for (int i = 0; i < n; i++) {
                got[i] = slot.receive().contents;
              }
            });
    receiver.start();
    for (int i = 0; i < n; i++) {
      Claims.that(slot.send(buffer(i)), "S7: refused though the receiver is there");
    }
    receiver.join();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < n; i++) {
      all.append(got[i]);
    }
    return all.toString();
  }

  private static String senderCloses() throws InterruptedException {
    Slot<Buffer> slot = new Slot<>();
    Buffer terminal = buffer(9);
    Buffer[] got = new Buffer[3];
    Thread receiver =
        new Thread(
            () -> {
              for (int i = 0; i < 3; i++) {
                got[i] = slot.receive();
              }
            });
    receiver.start();
    slot.send(buffer(0));
    slot.close(terminal);
    receiver.join();
    Claims.that(got[1] == terminal && got[2] == terminal, "S5: the terminal value is for ever");
    return got[0].contents + "T";
  }

  private static String closedAtOnce() throws InterruptedException {
    Slot<Buffer> slot = new Slot<>();
    Buffer terminal = buffer(9);
    Buffer[] got = new Buffer[1];
    Thread receiver = new Thread(() -> got[0] = slot.receive());
    receiver.start();
    slot.close(terminal);
    receiver.join();
    return got[0] == terminal ? "T" : "?";
  }

  private static String receiverCloses() throws InterruptedException {
    Slot<Buffer> slot = new Slot<>();
    int[] back = new int[1];
    Thread receiver = new Thread(() -> back[0] = back(slot.closeReceive()));
    receiver.start();
    boolean sent = slot.send(buffer(0));
    receiver.join();
    return sent + ", " + handedBack(back[0]);
  }

  private static String receiverClosesOnFull() throws InterruptedException {
    Slot<Buffer> slot = new Slot<>();
    int[] back = new int[1];
    Thread receiver = new Thread(() -> back[0] = back(slot.closeReceive()));
    receiver.start();
    boolean first = slot.send(buffer(0));
    boolean second = slot.send(buffer(1));
    receiver.join();
    return first + " " + second + ", " + handedBack(back[0]);
  }

  private static String bothClose() throws InterruptedException {
    Slot<Buffer> slot = new Slot<>();
    int[] back = new int[1];
    Thread receiver = new Thread(() -> back[0] = back(slot.closeReceive()));
    receiver.start();
    boolean sent = slot.send(buffer(0));
    slot.close(buffer(9));
    receiver.join();
    return sent + ", " + handedBack(back[0]);
  }

  private static int back(Optional<Buffer> pending) {
    return pending.isPresent() ? pending.get().contents : -1;
  }

  private static String handedBack(int contents) {
    return "handed back " + (contents < 0 ? "none" : contents);
  }
}
