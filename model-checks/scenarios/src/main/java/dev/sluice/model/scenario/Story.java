// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushListener;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Remains;
import dev.sluice.kernel.ShutdownRequest;
import dev.sluice.model.probe.Count;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;

/**
 * A program of one owner and its task, and perhaps a third thread that cancels or interrupts. The
 * owner flushes, ends the handle, tries to go on (E1), reclaims, and closes the gate (L3). Then it
 * checks all results for the properties.
 */
final class Story implements Callable<String> {

  /** How the owner ends the handle. */
  enum End {
    SHUTDOWN,
    SHUTDOWN_SETTING_LENGTH,
    CLOSE,
    DETACH,
    DETACH_AND_CLOSE
  }

  /** What a third thread does. */
  enum Third {
    NONE,
    CANCELS,
    INTERRUPTS
  }

  /** A pause that is so long that only the token can end it. */
  static final Duration LONG = Duration.ofSeconds(Long.MAX_VALUE);

  /**
   * The options are made once, because making them looks for a logger, which differs from run to
   * run.
   */
  static final FlushOptions OPTIONS = rehearsed(Duration.ZERO);

  private final int flushes;
  private final End end;
  private final Third third;
  private final Duration pause;
  private final Sink.Attempt[] plan;

  Story(int flushes, End end, Third third, Duration pause, Sink.Attempt... plan) {
    this.flushes = flushes;
    this.end = end;
    this.third = third;
    this.pause = pause;
    this.plan = plan;
  }

  Story(int flushes, End end, Third third, Sink.Attempt... plan) {
    this(flushes, end, third, Duration.ZERO, plan);
  }

  @Override
  public String call() {
    CancellationToken token = new CancellationToken();
    Gate gate = new Gate();
    Sink sink = new Sink(token, third == Third.CANCELS, plan);
    Buffer first = new Buffer();
    Buffer second = new Buffer();
    Thread[] task = new Thread[1];
    FlushOptions options =
        OPTIONS
            .withThreadFactory(runnable -> task[0] = new Thread(runnable))
            .withRetryPolicy((error, attempt) -> judge(error, pause));
    FlushHandle<Buffer, Sink> handle = FlushHandle.spawn(sink, second, gate, token, options);
    Thread main = Thread.currentThread();
    Thread other =
        switch (third) {
          case NONE -> null;
          case CANCELS ->
              new Thread(
                  () -> {
                    token.cancel();
                    sink.cancelReturned.set(1);
                  });
          case INTERRUPTS -> new Thread(() -> main.interrupt());
        };
    if (other != null) {
      other.start();
    }

    Buffer mine = first;
    int submitted = 0;
    int returned = 0;
    FlushTaskException error = null;
    boolean well = false;
    try {
      for (; submitted < flushes; returned++) {
        mine.contents = Sink.contents(submitted);
        Buffer dirty = mine;
        mine = null;
        mine = handle.flush(dirty, submitted++);
        Claims.that(mine != dirty, "B1: a flush returned the very buffer");
      }
      switch (end) {
        case SHUTDOWN -> handle.shutdown(ShutdownRequest.keepLength());
        case SHUTDOWN_SETTING_LENGTH -> handle.shutdown(ShutdownRequest.setLength(7));
        case CLOSE -> handle.close();
        case DETACH -> handle.detach();
        case DETACH_AND_CLOSE -> {
          handle.detach();
          handle.close();
        }
      }
      well = end != End.DETACH;
    } catch (FlushTaskException e) {
      error = e;
    }
    Claims.that(error == null || refuses(handle), "E1: a call after the end was let in");
    Claims.that(
        end == End.DETACH || closesAgain(handle), "H19: a close after the end had an effect");
    Remains<Buffer, Sink> remains = handle.reclaim();
    sink.ended.set(1);
    Claims.that(
        handle.reclaim().clean().isEmpty() && handle.reclaim().unflushed().isEmpty(),
        "H15: a second reclaim hands out again");
    gate.close();
    Count.evaluated("L3: a close that never returns is a deadlock, which the explorer finds");
    boolean interrupted = other != null && join(other);
    interrupted |= join(task[0]);
    interrupted |= third == Third.INTERRUPTS && Thread.interrupted();
    Claims.that(third != Third.INTERRUPTS || interrupted, "H16: the interrupt was lost");

    if (error == null) {
      error = remains.error().orElse(null);
    }
    if (end == End.SHUTDOWN || end == End.SHUTDOWN_SETTING_LENGTH) {
      Count.evaluated("L2: as L3");
    } else {
      Claims.that(error != null || remains.unflushed().isEmpty(), "L4: closed, and not drained");
    }
    if (flushes > 0) {
      Count.evaluated("L1: as L3");
    }
    Claims.that(Claims.distinct(mine, remains, first, second), "B1: not each buffer in one place");
    String written = sink.written();
    Claims.verdicts(submitted, written, remains); // B3, B4
    if (well) {
      String length = end == End.SHUTDOWN_SETTING_LENGTH ? "L" : "";
      Claims.that(written.equals("01234567".substring(0, submitted) + length), "B2: " + written);
    }
    return Optional.ofNullable(error).map(e -> e.getClass().getSimpleName()).orElse("Ok")
        + " returned="
        + returned
        + " written="
        + written
        + " unflushed="
        + remains.unflushed().size();
  }

  private static FlushOptions rehearsed(Duration pause) {
    FlushOptions options =
        FlushOptions.defaults()
            .withThreadFactory(runnable -> new Thread(runnable))
            .withListener(new FlushListener() {})
            .withRetryPolicy((error, attempt) -> judge(error, pause));
    rehearse(options);
    return options;
  }

  /**
   * Runs the first spawn of a JVM, which does more than the others: no schedule should contain
   * that. One thread does it. Between two threads, a broken kernel may hang here before anything is
   * explored.
   */
  static void rehearse(FlushOptions options) {
    CancellationToken token = new CancellationToken();
    Runnable[] task = new Runnable[1];
    ThreadFactory unstarted =
        runnable -> {
          task[0] = runnable;
          return new Thread() {
            @Override
            public void start() {}
          };
        };
    FlushHandle<Buffer, Sink> handle =
        FlushHandle.spawn(
            new Sink(token, false),
            new Buffer(),
            new Gate(),
            token,
            options.withThreadFactory(unstarted));
    handle.detach();
    task[0].run();
    handle.reclaim();
  }

  static Optional<Duration> judge(IOException error, Duration pause) {
    return error instanceof Sink.FatalException ? Optional.empty() : Optional.of(pause);
  }

  /** Joins a thread; returns true if this thread was interrupted. */
  static boolean join(Thread thread) {
    boolean interrupted = false;
    for (; ; ) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static boolean closesAgain(FlushHandle<Buffer, Sink> handle) {
    try {
      handle.close();
      handle.detach();
      return true;
    } catch (FlushTaskException e) {
      return false;
    }
  }

  private static boolean refuses(FlushHandle<Buffer, Sink> handle) {
    int refused = 0;
    try {
      handle.flush(new Buffer(), 9);
    } catch (IllegalStateException e) {
      refused++;
    } catch (FlushTaskException e) {
      return false;
    }
    try {
      handle.shutdown(ShutdownRequest.keepLength());
    } catch (IllegalStateException e) {
      refused++;
    } catch (FlushTaskException e) {
      return false;
    }
    return refused == 2;
  }
}
