// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.tlc;

import dev.sluice.model.tlc.TlcResult.Verdict;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs TLC in a JVM of its own and waits for it.
 *
 * @param work a folder, in which each run has a folder of its own
 * @param jvm options of the JVM
 * @param workers how many threads search
 * @param atMost a run that takes longer is killed, and has failed
 */
public record Tlc(Path work, List<String> jvm, int workers, Duration atMost) {

  /**
   * Returns a TLC for runs that take seconds. It starts from an archive of TLC's classes, which
   * saves a quarter of the time. C2 is off, because in a short run it costs more than it gains.
   */
  public static Tlc quick(Path work, Duration atMost) throws IOException, InterruptedException {
    List<String> options = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1g");
    Path archive = Files.createDirectories(work).resolve("tlc.jsa");
    TlcConfig any = TlcConfig.read(Specs.FOLDER.resolve("Token.cfg"));
    new Tlc(work, and(options, "-XX:ArchiveClassesAtExit=" + archive), 1, atMost).check(any, true);
    // A JVM that cannot use the archive goes on without it.
    return new Tlc(work, and(options, "-XX:SharedArchiveFile=" + archive), 1, atMost);
  }

  /** Returns a TLC for runs that take minutes, on all processors. */
  public static Tlc large(Path work, Duration atMost) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Tlc(work, List.of("-XX:+UseParallelGC", "-Xmx3g"), processors, atMost);
  }

  private static List<String> and(List<String> options, String option) {
    List<String> all = new ArrayList<>(options);
    all.add(option);
    return all;
  }

  /**
   * Checks one configuration.
   *
   * @param coverage whether TLC counts actions, which takes time
   * @param more more options of TLC
   */
  public TlcResult check(TlcConfig config, boolean coverage, String... more)
      throws IOException, InterruptedException {
    Path folder = folder(config);
    Path output = folder.resolve("output.txt");
    List<String> command = java(folder);
    command.add("tlc2.TLC");
    command.addAll(arguments(config, folder));
    command.addAll(List.of("-workers", Integer.toString(workers)));
    // With the same fingerprints each time, the order and the counter-example are the same too.
    command.addAll(List.of("-fp", "0", "-cleanup"));
    if (coverage) {
      command.addAll(List.of("-coverage", "0"));
    }
    command.addAll(List.of(more));
    command.add(config.module() + ".tla");

    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .directory(config.folder().toFile()) // TLC looks for the modules there
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended;
    try {
      ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      process.destroyForcibly();
    }
    return judge(config, output, ended, (System.nanoTime() - start) / 1e9);
  }

  /** Returns the folder for the files that a run of this configuration writes. */
  Path folder(TlcConfig config) throws IOException {
    return Files.createDirectories(work.resolve(config.name()));
  }

  /** Returns the arguments that each way to run TLC needs. */
  List<String> arguments(TlcConfig config, Path folder) throws IOException {
    Path cfg = Files.writeString(folder.resolve(config.name() + ".cfg"), config.text());
    String states = folder.resolve("states").toString();
    return List.of("-tool", "-config", cfg.toString(), "-metadir", states);
  }

  static TlcResult judge(TlcConfig config, Path output, boolean ended, double seconds)
      throws IOException {
    List<String> properties = new ArrayList<>(config.invariants());
    properties.addAll(config.properties());
    TlcOutput said =
        new TlcOutput(
            Files.readString(output),
            config.properties().size() == 1
                ? config.properties().get(0)
                : "one of " + config.properties());
    return new TlcResult(
        config.module(),
        config.name(),
        config.constants(),
        properties,
        ended ? said.verdict : Verdict.TIMED_OUT,
        said.violated,
        said.generated,
        said.distinct,
        said.depth,
        seconds,
        said.actions,
        output.toString());
  }

  /** Returns the command up to the main class. */
  List<String> java(Path folder) throws IOException {
    String executable = String.join(File.separator, System.getProperty("java.home"), "bin", "java");
    // TLC unpacks its standard modules into the temporary folder: two runs would share them.
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> command = new ArrayList<>(List.of(executable));
    command.addAll(jvm);
    command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-cp", jar().toString()));
    return command;
  }

  /** Returns the jar of TLC. This JVM does not initialize TLC's classes. */
  private static Path jar() {
    try {
      Class<?> tlc = Class.forName("tlc2.TLC", false, Tlc.class.getClassLoader());
      return Path.of(tlc.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException("TLC is not on the class path", e);
    }
  }
}
