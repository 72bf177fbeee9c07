// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import dev.sluice.bench.compare.CompareRow.Subject;
import dev.sluice.bench.peer.Peers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Measures the cost of a flush alone: writer and producer do nothing. */
final class HandOffs implements AutoCloseable {

  private static final String FLUSH = "flush";

  private final ThreadKind kind;
  private final String load;
  private final Map<Peers, ChildProcess> contenders = new EnumMap<>(Peers.class);
  private final Map<Peers, Measurement> measured = new EnumMap<>(Peers.class);

  HandOffs(ThreadKind kind, String load, List<Peers> all) throws IOException {
    this.kind = kind;
    this.load = load;
    for (Peers peers : all) {
      contenders.put(peers, new ChildProcess(Contender.class, peers.name(), kind.name()));
    }
    contenders.forEach((p, child) -> measured.put(p, new Measurement(p.label(), child, 0, 0)));
  }

  void measure(int rounds, int millis) throws IOException {
    Measurement.inRounds(List.copyOf(measured.values()), rounds, millis);
  }

  /** Compares with one peer. */
  CompareRow against(Peers peers, Double target) {
    return against(peers.label(), peers, target);
  }

  /** Compares with the fastest of some peers, by the median. */
  CompareRow againstBest(String ofWhat, Predicate<Peers> which, double target) {
    Peers best =
        measured.keySet().stream()
            .filter(p -> p != Peers.SLUICE && which.test(p))
            .min(Comparator.comparingDouble(p -> CompareRow.median(measured.get(p).nanos())))
            .orElseThrow();
    return against("best of " + ofWhat + ": " + best.label(), best, target);
  }

  private CompareRow against(String label, Peers peers, Double target) {
    return new Subject(FLUSH, kind, load, 0, "ns")
        .against(label, measured.get(Peers.SLUICE).nanos(), measured.get(peers).nanos(), target);
  }

  /** Compares with each peer, for information. */
  List<CompareRow> againstEach() {
    List<CompareRow> rows = new ArrayList<>();
    measured.keySet().stream()
        .filter(p -> p != Peers.SLUICE)
        .forEach(p -> rows.add(against(p, null)));
    return rows;
  }

  CompareRow allocation(double target) {
    return new Subject("allocated per flush", kind, load, 0, "bytes")
        .alone(measured.get(Peers.SLUICE).each(Sample::allocatedPerFlush), target);
  }

  @Override
  public void close() {
    contenders.values().forEach(ChildProcess::close);
  }
}
