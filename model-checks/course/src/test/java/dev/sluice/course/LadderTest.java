// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Each rung says what it must, and the chapter shows it. */
@Tag("explored")
@Tag("long")
class LadderTest {

  @TestFactory
  Stream<DynamicTest> aLadderSaysWhatItsChapterShows() {
    return Ladders.all().entrySet().stream()
        .map(
            ladder ->
                DynamicTest.dynamicTest(
                    "chapter " + ladder.getKey(),
                    () ->
                        Chapters.hold(
                            "ladder " + ladder.getKey(), Stable.of(ladder.getValue().call()))));
  }
}
