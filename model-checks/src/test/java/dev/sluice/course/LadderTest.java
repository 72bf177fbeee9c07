// SPDX-License-Identifier: Apache-2.0
package dev.sluice.course;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each rung says what it must, and the chapter shows it. */
class LadderTest {

  @TestFactory
  Stream<DynamicTest> says_what_the_chapter_shows() {
    return Ladders.all().entrySet().stream()
        .map(
            ladder ->
                DynamicTest.dynamicTest(
                    "chapter " + ladder.getKey(),
                    () ->
                        Course.hold(
                            "ladder " + ladder.getKey(), Stable.of(ladder.getValue().call()))));
  }
}
