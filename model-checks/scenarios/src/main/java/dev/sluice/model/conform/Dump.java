// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import dev.sluice.model.tlc.Tlc;
import dev.sluice.model.tlc.TlcConfig;
import dev.sluice.model.tlc.TlcResult;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The file to which TLC dumps the states of a configuration. TLC makes it again if a spec or the
 * configuration has changed.
 */
record Dump(Path folder, TlcConfig config) {

  /** Returns the file. If there is none, one JVM makes it, and the others wait for it. */
  Path file() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path file = folder.resolve(config.name() + "-" + fingerprint() + ".dot");
    synchronized (Dump.class) { // the file lock excludes other JVMs only
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Files.exists(file)) {
          make(file);
        }
      }
    }
    return file;
  }

  private void make(Path file) throws IOException, InterruptedException {
    // The file has another name until it is complete.
    Path partial = Files.createTempFile(folder, config.name(), ".dot");
    Tlc tlc = new Tlc(folder, List.of("-XX:+UseSerialGC", "-Xmx1g"), 2, Duration.ofMinutes(10));
    TlcResult result = tlc.check(config, false, "-dump", "dot,actionlabels", partial.toString());
    System.out.println(result.line());
    if (result.verdict() != TlcResult.Verdict.COMPLETED) {
      throw new IOException("TLC did not search all states, see " + result.output());
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns a fingerprint of everything that the states depend on. */
  private String fingerprint() throws IOException {
    try (Stream<Path> specs = Files.list(config.folder())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path spec : specs.filter(f -> f.toString().endsWith(".tla")).sorted().toList()) {
        digest.update(Files.readAllBytes(spec));
      }
      digest.update(config.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
