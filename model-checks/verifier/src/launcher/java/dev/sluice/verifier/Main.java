// SPDX-License-Identifier: Apache-2.0
package dev.sluice.verifier;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The verifier's jar starts here: unpacks what is in it, once, and runs that in a JVM with an
 * ordinary class path. Compiled for Java 8, which can then say that it is too old.
 */
public final class Main {

  private static final int OLDEST = 17;
  private static final int BAD_INPUT = 2;
  private static final int BROKEN = 4;
  private static final String BUNDLE = "bundle/";

  private Main() {}

  /**
   * Runs it and exits as it does.
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    int exit;
    try {
      String tooOld = tooOld(System.getProperty("java.specification.version"));
      if (tooOld != null) {
        System.err.println(tooOld);
        exit = BAD_INPUT;
      } else {
        exit = run(args);
      }
    } catch (Exception e) {
      System.err.println("sluice-verifier could not be started: " + e);
      exit = BROKEN;
    }
    System.exit(exit);
  }

  /** What is to be said to a Java that is too old; null if it is not. */
  static String tooOld(String specification) {
    int version = Integer.parseInt(specification.replaceFirst("^1\\.", ""));
    return version >= OLDEST
        ? null
        : "This is Java "
            + version
            + ", and the kernel needs "
            + OLDEST
            + " or later: run the verifier with the java of a JDK "
            + OLDEST
            + ".";
  }

  private static int run(String[] args) throws Exception {
    Path jar = Paths.get(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path home = unpacked(jar);
    final Process process = new ProcessBuilder(command(jar, home, args)).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // or it would go on alone
    return process.waitFor();
  }

  private static List<String> command(Path jar, Path home, String[] args)
      throws IOException, URISyntaxException {
    File[] libraries = home.resolve("lib").toFile().listFiles();
    Arrays.sort(libraries);
    List<String> classPath = new ArrayList<>();
    for (File library : libraries) {
      classPath.add(library.getPath());
    }
    List<String> command = new ArrayList<>();
    command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dsluice.home=" + home);
    try (JarFile file = new JarFile(jar.toFile())) {
      Attributes attributes = file.getManifest().getMainAttributes();
      command.add("-Dsluice.version=" + attributes.getValue("Implementation-Version"));
      command.add("-Dsluice.commit=" + attributes.getValue("Git-Commit"));
    }
    command.addAll(Arrays.asList("-cp", String.join(File.pathSeparator, classPath)));
    command.add("dev.sluice.model.vendor.Verifier");
    command.addAll(Arrays.asList(args));
    return command;
  }

  /**
   * The folder with what is in this jar, named after its digest: each jar has its own. Where the
   * user has no place to write to it is a temporary one: a fresh one, as others can write there.
   */
  private static Path unpacked(Path jar) throws IOException, NoSuchAlgorithmException {
    Path cache = Paths.get(System.getProperty("user.home"), ".cache", "sluice-verifier");
    try {
      Files.createDirectories(cache);
    } catch (IOException noPlace) {
      cache = null;
    }
    if (cache == null || !Files.isWritable(cache)) {
      final Path temporary = Files.createTempDirectory("sluice-verifier");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(temporary.toFile())));
      unpack(jar, temporary);
      return temporary;
    }
    Path home = cache.resolve(digest(jar));
    if (!Files.isDirectory(home)) {
      Path partial = Files.createTempDirectory(cache, "partial");
      unpack(jar, partial);
      try {
        Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) { // another has done the same meanwhile, or it cannot be done
        delete(partial.toFile());
        if (!Files.isDirectory(home)) {
          throw e;
        }
      }
    }
    return home;
  }

  private static void delete(File file) {
    File[] files = file.listFiles();
    if (files != null) {
      for (File each : files) {
        delete(each);
      }
    }
    file.delete();
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().startsWith(BUNDLE) && !entry.isDirectory()) {
          Path to = folder.resolve(entry.getName().substring(BUNDLE.length()));
          Files.createDirectories(to.getParent());
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, to);
          }
        }
      }
    }
  }

  private static String digest(Path jar) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = Files.newInputStream(jar)) {
      byte[] buffer = new byte[1 << 16];
      for (int n; (n = in.read(buffer)) > 0; ) {
        digest.update(buffer, 0, n);
      }
    }
    StringBuilder hex = new StringBuilder();
    for (byte b : Arrays.copyOf(digest.digest(), 12)) {
      hex.append(String.format("%02x", b));
    }
    return hex.toString();
  }
}
