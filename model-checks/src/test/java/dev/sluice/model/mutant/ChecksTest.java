// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.Layer;
import dev.sluice.model.tlc.Specs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A check that exists is in the list, and what is in the list is a check. */
class ChecksTest {

  private static List<Check> all() throws IOException {
    return Checks.all(new Specs(Specs.FOLDER));
  }

  @Test
  void eachIsReadAsItIsWritten() throws IOException {
    Set<String> ids = new HashSet<>();
    for (Check check : all()) {
      assertEquals(check, Check.parse(check.id()));
      assertTrue(ids.add(check.id()), () -> check.id() + " is there twice");
    }
  }

  @Test
  void eachLayerHasSome() throws IOException {
    Map<Layer, Integer> counts = new EnumMap<>(Layer.class);
    all().forEach(check -> counts.merge(check.layer(), 1, Integer::sum));
    System.out.println("[checks] " + counts);
    assertEquals(
        Set.of(Layer.UNIT, Layer.TLC, Layer.EXPLORE, Layer.CONFORMANCE, Layer.STRESS),
        counts.keySet());
    assertTrue(counts.get(Layer.UNIT) > 50 && counts.get(Layer.STRESS) > 40, counts::toString);
    assertTrue(counts.get(Layer.EXPLORE) > 150 && counts.get(Layer.TLC) > 10, counts::toString);
  }

  /** A unit test may be named with a method, and a stress test by the beginning of its name. */
  @Test
  void whatAMutantNamesIsThere() throws IOException {
    Set<String> ids = new HashSet<>();
    all().forEach(check -> ids.add(place(check)));
    List<String> missing = new ArrayList<>();
    int looked = 0;
    for (Mutant mutant : Mutant.all(Path.of("mutants"))) {
      if (mutant.killer().isPresent()) {
        looked++;
        String named = place(mutant.killer().get());
        if (!ids.contains(named)) {
          missing.add(mutant.id() + ": " + named);
        }
      }
    }
    assertTrue(looked > 100, looked + " mutants");
    assertEquals(List.of(), missing);
  }

  private static String place(Check check) {
    return (check instanceof UnitCheck unit ? unit.name() : check.id()).replaceFirst("#.*", "");
  }
}
