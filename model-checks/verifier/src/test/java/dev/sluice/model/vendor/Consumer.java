// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.vendor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.model.harness.KernelSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A project that has the kernel in it.
 *
 * @param folder of the project
 */
record Consumer(Path folder) {

  static final String PACKAGE = "com.acme.flush";
  static final String SOURCES = "src/main/java";

  /** Made by the verifier's jar, and by hand what uses it. */
  static Consumer make(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Jar.run(folder, "vendor", "--to", SOURCES, "--package", PACKAGE, "--with-io").exits(0);
    Files.writeString(folder.resolve("pom.xml"), POM);
    Path app = folder.resolve(SOURCES).resolve("com/acme/App.java");
    Files.writeString(app, APP);
    return new Consumer(folder);
  }

  /** Another one with the same sources. */
  Consumer copied(Path to) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(SOURCES))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(folder.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return new Consumer(to);
  }

  Path file(String name) {
    return folder.resolve(SOURCES).resolve(PACKAGE.replace('.', '/')).resolve(name);
  }

  /** Builds it, and runs what uses the kernel. */
  void build() throws IOException, InterruptedException {
    String maven = System.getProperty("maven.home") + "/bin/mvn";
    Jar.command(folder, List.of(maven, "-B", "-q", "-o", "compile")).exits(0);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Jar.command(folder, List.of(java, "-cp", "target/classes", "com.acme.App", "out.txt"))
        .exits(0)
        .says("5 bytes");
  }

  /** Changes one line. */
  void replace(String file, String was, String is) throws IOException {
    String text = Files.readString(file(file));
    assertTrue(text.contains(was), () -> file + " has no " + was);
    Files.writeString(file(file), text.replace(was, is));
  }

  /** Changes what a change of the kernel's sources would. */
  void change(UnaryChange change) throws IOException {
    Copy copy = Copy.find(folder);
    KernelSources changed = change.apply(copy.sources());
    for (Map.Entry<String, String> file : changed.files().entrySet()) {
      Files.writeString(copy.file(file.getKey()), copy.renaming().out(file.getValue()));
    }
  }

  /** Of the kernel's sources. */
  interface UnaryChange {
    KernelSources apply(KernelSources kernel) throws IOException;
  }

  private static final String APP =
      """
      package com.acme;

      import com.acme.flush.sync.CancellationToken;
      import com.acme.flush.FlushHandle;
      import com.acme.flush.FlushOptions;
      import com.acme.flush.sync.Gate;
      import com.acme.flush.ShutdownRequest;
      import com.acme.flush.io.FileChannelWriter;
      import java.nio.ByteBuffer;
      import java.nio.file.Files;
      import java.nio.file.Path;

      public class App {
        public static void main(String[] args) throws Exception {
          Path file = Path.of(args[0]);
          try (FileChannelWriter writer = FileChannelWriter.open(file)) {
            FlushHandle<ByteBuffer, FileChannelWriter> handle =
                FlushHandle.spawn(
                    writer,
                    ByteBuffer.allocate(8),
                    new Gate(),
                    new CancellationToken(),
                    FlushOptions.defaults());
            handle.flush(ByteBuffer.wrap("hello".getBytes()), 0);
            handle.shutdown(ShutdownRequest.setLength(5));
          }
          System.out.println(Files.size(file) + " bytes");
        }
      }
      """;

  /** With plugins that this build has fetched already. */
  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.acme</groupId>
        <artifactId>app</artifactId>
        <version>1</version>
        <properties>
          <maven.compiler.release>17</maven.compiler.release>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        </properties>
        <build>
          <plugins>
            <plugin>
              <artifactId>maven-resources-plugin</artifactId>
              <version>3.5.0</version>
            </plugin>
            <plugin>
              <artifactId>maven-compiler-plugin</artifactId>
              <version>3.16.0</version>
            </plugin>
          </plugins>
        </build>
      </project>
      """;
}
