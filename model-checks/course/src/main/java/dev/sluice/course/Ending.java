// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Chapter 5: one side sends, the other closes. What was sent must be somewhere. */
final class Ending {

  private interface Place {
    boolean send(String item);

    /** Returns what was sent and not received. */
    String close();
  }

  private static final class TwoSteps implements Place {
    volatile boolean closed;
    volatile String item;

    @Override
    public boolean send(String sent) {
      if (closed) {
        return false;
      }
      item = sent;
      return true;
    }

    @Override
    public String close() {
      closed = true;
      return item;
    }
  }

  private static final class OneExchange implements Place {
    private static final String GONE = "gone";
    final AtomicReference<String> word = new AtomicReference<>();

    @Override
    public boolean send(String sent) {
      return word.compareAndSet(null, sent);
    }

    @Override
    public String close() {
      return word.getAndSet(GONE);
    }
  }

  private Ending() {}

  static List<Rung> ladder() {
    return List.of(
        Rung.broken("close in two steps", "sent, and nobody has it", () -> meet(new TwoSteps())),
        Rung.sound("close by one exchange", () -> meet(new OneExchange())),
        Rung.ofKernel("slot: the receiver closes against a send"),
        Rung.ofKernel("slot: both close"),
        Rung.ofKernel("close in flight"));
  }

  private static String meet(Place place) throws InterruptedException {
    boolean[] sent = new boolean[1];
    Thread sender = new Thread(() -> sent[0] = place.send("a letter"));
    sender.start();
    String back = place.close();
    sender.join();
    if (sent[0] && back == null) {
      throw new AssertionError("sent, and nobody has it");
    }
    return sent[0] ? "sent, and handed back" : "refused";
  }
}
