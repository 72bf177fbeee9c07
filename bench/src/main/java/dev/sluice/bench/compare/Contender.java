// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import dev.sluice.bench.peer.Peers;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The process of one contender. It measures when it is told to, and ends when its input ends. */
final class Contender {

  private Contender() {}

  /**
   * Runs a contender. The arguments are the peer, the kind of thread, and a file unless the writer
   * does nothing.
   */
  public static void main(String[] args) throws Exception {
    Path file = args.length > 2 ? Path.of(args[2]) : null;
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    try (Workload workload =
        new Workload(Peers.valueOf(args[0]), ThreadKind.valueOf(args[1]), file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] order = line.split(" ");
        Sample sample =
            workload.measure(
                Integer.parseInt(order[0]),
                Integer.parseInt(order[1]),
                TimeUnit.MILLISECONDS.toNanos(Integer.parseInt(order[2])));
        System.out.println(sample.line());
      }
    }
  }
}
