// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.stress.gate.Settings.Shard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.infra.runners.TestList;

/** The list of what a run owes; it is made from the bad samples here. */
class StressPlanTest {

  private static Settings settings(Level level, Shard shard, String... tests) {
    return new Settings(
        level,
        List.of(tests),
        shard,
        Optional.empty(),
        Path.of("unused"),
        Optional.empty(),
        Duration.ofMinutes(60));
  }

  private static List<String> names(StressPlan plan) {
    return plan.tests().stream().map(StressPlan.Planned::name).toList();
  }

  @Test
  void eachTestIsInExactlyOneShard() {
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      all.addAll(names(StressPlan.make(settings(Level.QUICK, new Shard(i, 4)))));
    }
    assertEquals(TestList.tests().stream().sorted().toList(), all.stream().sorted().toList());
  }

  @Test
  void everyNameMustMatch() {
    assertThrows(
        IllegalArgumentException.class,
        () -> StressPlan.make(settings(Level.QUICK, Shard.WHOLE, "B00", "B99")));
    assertEquals(
        List.of("dev.sluice.stress.bad.B00_Good"),
        names(StressPlan.make(settings(Level.QUICK, Shard.WHOLE, "B00"))));
  }

  @Test
  void eachLevelHasItsNumberOfConfigurations() {
    assertEquals(2, Level.QUICK.configurations(2));
    assertEquals(2 * 9 + 1, Level.NIGHTLY.configurations(2));
    assertEquals(2 * 27 + 1, Level.NIGHTLY.configurations(3));
    assertEquals(3, Level.SOAK.configurations(3));
  }

  @Test
  void aSoakFillsTheTimeGiven() {
    StressPlan plan = StressPlan.make(settings(Level.SOAK, Shard.WHOLE));
    long forks = plan.tests().stream().mapToInt(StressPlan.Planned::configurations).sum();
    long seconds = forks * plan.iterations() * plan.millis() / 1000;
    assertTrue(seconds > 55 * 60 && seconds < 60 * 60, seconds + " s");
  }

  @Test
  void whatNoShardHadIsOwedAllTheSame() {
    List<StressPlan.Planned> shards =
        List.of(
            new StressPlan.Planned("dev.sluice.stress.bad.B00_Good", 2, 2),
            new StressPlan.Planned("dev.sluice.stress.bad.B00_Good", 2, 2));
    StressPlan plan =
        StressPlan.merged(settings(Level.QUICK, Shard.WHOLE, "B00", "B01"), Level.QUICK, shards);
    assertEquals(
        List.of(4, 2), plan.tests().stream().map(StressPlan.Planned::configurations).toList());
  }

  @Test
  void shardsAreParsed() {
    assertEquals(new Shard(2, 3), Shard.parse("2/3"));
    for (String wrong : List.of("0/3", "4/3", "2", "2/3/4", "a/b")) {
      assertThrows(IllegalArgumentException.class, () -> Shard.parse(wrong), wrong);
    }
  }
}
