// SPDX-License-Identifier: Apache-2.0
package dev.sluice.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.kernel.Bounded;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushTaskException;
import dev.sluice.kernel.Remains;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** "{@code Remains.unflushed} that the caller can change." */
@Bounded
class RemainsTest {

  private static void cannotBeChanged(List<?> list) {
    assertThrows(UnsupportedOperationException.class, list::clear);
    assertThrows(UnsupportedOperationException.class, () -> list.remove(0));
    assertThrows(UnsupportedOperationException.class, () -> list.add(null));
  }

  /** Seen red by remains that keep the list that they were made with. */
  @Test
  @DisplayName("B3: the lists of remains cannot be changed by whoever gets them")
  void whoeverGetsRemainsCannotChangeTheirLists() throws Exception {
    FlushHandle<ByteBuffer, StubWriter> handle = Edge.spawn(StubWriter.full(), Edge.givesUp());
    handle.flush(Edge.full(), 0);
    assertThrows(FlushTaskException.Fatal.class, handle::close);
    Remains<ByteBuffer, StubWriter> remains = handle.reclaim();
    assertEquals(1, remains.unflushed().size());
    cannotBeChanged(remains.unflushed());
    cannotBeChanged(remains.clean());
  }

  /** Seen red by the same, and by remains that only wrap the list. */
  @Test
  @DisplayName("B3: the lists of remains are not those that the remains were made with")
  void whoeverMadeRemainsCannotChangeTheirLists() {
    List<String> clean = new ArrayList<>(List.of("clean"));
    List<Remains.Unflushed<String>> unflushed =
        new ArrayList<>(List.of(new Remains.Unflushed<>("dirty", 0)));
    Remains<String, Object> remains =
        new Remains<>(clean, unflushed, Optional.empty(), Optional.empty());
    clean.clear();
    unflushed.clear();
    assertEquals(List.of("clean"), remains.clean());
    assertEquals("dirty", remains.unflushed().get(0).buffer());
    cannotBeChanged(remains.unflushed());
    cannotBeChanged(remains.clean());
  }
}
