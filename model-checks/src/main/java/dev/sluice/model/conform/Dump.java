// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import dev.sluice.model.tlc.Tlc;
import dev.sluice.model.tlc.TlcConfig;
import dev.sluice.model.tlc.TlcResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The file that TLC dumps the states of a configuration to. It is made again if a spec or the
 * configuration has changed since.
 */
record Dump(Path folder, TlcConfig config) {

  /** The file, made if need be. */
  Path file() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path file = folder.resolve(config.name() + "-" + fingerprint() + ".dot");
    if (!Files.exists(file)) {
      // Under another name until it is whole.
      Path partial = Files.createTempFile(folder, config.name(), ".dot");
      Tlc tlc = new Tlc(folder, List.of("-XX:+UseSerialGC", "-Xmx1g"), 2, Duration.ofMinutes(3));
      TlcResult result = tlc.check(config, false, "-dump", "dot,actionlabels", partial.toString());
      System.out.println(result.line());
      if (result.verdict() != TlcResult.Verdict.COMPLETED) {
        throw new IOException("TLC did not search all states, see " + result.output());
      }
      // Another JVM may have made it meanwhile: the same.
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  /** Of all that the states depend on. */
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
