// SPDX-License-Identifier: Apache-2.0
package dev.sluice.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.sync.Slot;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Compares the field table of package-info with the fields that the classes really have. */
@Bounded
class FieldTableTest {

  private static final List<Class<?>> ONE_OF_EACH = List.of(FlushHandle.class, Slot.class);
  private static final Pattern FIRST_CELL = Pattern.compile("<tr><td>(.*?)</td>", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("\\{@code\\s+([\\w.]+)\\s*}");

  /** Returns the rows by class and field, as the table spells them: {@code Slot.Full.item}. */
  private static Set<String> rows() throws IOException {
    Set<String> rows = new TreeSet<>();
    for (Class<?> one : ONE_OF_EACH) {
      Path folder = Path.of("src/main/java", one.getPackageName().split("\\."));
      String table = Files.readString(folder.resolve("package-info.java")).replace("\n *", "\n");
      Matcher cells = FIRST_CELL.matcher(table);
      while (cells.find()) {
        NAME.matcher(cells.group(1)).results().map(name -> name.group(1)).forEach(rows::add);
      }
    }
    return rows;
  }

  private static List<Class<?>> classes() throws Exception {
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> one : ONE_OF_EACH) {
      Path here = Path.of(one.getResource(one.getSimpleName() + ".class").toURI()).getParent();
      try (Stream<Path> files = Files.list(here)) {
        for (String file : files.map(f -> f.getFileName().toString()).toList()) {
          if (file.endsWith(".class") && !file.equals("package-info.class")) {
            String name = file.substring(0, file.length() - ".class".length());
            classes.add(
                Class.forName(one.getPackageName() + "." + name, false, one.getClassLoader()));
          }
        }
      }
    }
    return classes;
  }

  private static Set<String> fields(boolean mutableOnly) throws Exception {
    Set<String> fields = new TreeSet<>();
    for (Class<?> type : classes()) {
      for (Field field : type.getDeclaredFields()) {
        boolean mutable = !Modifier.isFinal(field.getModifiers());
        if (!field.isSynthetic() && (mutable || !mutableOnly)) {
          String name =
              type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
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
  void mutableFieldsAreHiddenFromOtherPackages() throws Exception {
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
