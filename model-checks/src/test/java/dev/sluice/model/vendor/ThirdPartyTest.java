// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The verifier's jar says of each jar in it under which licence it is, and of no other. */
class ThirdPartyTest {

  @Test
  void eachJarHasALicence() throws IOException {
    try (JarFile jar = new JarFile(Jar.FILE.toFile())) {
      Set<String> bundled =
          jar.stream()
              .map(entry -> entry.getName().replaceFirst("^bundle/lib/", ""))
              .filter(name -> name.endsWith(".jar") && !name.startsWith("sluice-"))
              .map(name -> name.replaceFirst("-\\d[\\d.]*\\.jar$", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertTrue(bundled.contains("jcstress-core"), bundled.toString());
      String table =
          new String(
              jar.getInputStream(jar.getEntry("META-INF/THIRD-PARTY.md")).readAllBytes(),
              StandardCharsets.UTF_8);
      Set<String> named =
          table
              .lines()
              .filter(line -> line.startsWith("| ") && line.contains("://"))
              .flatMap(line -> Stream.of(line.split("\\|")[1].strip().split(", ")))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(bundled, named);
      assertTrue(jar.getEntry("META-INF/LICENSE") != null);
    }
  }
}
