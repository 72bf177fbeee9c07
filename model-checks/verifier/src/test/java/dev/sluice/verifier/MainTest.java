// SPDX-License-Identifier: Apache-2.0
package dev.sluice.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the verifier's jar says to a Java that is too old. */
class MainTest {

  private static final int JAVA_8 = 52;

  @Test
  void anOldJavaIsToldSo() {
    assertTrue(Main.tooOld("1.8").startsWith("This is Java 8, and the kernel needs 17"));
    assertTrue(Main.tooOld("11").startsWith("This is Java 11,"));
    assertTrue(Main.tooOld("16").startsWith("This is Java 16,"));
    List.of("17", "21", "25").forEach(version -> assertNull(Main.tooOld(version)));
  }

  /** Or it would only be told of a class file. */
  @Test
  void anOldJavaCanLoadTheMainClass() throws Exception {
    try (DataInputStream in = new DataInputStream(Main.class.getResourceAsStream("Main.class"))) {
      in.readInt();
      in.readUnsignedShort();
      assertEquals(JAVA_8, in.readUnsignedShort());
    }
  }
}
