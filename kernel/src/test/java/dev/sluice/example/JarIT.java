// SPDX-License-Identifier: Apache-2.0
package dev.sluice.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.kernel.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is released: its contents, and a user that takes it as a module. */
class JarIT {

  private static final Path JAR = Path.of(System.getProperty("sluice.jar"));

  private static final String HELLO =
      """
      package dev.sluice.example;

      import dev.sluice.sync.CancellationToken;
      import dev.sluice.sync.Gate;
      import java.io.ByteArrayInputStream;
      import java.nio.file.Files;
      import java.nio.file.Path;

      class Hello {
        public static void main(String[] args) throws Exception {
          Path file = Path.of(args[0]);
          byte[] hello = "hello from %s".formatted(CancellationToken.class.getModule()).getBytes();
          Readme.save(new ByteArrayInputStream(hello), file, new Gate(), new CancellationToken());
          System.out.println(Files.readString(file));
        }
      }
      """;

  @TempDir Path dir;

  /**
   * Seen red by a package that is not exported, and by a second module that the kernel requires.
   */
  @Test
  void runsOnTheModulePathAndInAnImageOfThreeModules() throws Exception {
    Path sources = Files.createDirectory(dir.resolve("src"));
    Path classes = dir.resolve("classes");
    Path info = sources.resolve("module-info.java");
    Files.writeString(info, "module hello { requires dev.sluice; }");
    Path hello = Files.writeString(sources.resolve("Hello.java"), HELLO);
    Path readme = Path.of("src/test/java/dev/sluice/example/Readme.java");
    String main = "hello/dev.sluice.example.Hello";
    String expected = "hello from module dev.sluice";

    Path jdk = Path.of(System.getProperty("java.home"));
    run(jdk, "javac", "-p", JAR, "-d", classes, info, hello, readme);
    String path = JAR + File.pathSeparator + classes;
    assertEquals(expected, run(jdk, "java", "-p", path, "-m", main, dir.resolve("one")));

    Path image = dir.resolve("image");
    run(jdk, "jlink", "-p", path, "--add-modules", "hello", "--output", image);
    assertEquals(expected, run(image, "java", "-m", main, dir.resolve("two")));
    try (Stream<Path> legal = Files.list(image.resolve("legal"))) {
      assertEquals(Set.of("java.base"), names(legal.map(Path::getFileName)), "modules of the JDK");
    }
  }

  /** Seen red by bnd without {@code -exportcontents}, and by a jar without a commit. */
  @Test
  void manifestSaysVersionAndCommitAndExportsWhatTheModuleExports() throws Exception {
    ModuleDescriptor module = ModuleFinder.of(JAR).find("dev.sluice").orElseThrow().descriptor();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      Attributes says = jar.getManifest().getMainAttributes();
      assertEquals(module.rawVersion().orElseThrow(), says.getValue("Implementation-Version"));
      String commit = says.getValue("Git-Commit") + " " + says.getValue("Git-Dirty");
      assertTrue(commit.matches("[0-9a-f]{40} (true|false)|unknown unknown"), commit);
      assertEquals(module.name(), says.getValue("Bundle-SymbolicName"));
      assertEquals(
          names(module.exports().stream().map(ModuleDescriptor.Exports::source)),
          packages(says.getValue("Export-Package")));
      assertEquals(
          Set.of(),
          names(
              packages(says.getValue("Import-Package")).stream()
                  .filter(name -> !name.startsWith("java."))));
    }
  }

  /** Seen red by a resource beside the packages. */
  @Test
  void theJarHoldsTheKernelItsLicenceAndNothingElse() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertTrue(jar.getEntry("META-INF/LICENSE") != null, "no licence");
      assertEquals(
          Set.of(),
          names(
              jar.stream()
                  .filter(entry -> !entry.isDirectory())
                  .filter(
                      entry ->
                          !entry
                              .getName()
                              .matches(
                                  "module-info.class|dev/sluice/(kernel|io|sync)/[^/]+[.]class"
                                      + "|META-INF/(LICENSE|MANIFEST.MF)"
                                      + "|META-INF/maven/dev.sluice/sluice-kernel/pom[.].*"))));
    }
  }

  private static String run(Path java, String tool, Object... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(java.resolve("bin").resolve(tool).toString());
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    return ChildJvm.lastLine(command);
  }

  private static Set<String> packages(String header) {
    String bare =
        String.valueOf(header)
            .replaceAll(";[^,\"]*(\"[^\"]*\"[^,\"]*)*", ""); // without versions and uses
    return Set.of(bare.split(","));
  }

  private static Set<String> names(Stream<?> things) {
    return things.map(Object::toString).collect(Collectors.toSet());
  }
}
