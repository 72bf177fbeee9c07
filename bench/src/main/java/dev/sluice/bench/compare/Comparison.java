// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import dev.sluice.bench.compare.CompareRow.Subject;
import dev.sluice.bench.peer.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All comparisons, and their targets. */
final class Comparison {

  static final String QUIET = "quiet";
  static final String BUSY = "busy";

  static final String IN_MEMORY = "file in memory";
  private static final int ROUNDS = 7;
  private static final int MILLIS = 120;
  private static final int[] SIZES = {
    4 << 10, 8 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 4 << 20
  };

  private static final Set<Integer> TARGETED = Set.of(8 << 10, 64 << 10, 1 << 20);

  private final Consumer<String> say;
  private final List<CompareRow> rows = new ArrayList<>();

  Comparison(Consumer<String> say) {
    this.say = say;
  }

  /** Runs all comparisons, which takes about three minutes. */
  List<CompareRow> run() throws IOException {
    List<ThreadKind> kinds =
        Stream.of(ThreadKind.values()).filter(ThreadKind::isAvailable).toList();
    for (ThreadKind kind : kinds) {
      handOffs(kind);
      busy(kind);
    }
    files(IN_MEMORY, memory(), ThreadKind.PLATFORM, SIZES);
    if (kinds.contains(ThreadKind.VIRTUAL)) {
      files(IN_MEMORY, memory(), ThreadKind.VIRTUAL, 64 << 10, 1 << 20);
    }
    Path disk = Path.of(System.getProperty("java.io.tmpdir"));
    files("file on disk", disk, ThreadKind.PLATFORM, 64 << 10, 1 << 20);
    atRest();
    return rows;
  }

  /** Runs the guard, which takes seconds. */
  List<CompareRow> quick() throws IOException {
    List<Peers> two = List.of(Peers.SLUICE, Peers.EXECUTOR);
    try (HandOffs flush = new HandOffs(ThreadKind.PLATFORM, QUIET, two)) {
      flush.measure(5, MILLIS);
      rows.add(flush.against(Peers.EXECUTOR, 1.0));
      rows.add(flush.allocation(0.1));
    }
    return rows;
  }

  private void handOffs(ThreadKind kind) throws IOException {
    say.accept("flush, " + kind + " threads");
    try (HandOffs flush = new HandOffs(kind, QUIET, Peers.handOffs())) {
      flush.measure(ROUNDS, MILLIS);
      if (kind == ThreadKind.PLATFORM) {
        rows.add(flush.against(Peers.SPSC_SPIN, 1.5));
        rows.add(flush.againstBest("the JDK", Peers::isJdk, 0.6));
        rows.add(flush.against(Peers.EXECUTOR, 0.02));
        rows.add(flush.allocation(0.1));
      } else {
        rows.add(flush.againstBest("those that wait", peers -> !peers.spins(), 0.5));
      }
      rows.addAll(flush.againstEach());
    }
  }

  private void busy(ThreadKind kind) throws IOException {
    say.accept("flush, " + kind + " threads, all processors busy elsewhere");
    List<Peers> all =
        Stream.of(Peers.values()).filter(p -> p == Peers.SLUICE || p.isJdk()).toList();
    try (ChildProcess others = new ChildProcess(Busy.class);
        HandOffs flush = new HandOffs(kind, BUSY, all)) {
      others.answer();
      flush.measure(3 * ROUNDS, 2 * MILLIS); // chance decides which thread has a processor
      rows.add(flush.againstBest("the JDK", Peers::isJdk, 1.1));
      rows.addAll(flush.againstEach());
    }
  }

  private void files(String what, Path directory, ThreadKind kind, int... sizes)
      throws IOException {
    try (FileLoads files = new FileLoads(what, directory, kind)) {
      for (int size : sizes) {
        say.accept(what + ", " + kind + " threads, buffers of " + size + " bytes");
        boolean middle = size == 8 << 10 || size == 64 << 10;
        List<Peers> others =
            Stream.of(Peers.values())
                .filter(
                    p -> // the pair that only spins is the limit of any two threads, see FileLoads
                    p == Peers.SPSC_SPIN && TARGETED.contains(size)
                            || middle && (p.needsFile() || p == Peers.EXECUTOR))
                .toList();
        List<CompareRow> information = files.measure(size, others, ROUNDS, MILLIS);
        boolean memory = what.equals(IN_MEMORY);
        rows.add(files.againstLimit(memory ? ofLimit(size) : null));
        rows.add(files.againstSynchronous(memory ? ofSynchronous(size) : null));
        if (size == 64 << 10 && kind == ThreadKind.PLATFORM) { // see Usage
          rows.add(files.processorTime(1.5));
        }
        rows.addAll(information);
      }
    }
  }

  private static Double ofLimit(int size) {
    return switch (size) {
      case 8 << 10 -> 1.25;
      case 64 << 10, 1 << 20 -> 1.10;
      default -> null;
    };
  }

  private static Double ofSynchronous(int size) {
    return size < 64 << 10 ? 1.0 : 0.75;
  }

  /** Returns a folder whose files are in memory, or null. */
  private static Path memory() {
    Path shm = Path.of("/dev/shm");
    return Files.isWritable(shm) ? shm : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private void atRest() throws IOException {
    say.accept("a handle at rest");
    try (ChildProcess idle = new ChildProcess(Idle.class, "2000")) {
      double[] millis = {Long.parseLong(idle.answer()) / 1e6};
      rows.add(
          new Subject("idle for 2 s, processor time", ThreadKind.PLATFORM, QUIET, 0, "ms")
              .alone(millis, 1));
    }
    try (ChildProcess weigh = new ChildProcess(HandleSize.class)) {
      double[] bytes = {Long.parseLong(weigh.answer())};
      rows.add(
          new Subject("handle without buffers and thread", ThreadKind.PLATFORM, QUIET, 0, "bytes")
              .alone(bytes, 600));
    }
  }
}
