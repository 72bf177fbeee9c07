// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import java.util.List;

/** Chapter 2: one thread hands a number to another. */
final class Publication {

  private static final class Plain {
    int contents;
    boolean ready;

    void send() {
      contents = 42;
      ready = true;
    }

    String receive() {
      return ready ? "got " + contents : "nothing yet";
    }
  }

  private static final class TooEarly {
    int contents;
    volatile boolean ready;

    void send() {
      ready = true; // too early: the contents are not there
      contents = 42;
    }

    String receive() {
      return ready ? "got " + contents : "nothing yet";
    }
  }

  private static final class Published {
    int contents;
    volatile boolean ready;

    void send() {
      contents = 42;
      ready = true;
    }

    String receive() {
      return ready ? "got " + contents : "nothing yet";
    }
  }

  private Publication() {}

  static List<Rung> ladder() {
    return List.of(
        Rung.broken("both fields plain", "data race", Publication::plain),
        Rung.broken("a volatile flag, set too early", "data race", Publication::tooEarly),
        Rung.sound("a volatile flag, set last", Publication::published),
        Rung.ofKernel("slot: 1 sent, 1 received"));
  }

  private static String plain() throws InterruptedException {
    Plain mail = new Plain();
    Thread sender = new Thread(() -> mail.send());
    sender.start();
    String got = mail.receive();
    sender.join();
    return got;
  }

  private static String tooEarly() throws InterruptedException {
    TooEarly mail = new TooEarly();
    Thread sender = new Thread(() -> mail.send());
    sender.start();
    String got = mail.receive();
    sender.join();
    return got;
  }

  private static String published() throws InterruptedException {
    Published mail = new Published();
    Thread sender = new Thread(() -> mail.send());
    sender.start();
    String got = mail.receive();
    sender.join();
    return got;
  }
}
