// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The field table of package-info, held against the fields that the classes really have. */
@Bounded
class FieldTableTest {

  private static final String PACKAGE = "dev.sluice.kernel";
  private static final Pattern FIRST_CELL = Pattern.compile("<tr><td>(.*?)</td>", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("\\{@code\\s+([\\w.]+)\\s*}");

  /** By class and field, as the table spells them: {@code Slot.Full.item}. */
  private static Set<String> rows() throws IOException {
    String table =
        Files.readString(Path.of("src/main/java/dev/sluice/kernel/package-info.java"))
            .replace("\n *", "\n");
    Set<String> rows = new TreeSet<>();
    Matcher cells = FIRST_CELL.matcher(table);
    while (cells.find()) {
      NAME.matcher(cells.group(1)).results().map(name -> name.group(1)).forEach(rows::add);
    }
    return rows;
  }

  private static List<Class<?>> classes() throws Exception {
    Path here = Path.of(FlushHandle.class.getResource("FlushHandle.class").toURI()).getParent();
    try (Stream<Path> files = Files.list(here)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
              .map(name -> PACKAGE + "." + name.substring(0, name.length() - ".class".length()))
              .toList();
      List<Class<?>> classes = new java.util.ArrayList<>();
      for (String name : names) {
        classes.add(Class.forName(name, false, FlushHandle.class.getClassLoader()));
      }
      return classes;
    }
  }

  private static Set<String> fields(boolean mutableOnly) throws Exception {
    Set<String> fields = new TreeSet<>();
    for (Class<?> type : classes()) {
      for (Field field : type.getDeclaredFields()) {
        boolean mutable = !Modifier.isFinal(field.getModifiers());
        if (!field.isSynthetic() && (mutable || !mutableOnly)) {
          String name = type.getName().substring(PACKAGE.length() + 1).replace('$', '.');
          fields.add(name + "." + field.getName());
        }
      }
    }
    return fields;
  }

  @Test
  @DisplayName("each mutable field has a row in the table")
  void everyFieldHasARow() throws Exception {
    Set<String> missing = fields(true);
    assertTrue(missing.contains("Slot.word") && missing.contains("Gate.Guard.inside"));
    missing.removeAll(rows());
    assertEquals(Set.of(), missing);
  }

  @Test
  @DisplayName("each row of the table is about a field that exists")
  void everyRowHasAField() throws Exception {
    Set<String> rows = rows();
    assertTrue(rows.size() > 10, rows.toString());
    rows.removeAll(fields(false));
    assertEquals(Set.of(), rows);
  }

  @Test
  @DisplayName("each mutable field is private, or of a class that no other package can name")
  void fieldsArePrivate() throws Exception {
    for (Class<?> type : classes()) {
      for (Field field : type.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        if (!field.isSynthetic() && !Modifier.isFinal(modifiers)) {
          assertTrue(Modifier.isPrivate(modifiers) || !isPublic(type), field.toString());
        }
      }
    }
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
  }
}
