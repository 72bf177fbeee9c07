// SPDX-License-Identifier: Apache-2.0
package dev.sluice.stress.gate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of a run, from system properties.
 *
 * @param level {@code level}
 * @param tests {@code stress.tests}: regular expressions separated by commas, each of which must
 *     match a test; empty for every test
 * @param shard {@code shard}, as in {@code 2/3}: which part of the tests
 * @param kernel {@code kernel}: a directory or jar to test in place of the kernel
 * @param out {@code stress.out}
 * @param timeout {@code stress.timeout}, in seconds
 * @param soak {@code soak.minutes}
 */
record Settings(
    Level level,
    List<String> tests,
    Shard shard,
    Optional<Path> kernel,
    Path out,
    Optional<Duration> timeout,
    Duration soak) {

  static Settings fromProperties() {
    return new Settings(
        property("level").map(s -> Level.valueOf(s.toUpperCase(Locale.ROOT))).orElse(Level.QUICK),
        property("stress.tests").map(s -> List.of(s.split(","))).orElse(List.of()),
        property("shard").map(Shard::parse).orElse(Shard.WHOLE),
        property("kernel").map(Path::of),
        Path.of(property("stress.out").orElse("target/stress")),
        property("stress.timeout").map(s -> Duration.ofSeconds(Long.parseLong(s))),
        Duration.ofMinutes(property("soak.minutes").map(Long::parseLong).orElse(60L)));
  }

  /** Returns the same settings with another directory. */
  Settings into(Path directory) {
    return new Settings(level, tests, shard, kernel, directory, timeout, soak);
  }

  /** Reads a property. An empty value counts as none, because Maven always passes a value. */
  private static Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty(name)).filter(s -> !s.isBlank());
  }

  /** The i-th of n parts, counted from 1. */
  record Shard(int i, int n) {
    static final Shard WHOLE = new Shard(1, 1);

    Shard {
      if (i < 1 || i > n) {
        throw new IllegalArgumentException("no such shard: " + i + "/" + n);
      }
    }

    static Shard parse(String s) {
      String[] parts = s.split("/");
      if (parts.length != 2) {
        throw new IllegalArgumentException("a shard is written as 2/3, not " + s);
      }
      return new Shard(Integer.parseInt(parts[0].trim()), Integer.parseInt(parts[1].trim()));
    }

    boolean has(int index) {
      return index % n == i - 1;
    }
  }
}
