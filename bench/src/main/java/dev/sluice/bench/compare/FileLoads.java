// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import dev.sluice.bench.compare.CompareRow.Subject;
import dev.sluice.bench.peer.Peers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Produces buffers and writes them to a file. The producer takes about as long as the writer: then
 * overlapping helps most, and hand-offs cost most.
 *
 * <p>Producer and writer are also measured alone. Then each has memory and caches for itself, and
 * the writer finds the buffer in the cache of its own processor. With two threads the buffer comes
 * from the cache of the other processor. The pair that only spins shows what this costs any two
 * threads.
 */
final class FileLoads implements AutoCloseable {

  private final String what;
  private final Path directory;
  private final ThreadKind kind;
  private final List<ChildProcess> processes = new ArrayList<>();
  private final ChildProcess sluice;
  private final ChildProcess synchronous;
  private final ChildProcess producer;
  private Measurement ours;
  private Measurement theirs;
  private Measurement produce;
  private Measurement write;
  private int size;

  FileLoads(String what, Path directory, ThreadKind kind) throws IOException {
    this.what = what;
    this.directory = directory;
    this.kind = kind;
    sluice = start(Peers.SLUICE);
    synchronous = start(Peers.SYNCHRONOUS);
    producer = new ChildProcess(Contender.class, Peers.SYNCHRONOUS.name(), kind.name());
    processes.add(producer);
  }

  private ChildProcess start(Peers peers) throws IOException {
    Path file = directory.resolve("sluice-bench-" + peers + "-" + ProcessHandle.current().pid());
    ChildProcess process =
        new ChildProcess(Contender.class, peers.name(), kind.name(), file.toString());
    processes.add(process);
    file.toFile().deleteOnExit();
    return process;
  }

  /** Measures with buffers of one size; returns the rows of other peers, for information. */
  List<CompareRow> measure(int size, List<Peers> others, int rounds, int millis)
      throws IOException {
    this.size = size;
    int passes = passes(millis);
    ours = new Measurement("sluice", sluice, size, passes);
    theirs = new Measurement("synchronous", synchronous, size, passes);
    produce = new Measurement("producer only", producer, size, passes);
    write = new Measurement("writer only", synchronous, size, 0);
    List<Measurement> all = new ArrayList<>(List.of(ours, theirs, produce, write));
    for (Peers peers : others) {
      all.add(new Measurement(peers.label(), start(peers), size, passes));
    }
    Measurement.inRounds(all, rounds, millis);
    return all.stream()
        .skip(4)
        .map(m -> subject("ns").against(m.name(), ours.nanos(), m.nanos(), null))
        .toList();
  }

  /** Returns how often the producer has to fill a buffer to take as long as its write. */
  private int passes(int millis) throws IOException {
    double once = 0;
    double writing = 0;
    for (int i = 0; i < 3; i++) { // the last one counts, because the code is compiled then
      once = new Measurement("", producer, size, 1).take(millis).nanosPerFlush();
      writing = new Measurement("", synchronous, size, 0).take(millis).nanosPerFlush();
    }
    return (int) Math.max(1, Math.round(writing / once));
  }

  /** Compares with the limit, which is the slower of producer and writer, each measured alone. */
  CompareRow againstLimit(Double target) {
    double[] limit = produce.nanos();
    double[] writing = write.nanos();
    for (int i = 0; i < limit.length; i++) {
      limit[i] = Math.max(limit[i], writing[i]);
    }
    return subject("ns").against("max(P, W)", ours.nanos(), limit, target);
  }

  CompareRow againstSynchronous(Double target) {
    return subject("ns").against("synchronous writer", ours.nanos(), theirs.nanos(), target);
  }

  CompareRow processorTime(double target) {
    return new Subject(what + ", processor time", kind, Comparison.QUIET, size, "ns")
        .against(
            "synchronous writer",
            ours.each(Sample::cpuNanosPerFlush),
            theirs.each(Sample::cpuNanosPerFlush),
            target);
  }

  private Subject subject(String unit) {
    return new Subject(what, kind, Comparison.QUIET, size, unit);
  }

  @Override
  public void close() {
    processes.forEach(ChildProcess::close);
  }
}
