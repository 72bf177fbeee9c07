// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * The class path goes away while a handle is open, for example because its jar is replaced, or a
 * container stops the application. After spawn has returned, the kernel cannot load a class of its
 * own. The classes that a flush, an error and the end need are loaded before.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class RefusingLoaderTest {

  @Test
  @DisplayName("L2 B3: no class is loaded after spawn, in no state and by no call")
  void noClassIsLoadedAfterSpawn() {
    Map<String, Object> wrong = new TreeMap<>();
    List<String> calls = new World(false).open().apply(List.of());
    for (String call : calls) {
      World world = new World(true);
      List<String> told = world.open().apply(List.of(call, "SINGLE", "0", "false", "false"));
      if (!told.get(2).isEmpty()) {
        wrong.put(call, told.get(2));
      }
      if (!world.refused().isEmpty()) {
        wrong.put(call + " lacks", world.refused());
      }
    }
    assertTrue(calls.size() > 100, "only " + calls.size() + " calls");
    assertEquals(Map.of(), wrong);
  }
}
