// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * TLC's distributed mode, all on this machine. A server holds the states, and workers compute the
 * next ones. They talk over the loopback interface. This mode checks invariants, and no temporal
 * properties.
 *
 * @param tlc how each JVM is started, and how long the whole run may take
 * @param workers how many JVMs, with one thread each
 */
public record DistributedTlc(Tlc tlc, int workers) {

  private static final Pattern SENT = Pattern.compile("Worker: \\S+ Sent: (\\d+) Rcvd: (\\d+)");
  private static final String THREADS = "-Dtlc2.tool.distributed.TLCWorker.threadCount=1";

  /**
   * The results of a run.
   *
   * @param result the result, as of a run without workers
   * @param received for each worker, how many states came from it
   */
  public record Result(TlcResult result, List<Long> received) {}

  /** Checks the invariants of a configuration. */
  public Result check(TlcConfig config) throws IOException, InterruptedException {
    Path folder = tlc.folder(config);
    Path output = folder.resolve("server.txt");
    String port = "-Dtlc2.tool.distributed.TLCServer.port=" + freePort();
    List<String> server = command(Files.createDirectories(folder.resolve("server")), port);
    server.add("tlc2.tool.distributed.TLCServer");
    server.addAll(tlc.arguments(config, folder));
    server.add(config.module() + ".tla");
    long start = System.nanoTime();
    List<Process> processes = new ArrayList<>();
    try {
      processes.add(start(server, config.folder(), output));
      for (int i = 1; i <= workers; i++) {
        Path its = Files.createDirectories(folder.resolve("worker" + i));
        List<String> worker = command(its, port);
        worker.addAll(List.of(THREADS, "tlc2.tool.distributed.TLCWorker", "127.0.0.1"));
        processes.add(start(worker, its, folder.resolve("worker" + i + ".txt")));
      }
      boolean ended = processes.get(0).waitFor(tlc.atMost().toMillis(), TimeUnit.MILLISECONDS);
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Result(Tlc.judge(config, output, ended, seconds), received(output));
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private List<String> command(Path folder, String port) throws IOException {
    List<String> command = tlc.java(folder);
    // The server's address. The default is a name of this machine, maybe of another interface.
    command.addAll(List.of("-Djava.rmi.server.hostname=127.0.0.1", port));
    return command;
  }

  private static Process start(List<String> command, Path folder, Path output) throws IOException {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static List<Long> received(Path output) throws IOException {
    List<Long> received = new ArrayList<>();
    Matcher workers = SENT.matcher(Files.readString(output));
    while (workers.find()) {
      received.add(Long.valueOf(workers.group(2)));
    }
    return received;
  }
}
