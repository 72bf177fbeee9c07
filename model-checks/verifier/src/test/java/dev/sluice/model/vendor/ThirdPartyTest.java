// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The verifier's jar says of each jar in it under which licence it is. */
@Tag("long")
class ThirdPartyTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| [\\w.-]+:([\\w.-]+) \\| \\S");

  @Test
  void eachJarInTheVerifierHasALicence() throws IOException {
    try (JarFile jar = new JarFile(Jar.FILE.toFile())) {
      Set<String> bundled =
          jar.stream()
              .map(entry -> entry.getName().replaceFirst("^bundle/lib/", ""))
              .filter(name -> name.endsWith(".jar") && !name.startsWith("sluice-"))
              .map(name -> name.replaceFirst("-\\d[\\d.]*\\.jar$", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertTrue(bundled.contains("jcstress-core"), bundled.toString());
      String page =
          new String(
              jar.getInputStream(jar.getEntry("META-INF/THIRD-PARTY.md")).readAllBytes(),
              StandardCharsets.UTF_8);
      ROW.matcher(page).results().map((MatchResult row) -> row.group(1)).forEach(bundled::remove);
      assertEquals(Set.of(), bundled, "without a row");
      assertTrue(jar.getEntry("META-INF/LICENSE") != null);
    }
  }
}
