// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.Check;
import dev.sluice.model.harness.Layer;
import dev.sluice.model.harness.Plan;
import dev.sluice.model.harness.TaggedTests;
import dev.sluice.model.harness.UnitCheck;
import dev.sluice.model.mutant.Mutant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A check that exists is in the plan, and what is in the plan is a check. */
class PlanTest {

  /** The modules whose tests look at the kernel if they are too long for the tests of a build. */
  private static final Set<String> OF_THE_KERNEL = Set.of("specs", "scenarios");

  @Test
  void eachCheckOfThePlanIsReadAsItIsWritten() throws IOException {
    Set<String> ids = new HashSet<>();
    for (Check check : Plan.all()) {
      assertEquals(check, Plan.check(check.id()));
      assertTrue(check.id().startsWith(check.layer().toString()), check::id);
      assertTrue(ids.add(check.id()), () -> check.id() + " is there twice");
    }
  }

  @Test
  void whatIsNoCheckIsRefused() {
    for (String id : List.of("", "unit; a; b", "explore; gone", "tlc", "stress; a; b", "nothing")) {
      assertThrows(IllegalArgumentException.class, () -> Plan.check(id), id);
    }
  }

  /** As a whole, and by checks that can be run alone. */
  @Test
  void eachLayerHasChecksInThePlan() throws IOException {
    Map<Layer, Integer> counts = new EnumMap<>(Layer.class);
    Plan.all().forEach(check -> counts.merge(check.layer(), 1, Integer::sum));
    System.out.println("[plan] " + counts);
    assertEquals(VerifyRequest.ALL, counts.keySet());
    assertTrue(counts.get(Layer.UNIT) > 50 && counts.get(Layer.STRESS) > 40, counts::toString);
    assertTrue(counts.get(Layer.EXPLORE) > 150 && counts.get(Layer.TLC) > 10, counts::toString);
    assertTrue(counts.get(Layer.MUTANTS) > 150, counts::toString);
    Set<Layer> whole = EnumSet.noneOf(Layer.class);
    Plan.whole().forEach(check -> whole.add(check.layer()));
    assertEquals(VerifyRequest.ALL, whole);
  }

  /** A word that nobody reads would leave a class out of a run, or put it into a wrong one. */
  @Test
  void eachTagOfATestIsOneThatIsRead() {
    List<String> unknown = new ArrayList<>();
    int tags = 0;
    for (TaggedTests.Tagged type : TaggedTests.all()) {
      for (String tag : type.tags()) {
        tags++;
        if (!TaggedTests.isTag(tag)) {
          unknown.add(type.name() + ": " + tag);
        }
      }
    }
    assertTrue(tags > 30, tags + " tags");
    assertEquals(List.of(), unknown);
  }

  /** What is long, in a module that looks at the kernel, is a check of a layer. */
  @Test
  void noLongTestOfTheKernelIsInNoLayer() {
    List<String> outside = new ArrayList<>();
    for (TaggedTests.Tagged type : TaggedTests.all()) {
      if (OF_THE_KERNEL.contains(type.module()) && type.tags().contains("long")) {
        if (type.layer().isEmpty()) {
          outside.add(type.name());
        }
      }
    }
    assertEquals(List.of(), outside);
  }

  /** A unit test may be named with a method, and a stress test by the beginning of its name. */
  @Test
  void theCheckThatAMutantNamesIsThere() throws IOException {
    Set<String> ids = new HashSet<>();
    Plan.all().forEach(check -> ids.add(place(check)));
    List<String> missing = new ArrayList<>();
    int looked = 0;
    for (Mutant mutant : Mutant.all(Mutant.FOLDER)) {
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
