// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two changes of one base; each letter is a line. */
class Merge3Test {

  @ParameterizedTest
  @CsvSource({
    // base, copy, newer, merged, line of a conflict
    "abcde, abcde, abcde, abcde, ",
    "abcde, abcde, aBcdE, aBcdE, ",
    "abcde, aBcde, abcde, aBcde, ",
    "abcde, Abcde, abcdE, AbcdE, ",
    "abcde, xyabcde, abcE, xyabcE, ",
    "abcde, cde, abcdef, cdef, ",
    "abcdefg, abXcdefg, abcdYefg, abXcdYefg, ",
    "abcde, aBcde, aBcdE, aBcdE, ",
    "abcde, abXde, abYde, abXde, 3",
    "abcde, aXcde, abYde, aXcde, 3",
    "abcdefg, xabXdefg, abYdefG, xabXdefG, 4",
    "abcde, abde, abCde, abde, 3",
  })
  void twoChangesOfOneBaseAreMergedOrConflict(
      String base, String copy, String newer, String merged, Integer conflict) {
    Merge3 merge = Merge3.of(lines(base), lines(copy), lines(newer));
    assertEquals(lines(merged), merge.merged());
    assertEquals(conflict == null ? List.of() : List.of(conflict), merge.conflicts());
  }

  private static List<String> lines(String letters) {
    return letters.chars().mapToObj(Character::toString).toList();
  }
}
